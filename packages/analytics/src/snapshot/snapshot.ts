import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type RegionCode, regionCode } from '@mingbai/core';
import type { RegisterView } from '@mingbai/policy';
import {
  KEY_COLUMNS,
  LIST_SEPARATOR,
  type SnapshotColumn,
  type SnapshotContents,
  snapshotCopies,
  type SnapshotCopy,
} from '@mingbai/policy/snapshot';
import { type Database, type KeepTx, pulseOf } from '@mingbai/store';
import { to as copyTo } from 'pg-copy-streams';
import { type Engine, openEngine } from '../engine/engine.ts';
import { throughPipe } from './pipe.ts';

export interface AnalyticsSettings {
  /** Nobody else's, and nobody else reads it: what was copied lies in it in clear. */
  readonly folder: string;
  /** As DuckDB writes sizes; `2GB` unless said. */
  readonly memoryLimit?: string;
  /** 2 unless said. */
  readonly threads?: number;
}

/** Facts of a region on a day, copied from the register so that they can be asked in DuckDB. */
export interface Snapshot {
  readonly engine: Engine;
  /** In their order. */
  readonly counties: readonly string[];
  close(): Promise<void>;
}

/** A file for those facts in a folder of its own, empty. */
export function openSnapshotEngine({ folder, memoryLimit = '2GB', threads = 2 }: AnalyticsSettings): Engine {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openEngine({
    file: join(folder, 'snapshot.duckdb'),
    memoryLimit,
    threads,
    spill: join(folder, 'spill'),
  });
}

export interface SnapshotTask {
  readonly database: Database;
  /** Account id, or '' for the installation itself: row-level security holds the copy to what it may see. */
  readonly user: string;
  readonly counties: readonly string[];
  /** Part of a county, when no more than that is wanted of it. */
  readonly within?: RegionCode;
  readonly contents: SnapshotContents;
  readonly viewOf: (county: string) => RegisterView;
  readonly onCounty?: (done: number, of: number) => void;
}

/** Copies the facts, county after county; each is of one moment. What was in the folder before is gone. */
export async function takeSnapshot(settings: AnalyticsSettings, task: SnapshotTask): Promise<Snapshot> {
  rmSync(settings.folder, { recursive: true, force: true });
  const engine = openSnapshotEngine(settings);
  try {
    const counties = [...task.counties].sort();
    for (const [at, county] of counties.entries()) {
      const copies = snapshotCopies(task.contents, task.viewOf(county));
      if (at === 0) for (const copy of copies) await engine.run(tableSql(copy));
      await copyCounty(engine, settings.folder, task, county, copies);
      task.onCounty?.(at + 1, counties.length);
    }
    return { engine, counties, close: () => engine.close() };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

const TRIES = 5;

async function copyCounty(
  engine: Engine,
  folder: string,
  { database, user, within }: SnapshotTask,
  county: string,
  copies: readonly SnapshotCopy[],
): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    const quiet = await database.keep({ region: within ?? regionCode(county), user }, async (tx) => {
      const before = await pulseOf(tx);
      for (const copy of copies) await copyTable(engine, folder, tx, copy);
      return before === (await pulseOf(tx));
    });
    if (quiet) return;
    // Something was committed between two tables: members and households may not be of one moment.
    if (left === 0) throw new Error(`the register of ${county} was written all the while`);
    for (const { table } of copies) await engine.run(`delete from ${table} where county = ${Number(county)}`);
  }
}

function copyTable(engine: Engine, folder: string, tx: KeepTx, copy: SnapshotCopy): Promise<void> {
  return throughPipe(
    folder,
    () => tx.client.query(copyTo(`copy (${copy.sql}) to stdout with (format csv, null '\\N')`)),
    (path) => engine.run(insertSql(copy, path)),
  );
}

function tableSql({ table, columns }: Pick<SnapshotCopy, 'table' | 'columns'>): string {
  const all = [...KEY_COLUMNS, ...columns].map(({ name, type }) => `${name} ${type}`);
  return `create table ${table} (${all.join(', ')})`;
}

function insertSql({ table, columns }: SnapshotCopy, path: string): string {
  const all = [...KEY_COLUMNS, ...columns];
  const read = all.map(
    (column) => `'${column.name}': '${column.type === 'varchar[]' ? 'varchar' : column.type}'`,
  );
  return `insert into ${table} select ${all.map(cellSql).join(', ')}
    from read_csv('${path.replaceAll("'", "''")}', auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
      nullstr = '\\N', allow_quoted_nulls = false, parallel = false, columns = {${read.join(', ')}})`;
}

function cellSql({ name, type }: SnapshotColumn): string {
  if (type !== 'varchar[]') return name;
  return `case when ${name} = '' then [] when ${name} is not null then string_split(${name}, '${LIST_SEPARATOR}') end`;
}
