import type { RegionCode } from '@mingbai/core';
import { cancelJob, patchOf, type KeepTx, type ReadTx, type Recorded, type WriteTx } from '@mingbai/store';
import type { InBoth, Severity } from '../load/rule.ts';
import type { LeftOut, RanRules } from './full.ts';

export type RuleRunState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A run as it is stored: the row is the job. */
export interface RuleRun {
  readonly id: string;
  readonly county: number;
  readonly region: RegionCode;
  readonly kind: 'full' | 'households' | 'entry' | 'import';
  readonly households: readonly string[] | null;
  readonly cause: string | null;
  /** The import whose rows are asked before they are committed. */
  readonly import: string | null;
  readonly day: string | null;
  readonly state: RuleRunState;
  readonly created_at: Date;
  readonly created_by: string;
  readonly creator_name: string;
  readonly actor_role: string;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly cancel_asked: boolean;
  readonly progress: { readonly done: number; readonly total: number | null; readonly phase: string };
  readonly hits: readonly RunHits[];
  readonly quarantined: readonly LeftOut[];
  readonly recorded: Recorded | null;
  readonly problem: InBoth | null;
  readonly entry: string | null;
}

/** `listing`: of an import the cells to look at, of which only the first are listed, and the rule's words for them. */
type RunHits = RanRules['hits'][number] & {
  readonly listing?: InBoth & { readonly cells: number; readonly severity: Severity };
};

type Row = RuleRun & { [column: string]: unknown };

const COLUMNS = `id::text, county, lpad(region::text, 12, '0') as region, kind, households::text[], cause::text, import::text, day::text, state, created_at,
  created_by, creator_name, actor_role, started_at, ended_at, cancel_asked_at is not null as cancel_asked, progress, hits, quarantined,
  recorded, problem, entry::text`;

export interface NewRuleRun {
  readonly county: string;
  readonly region: RegionCode;
  readonly kind: RuleRun['kind'];
  readonly households?: readonly string[];
  readonly cause?: string;
  readonly import?: string;
  /** Of the check; the day on which it runs when left out. */
  readonly day?: string | undefined;
  readonly createdBy: string;
  readonly creatorName: string;
  readonly role: string;
}

/** In the transaction that changes the register, so that no change goes unasked. */
export async function queueRuleRun(tx: KeepTx | WriteTx, run: NewRuleRun): Promise<string> {
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.rule_run (county, region, kind, households, cause, day, state, created_by, creator_name, actor_role, import)
     values ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10) returning id::text`,
    [
      run.county,
      run.region,
      run.kind,
      run.households ?? null,
      run.cause ?? null,
      run.day ?? null,
      run.createdBy,
      run.creatorName,
      run.role,
      run.import ?? null,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.id;
}

export function findRuleRun(tx: ReadTx, id: string): Promise<RuleRun | undefined> {
  return tx.find<Row>(`select ${COLUMNS} from mingbai.rule_run where id = $1`, [id]);
}

export async function listRuleRuns(
  tx: ReadTx,
  query: { readonly offset: number; readonly limit: number; readonly import?: string | undefined },
): Promise<{ total: number; rows: RuleRun[] }> {
  const of = query.import ?? null;
  const where = '$1::bigint is null or import = $1';
  const rows = await tx.rows<Row>(
    `select ${COLUMNS} from mingbai.rule_run where ${where} order by rule_run.id desc offset $2 limit $3`,
    [of, query.offset, query.limit],
  );
  const count = await tx.find<{ n: number }>(
    `select count(*)::int as n from mingbai.rule_run where ${where}`,
    [of],
  );
  return { total: count?.n ?? 0, rows };
}

/**
 * An import that is committed at once has the machine for itself; its rules are then asked of the register. One that
 * was to be written and was not (no row was right, or the register had changed) waits for nothing any more.
 */
const HELD = `(created_at > now() - interval '3 seconds' or exists (select from mingbai.import i
  where i.id = rule_run.import and i.state in ('waiting', 'committing')))`;

/** Changes of a county that wait to be asked about, besides one: a full run that begins now answers them. */
export async function waitingChanges(
  tx: ReadTx,
  run: Pick<RuleRun, 'id' | 'county'>,
  /** The day that it asks about. */
  on: string,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id::text from mingbai.rule_run where county = $1 and kind = 'entry' and state = 'queued' and id <> $2
       and coalesce(day, (now() at time zone 'Asia/Shanghai')::date) = $3`,
    [run.county, run.id, on],
  );
  return rows.map(({ id }) => id);
}

/** What a full run has answered is done, by its entry. */
export async function answerRuns(tx: KeepTx, ids: readonly string[], entry: string): Promise<void> {
  await tx.run(
    `update mingbai.rule_run set state = 'done', started_at = now(), ended_at = now(), entry = $2,
       progress = '{"done":0,"total":0,"phase":"done"}' where id = any($1::bigint[]) and state = 'queued'`,
    [ids, entry],
  );
}

/** Runs on which something is to be done, oldest first. */
export function waitingRuleRuns(tx: ReadTx): Promise<RuleRun[]> {
  return waiting(tx, 'true');
}

/** Of those, the runs to be taken up now: a full one, which answers the changes before it too, ahead of the others. */
export function readyRuleRuns(tx: ReadTx): Promise<RuleRun[]> {
  return waiting(tx, `not (kind = 'import' and ${HELD})`, `kind <> 'full', rule_run.id`);
}

function waiting(tx: ReadTx, which: string, order = 'rule_run.id'): Promise<RuleRun[]> {
  return tx.rows<Row>(
    `select ${COLUMNS} from mingbai.rule_run where state in ('queued', 'running') and ${which} order by ${order}`,
  );
}

/** The newest finished full run of what the asker sees, or of one county of it. */
export function lastRuleRun(tx: ReadTx, county?: string): Promise<RuleRun | undefined> {
  return tx.find<Row>(
    `select ${COLUMNS} from mingbai.rule_run where state = 'done' and kind = 'full' and ($1::integer is null or county = $1)
     order by rule_run.id desc limit 1`,
    [county ?? null],
  );
}

type Patch = Partial<
  Pick<RuleRun, 'state' | 'progress' | 'hits' | 'quarantined' | 'recorded' | 'problem' | 'entry'>
>;
const JSON_COLUMNS: ReadonlySet<string> = new Set(['progress', 'hits', 'quarantined', 'recorded', 'problem']);

export async function updateRuleRun(tx: KeepTx, id: string, patch: Patch): Promise<void> {
  const { sets, values } = patchOf(patch, JSON_COLUMNS);
  if (patch.state === 'running') sets.push('started_at = now()');
  else if (patch.state !== undefined) sets.push('ended_at = now()');
  await tx.run(`update mingbai.rule_run set ${sets.join(', ')} where id = $1`, [id, ...values]);
}

/** Takes effect at once for a run that nobody works on, at the next statement for others. */
export function cancelRuleRun(tx: KeepTx, id: string): Promise<boolean> {
  return cancelJob(tx, 'rule_run', id);
}
