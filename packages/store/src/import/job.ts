import type { RegionCode } from '@mingbai/core';
import { patchOf } from '../db/job.ts';
import type { KeepTx, ReadTx, WriteTx } from '../db/tx.ts';

export type JobState =
  | 'queued'
  | 'reading'
  | 'mapping'
  | 'checked'
  | 'waiting'
  | 'committing'
  | 'committed'
  | 'failed'
  | 'cancelled';

export interface JobProgress {
  readonly done: number;
  readonly total: number | null;
  readonly perSecond: number;
  readonly secondsLeft: number | null;
  readonly phase: string;
}

/** One staging table of an import, enough to find it again: see `stageLayout`. */
export interface StoredLayout {
  readonly form: string;
  readonly dataDate: string;
  readonly keys: readonly string[];
}

/** An import as it is stored; `sheets`, `counts`, `mapping` are the server's JSON. */
export interface ImportRow {
  readonly id: string;
  readonly county: number;
  readonly region: RegionCode;
  readonly file: string;
  readonly bytes: string;
  readonly stored_as: string;
  readonly data_date: string;
  readonly state: JobState;
  readonly all_or_nothing: boolean;
  readonly commit_asked: boolean;
  readonly cancel_asked: boolean;
  readonly created_at: Date;
  readonly created_by: string;
  readonly creator_name: string;
  readonly actor_role: string;
  readonly progress: JobProgress;
  readonly sheets: unknown[];
  readonly counts: unknown;
  readonly mapping: unknown[];
  readonly layouts: StoredLayout[];
  /** `fix`: what to do about it. */
  readonly problem: { zh: string; en: string; fix?: { zh: string; en: string } } | null;
  readonly waiting_for: string | null;
  readonly entry: string | null;
  readonly committed_at: Date | null;
  readonly digest: Buffer;
  readonly checked_at_pulse: string | null;
  /** See `findTwin`. */
  readonly basis: Buffer | null;
  readonly read_on: string | null;
  readonly identical_to: string | null;
  readonly identical_at: Date | null;
}

const COLUMNS = `id::text, county, lpad(region::text, 12, '0') as region, file, bytes::text, stored_as, data_date::text, state,
  all_or_nothing, commit_asked_at is not null as commit_asked, cancel_asked_at is not null as cancel_asked, created_at,
  created_by, creator_name, actor_role, progress, sheets, counts, mapping, layouts, problem, waiting_for::text,
  entry::text, committed_at, digest, checked_at_pulse::text, basis, read_on::text, identical_to::text, identical_at`;

export interface NewImport {
  readonly county: string;
  readonly region: RegionCode;
  readonly file: string;
  readonly bytes: number;
  readonly digest: Buffer;
  readonly storedAs: string;
  readonly dataDate: string;
  readonly createdBy: string;
  readonly creatorName: string;
  readonly role: string;
}

export async function createImport(tx: KeepTx, job: NewImport): Promise<string> {
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.import (county, region, file, bytes, digest, stored_as, data_date, state, created_by, creator_name, actor_role)
     values ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9, $10) returning id::text`,
    [
      job.county,
      job.region,
      job.file,
      job.bytes,
      job.digest,
      job.storedAs,
      job.dataDate,
      job.createdBy,
      job.creatorName,
      job.role,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.id;
}

export function findImport(tx: ReadTx, id: string): Promise<ImportRow | undefined> {
  return tx.find<Row>(`select ${COLUMNS} from mingbai.import where id = $1`, [id]);
}

export async function listImports(
  tx: ReadTx,
  offset: number,
  limit: number,
): Promise<{ total: number; rows: ImportRow[] }> {
  const rows = await tx.rows<Row>(
    `select ${COLUMNS} from mingbai.import i order by i.id desc offset $1 limit $2`,
    [offset, limit],
  );
  const count = await tx.find<{ n: number }>('select count(*)::int as n from mingbai.import');
  return { total: count?.n ?? 0, rows };
}

type Row = ImportRow & { [column: string]: unknown };

/** Jobs on which something is to be done, oldest first. */
export function waitingImports(tx: ReadTx): Promise<ImportRow[]> {
  return tx.rows<Row>(
    `select ${COLUMNS} from mingbai.import i where state in ('queued', 'reading', 'waiting', 'committing') order by i.id`,
  );
}

type Patch = Partial<
  Pick<
    ImportRow,
    | 'state'
    | 'progress'
    | 'sheets'
    | 'counts'
    | 'mapping'
    | 'layouts'
    | 'problem'
    | 'waiting_for'
    | 'entry'
    | 'all_or_nothing'
    | 'checked_at_pulse'
    | 'basis'
    | 'read_on'
    | 'identical_to'
    | 'identical_at'
  >
>;
const JSON_COLUMNS: ReadonlySet<string> = new Set([
  'progress',
  'sheets',
  'counts',
  'mapping',
  'layouts',
  'problem',
]);

export async function updateImport(tx: KeepTx, id: string, patch: Patch): Promise<void> {
  const { sets, values } = patchOf(patch, JSON_COLUMNS);
  await tx.run(`update mingbai.import set ${sets.join(', ')} where id = $1`, [id, ...values]);
}

/** Asked by a person; true when the job was in a state in which it can be asked. */
export async function askCommit(tx: KeepTx, id: string, allOrNothing: boolean): Promise<boolean> {
  const touched = await tx.run(
    `update mingbai.import set state = 'waiting', commit_asked_at = now(), all_or_nothing = $2, problem = null
     where id = $1 and state in ('checked', 'mapping')`,
    [id, allOrNothing],
  );
  return touched === 1;
}

/** Takes effect at once for jobs that nobody works on, at the next beat for the others. */
export async function askCancel(tx: KeepTx, id: string): Promise<boolean> {
  const touched = await tx.run(
    `update mingbai.import set cancel_asked_at = now(),
       state = case when state in ('queued', 'mapping', 'checked') then 'cancelled' else state end
     where id = $1 and state in ('queued', 'reading', 'mapping', 'checked', 'waiting', 'committing')`,
    [id],
  );
  return touched === 1;
}

/** In the transaction of the commit itself. */
export async function finishImport(tx: WriteTx, id: string, entry: string, counts: unknown): Promise<void> {
  await tx.run(
    `update mingbai.import set state = 'committed', entry = $2, counts = $3, committed_at = now(), waiting_for = null where id = $1`,
    [id, entry, JSON.stringify(counts)],
  );
}

/** How often the county's register has been written: if it is another number, a check is stale. */
export async function registerPulse(tx: ReadTx, county: number): Promise<string> {
  const row = await tx.find<{ pulse: string }>('select pulse::text from mingbai.pulse where county = $1', [
    county,
  ]);
  return row?.pulse ?? '0';
}
