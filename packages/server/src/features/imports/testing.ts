import { setTimeout } from 'node:timers/promises';
import { formOf, checkDigit, type FormId, type RegionCode } from '@mingbai/core';
import type { ImportJob } from '@mingbai/core/api';
import { writeWorkbook, type CellValue, type SheetData } from '@mingbai/exchange';
import { findImport, type ImportRow } from '@mingbai/store';
import pg from 'pg';
import { GUSHI, testServer, type Signed, type TestServer } from '../../app/testing.ts';
import type { ImportContext } from './context.ts';
import { workOn } from './process.ts';
import { askAsSeen } from './recheck.ts';
import { receive } from './upload.ts';

export const TODAY = '2026-11-22';
/** A village of the catalogue, as its sheet names it. */
export const PLACE = { 县: '固始县', 乡: '陈淋子镇', 村: '红花村' } as const;

export interface Bring {
  readonly dataDate?: string;
  readonly region?: RegionCode;
  readonly by?: string;
}

/** A server with its county, and the files that people bring to it; work is done when the test says so. */
export class Desk {
  private constructor(
    readonly server: TestServer,
    readonly owner: pg.Client,
  ) {}

  static async open(): Promise<Desk> {
    const server = await testServer();
    await server.install([{ username: 'clerk', role: 'county_clerk' }]);
    const owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    return new Desk(server, owner);
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.server.close();
  }

  get context(): ImportContext {
    const { database, vault, home } = this.server.server.services;
    return { database, vault, folder: home };
  }

  signIn(name = 'clerk'): Promise<Signed> {
    return this.server.signIn(name);
  }

  /** Takes the file in, and nothing more. */
  async receive(
    file: string,
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    how: Bring = {},
  ): Promise<string> {
    const { dataDate = '2021-12-31', region = GUSHI, by = 'clerk' } = how;
    const id = await receive(this.context, {
      file,
      bytes: bytes instanceof Uint8Array ? once(bytes) : bytes,
      dataDate,
      county: '411525',
      region,
      by: { id: by, name: by, role: 'county_clerk' },
    });
    if (id === undefined) throw new Error(`${file} was not taken`);
    return id;
  }

  /** Takes it in, reads and checks it. */
  async check(
    file: string,
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    how: Bring = {},
  ): Promise<ImportRow> {
    return this.work(await this.receive(file, bytes, how));
  }

  /** As the server's runner and the shell do; `onWait`: somebody else has the job. */
  async work(id: string, onWait?: () => void): Promise<ImportRow> {
    await workOn(this.context, id, TODAY, onWait);
    return this.job(id);
  }

  async ask(id: string, allOrNothing = false): Promise<void> {
    const { region } = await this.job(id);
    const { database } = this.context;
    if (!(await database.keep({ region, user: 'clerk' }, (tx) => askAsSeen(tx, id, { allOrNothing }))))
      throw new Error(`import ${id} cannot be committed`);
  }

  async commit(id: string, allOrNothing = false): Promise<ImportRow> {
    await this.ask(id, allOrNothing);
    return this.work(id);
  }

  /** From the file to the register, which must take it. */
  async bring(
    file: string,
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    how: Bring = {},
  ): Promise<ImportRow> {
    const { id } = await this.check(file, bytes, how);
    const job = await this.commit(id);
    if (job.state !== 'committed') throw new Error(`${file}: ${job.state} ${JSON.stringify(job.problem)}`);
    return job;
  }

  async job(id: string): Promise<ImportRow> {
    const { database } = this.context;
    const job = await database.read({ region: GUSHI, user: '' }, (tx) => findImport(tx, id));
    if (job === undefined) throw new Error(`no import ${id}`);
    return job;
  }

  /** As the owner of the database, who sees everything. */
  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query<T>(text, values)).rows;
  }

  async faults(
    id: string,
  ): Promise<{ sheet: string; row: number; col: string; rule: string; value: string }[]> {
    return this.rows(
      'select sheet, row, col, rule, value from mingbai.import_fault where import = $1 order by number',
      [id],
    );
  }

  /** Holds a table of the register against all writers until the returned function is called. */
  async hold(table: string): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.server.database.ownerUrl });
    await client.connect();
    await client.query(`begin; lock table mingbai.${table} in exclusive mode`);
    return () => client.end();
  }

  /** Whether somebody waits for a table that `hold` holds. */
  async isHeldUp(): Promise<boolean> {
    const rows = await this.rows(`select from pg_locks where not granted and database =
      (select oid from pg_database where datname = current_database())`);
    return rows.length > 0;
  }

  /** How many rows each table of the register holds, present and past. */
  async sizes(): Promise<Record<string, number>> {
    const sizes: Record<string, number> = {};
    for (const noun of NOUNS) {
      for (const table of [noun, `${noun}_past`]) {
        const [row] = await this.rows<{ n: number }>(`select count(*)::int as n from mingbai.${table}`);
        sizes[table] = row?.n ?? -1;
      }
    }
    return sizes;
  }
}

export const NOUNS = [
  'household',
  'person',
  'membership',
  'condition',
  'guarantee',
  'risk',
  'income',
  'measure',
  'responsible',
  'work',
  'village',
] as const;

export type Counts = NonNullable<ImportJob['counts']>;

export function countsOf(job: ImportRow): Counts {
  if (job.counts === null) throw new Error(`import ${job.id} has no counts`);
  return job.counts as Counts;
}

/** Of one noun: [new, changed, same, absent]. */
export function tally(job: ImportRow, noun: string): number[] {
  const found = countsOf(job).nouns.find((one) => one.noun === noun);
  return found === undefined ? [] : [found.new, found.changed, found.same, found.absent];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

export type Line = Readonly<Record<string, CellValue>>;

/** A workbook of a form with these columns alone: each line says its cells by header. */
export function book(
  form: FormId,
  lines: readonly Line[],
  sheet = formOf(form).zh.slice(0, 31),
): Promise<Uint8Array> {
  return workbook([tableOf(lines, sheet)]);
}

export function tableOf(lines: readonly Line[], name: string): SheetData {
  const headers = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  return { name, rows: [headers, ...lines.map((line) => headers.map((header) => line[header] ?? ''))] };
}

export async function workbook(sheets: readonly SheetData[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await writeWorkbook(async (chunk) => void chunks.push(Uint8Array.from(chunk)), sheets);
  return Buffer.concat(chunks);
}

export function csv(lines: readonly Line[]): Uint8Array {
  const headers = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const rows = [headers, ...lines.map((line) => headers.map((header) => line[header] ?? ''))];
  const text = rows.map((row) => row.map(String).join(',')).join('\n');
  return Buffer.from(`${text}\n`);
}

/** The birthday of the `n`th person. */
function birth(n: number): string {
  return new Date(Date.UTC(1970, 0, 1 + Math.floor(n / 499))).toISOString().slice(0, 10);
}

/** The number of the `n`th man, who may be one of many thousands. */
export function identity(n: number): string {
  const seventeen = `411525${birth(n).replaceAll('-', '')}${String(2 * (n % 499) + 1).padStart(3, '0')}`;
  return seventeen + checkDigit(seventeen);
}

/** A faultless row of form person-47; `n` names the person, the household is the person's own unless said. */
export function person(n: number, change: Line = {}): Line {
  return {
    ...PLACE,
    户编号: `41152${1_000_000 + n}`,
    人口编号: `4115250${1_000_000 + n}`,
    姓名: `张${String.fromCodePoint(0x4e00 + (n % 20_000))}`,
    证件号码: identity(n),
    与户主关系: '户主',
    性别: '男',
    出生日期: birth(n),
    民族: '汉族',
    文化程度: '初中',
    在校生状况: '',
    健康状况: '健康',
    劳动技能: '普通劳动力',
    成员联系电话: '',
    ...change,
  };
}

/** Waits until it is so; throws after half a minute. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await setTimeout(50);
  }
}
