import { keyFileIn, rotateKeys } from '@mingbai/store';
import type { Command } from 'commander';
import { answer } from '../output.ts';
import { requireHome } from '../place/home.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

export function addKeys(program: Command): void {
  program
    .command('keys')
    .description('sealing keys · 加密密钥')
    .command('rotate')
    .description('a new key seals from the next start on; the old ones still open · 更换密钥')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action((options: Common) => {
      const file = keyFileIn(requireHome(options.home).folder);
      const key = rotateKeys(file);
      answer(
        { file, key },
        options.json,
        (one) =>
          `密钥 ${one.key} 已生成，重启后生效；请另行备份 · Key ${one.key} made, used from the next start; back it up: ${one.file}`,
      );
    });
}
