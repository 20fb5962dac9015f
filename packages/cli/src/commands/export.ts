import { createWriteStream, existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '@mingbai/core';
import { exportList, exportPersonList, shellActor } from '@mingbai/server';
import { openVault, runCommand } from '@mingbai/store';
import type { Command } from 'commander';
import { regionOf } from '../asked.ts';
import { cannotWrite, isOfFileSystem } from '../files.ts';
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
    .requiredOption('--out <file>', 'where to: .xlsx or .csv · 输出文件')
    .option('--persons', 'persons instead of households · 导出人员而非户')
    .option('--region <code>', 'county or smaller · 区划代码')
    .option('--language <zh|en>', 'of the headers · 表头语言', 'zh')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(exportTo);
}

async function exportTo(options: ExportOptions): Promise<void> {
  const as = formOf(options.out);
  const file = await withDoor(options.home, async (door, county, place) => {
    const region = options.region === undefined ? county : regionOf(options.region);
    const actor = { ...shellActor(), region: county };
    const scope = { region: county, user: actor.id };
    const exported = options.persons === true ? exportPersonList : exportList;
    const { content } = await exported({
      as,
      body: { region, language: options.language === 'en' ? 'en' : 'zh' },
      region: county,
      vault: openVault(ensureKeys(place.home, false)),
      read: (work) => door.database.read(scope, work),
      command: (command, work) => runCommand(door.database, actor, command, work),
    });
    try {
      await pipeline(
        content instanceof Readable ? content : Readable.from([content]),
        createWriteStream(options.out, { mode: 0o600 }),
      );
    } catch (error) {
      throw isOfFileSystem(error) ? cannotWrite(options.out, error) : error;
    }
    return { file: options.out, region };
  });
  answer(file, options.json, (one) => one.file);
}

/** By the ending of the file; nothing is read, and nothing journaled, for a place that cannot be written. */
function formOf(out: string): 'xlsx' | 'csv' {
  if (!existsSync(dirname(resolve(out)))) throw cannotWrite(out, { code: 'ENOENT' });
  const ending = extname(out).toLowerCase();
  if (ending === '.xlsx') return 'xlsx';
  if (ending === '.csv') return 'csv';
  throw new Problem('invalid-input', {
    detail: `--out: ${out}: the list can be written as .xlsx or .csv`,
    detailZh: `--out：${out}：清单可写成 .xlsx 或 .csv`,
  });
}
