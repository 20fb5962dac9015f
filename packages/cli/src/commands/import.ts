import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  dataDay,
  dayInChina,
  type Fault,
  findRegionCode,
  maskFault,
  NOUN_NAMES,
  type Noun,
  type RegionCode,
} from '@mingbai/core';
import type { Command } from 'commander';
import { regionOf } from '../asked.ts';
import { EXIT } from '../exit.ts';
import { requireFiles } from '../files.ts';
import { stateWord } from '../import/state-words.ts';
import { isUnchanged } from '../import/unchanged.ts';
import { checkAnyFile, type FileCheck } from '../import/check.ts';
import type { MarkedOut } from '../import/marked-out.ts';
import { inWords } from '../import/repair-words.ts';
import { answer, say } from '../output.ts';
import { homeFolder } from '../place/home.ts';
import { FORCE, HOME, JSON_FLAG, type Common } from './options.ts';

interface ImportOptions extends Common {
  readonly check?: boolean;
  readonly marked?: string;
  readonly force?: boolean;
  readonly region?: string;
  readonly date?: string;
  readonly allOrNothing?: boolean;
}

const DATE = { zh: '--date', en: '--date' } as const;

export function addImport(program: Command): void {
  program
    .command('import <files...>')
    .description('bring workbooks into the register, or only check them · 导入或检查表格')
    .option('--check', 'only check: needs no server and no database · 只检查，不写入')
    .option(
      '--marked <out>',
      'write the file back with every fault marked; a folder for several · 输出标注错误的表格',
    )
    .option(...FORCE)
    .option('--region <code>', 'county or smaller that the rows must lie in · 区划代码')
    .option('--date <day>', 'the day the file speaks of, today unless told · 数据日期')
    .option('--all-or-nothing', 'write nothing when any row is wrong · 有一行错误则全部不导入')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (files: string[], options: ImportOptions) => {
      requireFiles(files);
      const dataDate = options.date === undefined ? today() : dataDay(options.date, DATE, today());
      process.exitCode =
        options.check === true ? await check(files, options) : await bring(files, dataDate, options);
    });
}

async function check(files: readonly string[], options: ImportOptions): Promise<number> {
  const region = regionOf(options.region) ?? installedCounty(options);
  const out = await markedOut(options, files);
  const checks: FileCheck[] = [];
  for (const file of files) {
    const checked = await checkAnyFile(file, region, today());
    checks.push(checked);
    if (out !== undefined) await (await import('../import/mark.ts')).mark(file, checked, checked.faults, out);
  }
  const faults = checks.flatMap((one) => one.faults);
  answer(
    {
      rows: sum(checks, 'rows'),
      good: sum(checks, 'good'),
      bad: sum(checks, 'bad'),
      faults,
      repairs: checks.flatMap((one) => one.repairs.map(inWords)),
      notes: checks.flatMap((one) => one.notes),
      files: checks.map(({ file, rows, good, bad, sheets }) => ({ file, rows, good, bad, sheets })),
    },
    options.json,
    () => checks.map(textOf).join('\n\n'),
  );
  if (checks.some(({ refused }) => refused)) return EXIT.fileRefused;
  return faults.some((fault) => fault.severity === 'error') ? EXIT.faults : EXIT.ok;
}

async function bring(files: readonly string[], dataDate: string, options: ImportOptions): Promise<number> {
  const { withDoor } = await import('../place/door.ts');
  const { bringFile } = await import('../import/bring.ts');
  const { markedFile, viewOf } = await import('@mingbai/server');
  const { openDatabase, openVault } = await import('@mingbai/store');
  const { faultsOf } = await import('../import/faults.ts');
  const { ensureKeys } = await import('../place/keys.ts');
  const out = await markedOut(options, files);
  const brought = await withDoor(options.home, async (_door, county, place) => {
    const region = regionOf(options.region) ?? county;
    // Reading opens a connection for each year of the file; the rest are for progress and the lock.
    const database = openDatabase(place.appUrl, { connections: 16, name: 'mingbai-import' });
    const context = { database, vault: openVault(ensureKeys(place.home, false)), folder: place.home.files };
    const brought = [];
    for (const path of files) {
      say(`${basename(path)} …`);
      const job = await bringFile(context, {
        path,
        county: region,
        dataDate,
        today: today(),
        checkOnly: false,
        allOrNothing: options.allOrNothing === true,
        onWait: () => say('  由正在运行的服务办理，等待中 the running server works on it, waiting'),
      });
      // What could not be read has no cells to mark.
      if (out !== undefined && job.state !== 'failed')
        await out.add(path, (to) => markedFile(context, job, to));
      brought.push({ job: viewOf(job), faults: await faultsOf(database, job) });
    }
    await database.close();
    return brought;
  });
  const jobs = brought.map(({ job }) => job);
  const faults = brought.flatMap((one) => one.faults);
  answer({ imports: jobs, faults }, options.json, () =>
    brought
      .map(({ job, faults: own }) => {
        const nouns =
          job.counts?.nouns
            .map((one) => `${nounWord(one.noun)} +${one.new} ~${one.changed} =${one.same}`)
            .join(', ') ?? '';
        const problem = job.problem === null ? '' : `\n  ${job.problem.zh}\n  ${job.problem.en}`;
        const remarks = (job.remarks ?? []).map(({ zh, en }) => `\n  ${zh}\n  ${en}`).join('');
        const word = isUnchanged(job) ? '与登记簿一致，未写入 nothing to write' : stateWord(job.state);
        return `${job.file}\t${word}\t${job.counts?.good ?? 0}/${job.counts?.rows ?? 0}\t${nouns}${problem}${remarks}${firstOf(own, job.counts)}`;
      })
      .join('\n'),
  );
  if (jobs.some((job) => job.state === 'failed')) return EXIT.fileRefused;
  return jobs.every((job) => (job.state === 'committed' || isUnchanged(job)) && job.counts?.bad === 0)
    ? EXIT.ok
    : EXIT.faults;
}

/** Named without `--json`; the others are in the marked workbook. */
const NAMED = 20;

function firstOf(
  faults: readonly WrongCell[],
  counts: { readonly errors: number; readonly warnings: number } | null,
): string {
  const all = Math.max(faults.length, counts === null ? 0 : counts.errors + counts.warnings);
  const more = all - Math.min(NAMED, faults.length);
  const lines = faults.slice(0, NAMED).map(lineOf);
  if (more > 0) lines.push(`  …还有 ${more} 条，见 · and ${more} more: --marked OUT`);
  return lines.map((line) => `\n${line}`).join('');
}

type WrongCell = Omit<Fault, 'rule' | 'severity'> & { readonly severity: string };

function lineOf(fault: WrongCell): string {
  const { severity, value, message } = fault;
  return `  ${placeOf(fault)}\t${severity === 'error' ? '错误' : '提醒'}\t${value}\t${message.zh} · ${message.en}`;
}

function textOf(checked: FileCheck): string {
  const lines = checked.faults.map(maskFault).map(lineOf);
  const head = checked.refused
    ? `${checked.file}: 未能读取 not read`
    : `${checked.file}: ${checked.rows} 行 rows, ${checked.good} 正确 good, ${checked.bad} 有误 bad, ${checked.repairs.length} 处已自动规整 repaired`;
  return [head, ...lines].join('\n');
}

/** 花名册!B3, or the name of a file that could not be read. */
function placeOf({ file, sheet, column, row }: WrongCell): string {
  return sheet === '' ? file : `${sheet}!${column}${row}`;
}

/** The county that was installed here, noted by the server so that a check needs no database. */
function installedCounty(options: ImportOptions): RegionCode | undefined {
  const note = join(homeFolder(options.home), 'county');
  return existsSync(note) ? findRegionCode(readFileSync(note, 'utf8').trim()) : undefined;
}

async function markedOut(
  { marked, force }: ImportOptions,
  files: readonly string[],
): Promise<MarkedOut | undefined> {
  if (marked === undefined) return undefined;
  return new (await import('../import/marked-out.ts')).MarkedOut(marked, files, force);
}

function nounWord(noun: string): string {
  const { zh, en } = NOUN_NAMES[noun as Noun];
  return `${zh} ${en}`;
}

function today(): string {
  return dayInChina(Date.now());
}

function sum(checks: readonly FileCheck[], key: 'rows' | 'good' | 'bad'): number {
  return checks.reduce((total, one) => total + one[key], 0);
}
