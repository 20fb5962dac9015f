import type { Command } from 'commander';
import type { CheckOptions } from '../check/options.ts';
import { requireFiles } from '../files.ts';
import { FORCE, HOME, JSON_FLAG } from './options.ts';

export function addCheck(program: Command): void {
  program
    .command('check [files...]')
    .description(
      'run the data rules over files, without a database, or over the register of a county · 运行数据规则，检查表格或登记簿',
    )
    .option('--on <day>', 'day of the check, today unless told · 检查日')
    .option('--region <code>', 'county; of files, where their rows must lie · 区划代码')
    .option(
      '--marked <out>',
      'write the file back with everything marked; a folder for several · 输出标注的表格',
    )
    .option(...FORCE)
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (files: string[], options: CheckOptions) => {
      requireFiles(files);
      process.exitCode =
        files.length > 0
          ? await (await import('../check/files.ts')).checkTheFiles(files, options)
          : await (await import('../check/register.ts')).checkTheRegister(options);
    });
}
