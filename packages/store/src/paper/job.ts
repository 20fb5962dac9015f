import type { RegionCode } from '@mingbai/core';
import { cancelJob, patchOf } from '../db/job.ts';
import type { KeepTx, ReadTx, WriteTx } from '../db/tx.ts';

export type PaperJobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** Papers of a village, or of cases, as they are stored: the row is the job. */
export interface PaperJob {
  readonly id: string;
  readonly county: number;
  readonly region: RegionCode;
  readonly paper: string;
  readonly format: 'pdf' | 'xlsx';
  readonly size: 'A4' | 'A3';
  readonly state: PaperJobState;
  readonly created_at: Date;
  readonly created_by: string;
  readonly creator_name: string;
  readonly actor_role: string;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly cancel_asked: boolean;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly file: string | null;
  readonly stored_as: string | null;
  readonly bytes: number | null;
  readonly pages: number | null;
  /** SHA-256 of the file, hexadecimal. */
  readonly digest: string | null;
  readonly missing: readonly string[];
  readonly expires_at: Date | null;
  readonly problem: { readonly zh: string; readonly en: string } | null;
  readonly entry: string | null;
  /** Ids of the cases it is about; null: the village. */
  readonly cases: readonly string[] | null;
  /** What the procedure of the cases calls the papers. */
  readonly keys: readonly string[] | null;
}

type Row = PaperJob & { [column: string]: unknown };

const COLUMNS = `id::text, county, lpad(region::text, 12, '0') as region, paper, format, size, state, created_at, created_by, creator_name,
  actor_role, started_at, ended_at, cancel_asked_at is not null as cancel_asked, progress, file, stored_as, bytes::float8 as bytes, pages,
  encode(digest, 'hex') as digest, missing, expires_at, problem, entry::text, cases::text[], keys`;

export interface NewPaperJob extends Pick<PaperJob, 'region' | 'paper' | 'format' | 'size'> {
  readonly county: string;
  readonly createdBy: string;
  readonly creatorName: string;
  readonly role: string;
  readonly cases?: readonly string[];
  readonly keys?: readonly string[];
}

export async function queuePaperJob(tx: KeepTx, job: NewPaperJob): Promise<string> {
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.paper_job (county, region, paper, format, size, state, created_by, creator_name, actor_role, cases, keys)
     values ($1, $2, $3, $4, $5, 'queued', $6, $7, $8, $9, $10) returning id::text`,
    [
      job.county,
      job.region,
      job.paper,
      job.format,
      job.size,
      job.createdBy,
      job.creatorName,
      job.role,
      job.cases ?? null,
      job.keys ?? null,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.id;
}

export function findPaperJob(tx: ReadTx, id: string): Promise<PaperJob | undefined> {
  return tx.find<Row>(`select ${COLUMNS} from mingbai.paper_job where id = $1`, [id]);
}

/** Newest first, of one village or of all in sight. */
export async function listPaperJobs(
  tx: ReadTx,
  query: { readonly region?: string | undefined; readonly offset: number; readonly limit: number },
): Promise<{ total: number; rows: PaperJob[] }> {
  const where = '$1::bigint is null or region = $1';
  const of = query.region ?? null;
  const rows = await tx.rows<Row>(
    `select ${COLUMNS} from mingbai.paper_job where ${where} order by paper_job.id desc offset $2 limit $3`,
    [of, query.offset, query.limit],
  );
  const count = await tx.find<{ n: number }>(
    `select count(*)::int as n from mingbai.paper_job where ${where}`,
    [of],
  );
  return { total: count?.n ?? 0, rows };
}

/** Jobs on which something is to be done, oldest first. */
export function waitingPaperJobs(tx: ReadTx): Promise<PaperJob[]> {
  return tx.rows<Row>(
    `select ${COLUMNS} from mingbai.paper_job where state in ('queued', 'running') order by paper_job.id`,
  );
}

type Patch = Partial<Pick<PaperJob, 'state' | 'progress' | 'problem'>>;
const JSON_COLUMNS: ReadonlySet<string> = new Set(['progress', 'problem']);

export async function updatePaperJob(tx: KeepTx, id: string, patch: Patch): Promise<void> {
  const { sets, values } = patchOf(patch, JSON_COLUMNS);
  if (patch.state === 'running') sets.push('started_at = coalesce(started_at, now())');
  else if (patch.state !== undefined) sets.push('ended_at = now()');
  await tx.run(`update mingbai.paper_job set ${sets.join(', ')} where id = $1`, [id, ...values]);
}

export interface PrintedFile {
  readonly file: string;
  readonly storedAs: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly digest: Buffer;
  readonly missing: readonly string[];
}

/** In the transaction of the command that journals the papers. The file lies for a day. */
export async function finishPaperJob(tx: WriteTx, id: string, made: PrintedFile): Promise<void> {
  await tx.run(
    `update mingbai.paper_job set state = 'done', ended_at = now(), entry = $2, file = $3, stored_as = $4, bytes = $5, pages = $6,
       digest = $7, missing = $8, expires_at = now() + interval '1 day'
     where id = $1`,
    [id, tx.entry, made.file, made.storedAs, made.bytes, made.pages, made.digest, made.missing],
  );
}

/** Takes effect at once for a job that nobody works on, between two households for others. */
export function cancelPaperJob(tx: KeepTx, id: string): Promise<boolean> {
  return cancelJob(tx, 'paper_job', id);
}

/** Files whose day is over are forgotten; answers where they lie. */
export async function expirePaperFiles(tx: KeepTx): Promise<string[]> {
  const rows = await tx.rows<{ stored_as: string }>(
    `with over as (select id, stored_as from mingbai.paper_job where stored_as is not null and expires_at < now() for update skip locked)
     update mingbai.paper_job j set stored_as = null from over where j.id = over.id returning over.stored_as`,
  );
  return rows.map(({ stored_as: file }) => file);
}
