import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportList, exportPersonList, shellActor } from '@mingbai/server';
import { openVault, runCommand } from '@mingbai/store';
import type { Command } from 'commander';
import { regionOf } from '../asked.ts';
import { answer } from '../output.ts';
import { withDoor } from '../place/door.ts';
import { ensureKeys } from '../place/keys.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

interface ExportOptions extends Common {
  readonly out: string;
  readonly persons?: true;
  readonly region?: string;
  readonly language: string;
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description(
      'the list of households or persons as a workbook, masked; journaled · 导出户或人员清单（脱敏）',
    )
    .requiredOption('--out <file>', 'where to · 输出文件')
    .option('--persons', 'persons instead of households · 导出人员而非户')
    .option('--region <code>', 'county or smaller · 区划代码')
    .option('--language <zh|en>', 'of the headers · 表头语言', 'zh')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(exportTo);
}

async function exportTo(options: ExportOptions): Promise<void> {
  const file = await withDoor(options.home, async (door, county, place) => {
    const region = options.region === undefined ? county : regionOf(options.region);
    const actor = { ...shellActor(), region: county };
    const scope = { region: county, user: actor.id };
    const exported = options.persons === true ? exportPersonList : exportList;
    const { content } = await exported({
      body: { region, language: options.language === 'en' ? 'en' : 'zh' },
      region: county,
      vault: openVault(ensureKeys(place.home, false)),
      read: (work) => door.database.read(scope, work),
      command: (command, work) => runCommand(door.database, actor, command, work),
    });
    await pipeline(
      content instanceof Readable ? content : Readable.from([content]),
      createWriteStream(options.out, { mode: 0o600 }),
    );
    return { file: options.out, region };
  });
  answer(file, options.json, (one) => one.file);
}
