import type { RegionCode } from '@mingbai/core';
import { interruptWorker, markWorker } from '../db/interrupt.ts';
import type { KeepTx, ReadTx } from '../db/tx.ts';

/** A trial as it is stored; what was asked and what came out, the room of policies says. */
export interface StoredTrial {
  readonly id: string;
  readonly region: RegionCode;
  readonly decision: string;
  readonly draft: string | null;
  readonly version: string | null;
  readonly request: unknown;
  readonly state: 'running' | 'done' | 'failed';
  /** Households, persons or villages that were asked about; `total` is null while it is not known. */
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly result: unknown;
  readonly problem: { readonly zh: string; readonly en: string } | null;
  readonly created_by: string;
  readonly creator_name: string;
  readonly created_at: Date;
  readonly seconds: number;
}

type Row = StoredTrial & { [column: string]: unknown };

// Nobody works any more on one that has run for longer than a statement may.
const COLUMNS = `id::text, lpad(region::text, 12, '0') as region, decision, draft::text, version, request,
  case when state = 'running' and created_at < now() - interval '10 minutes' then 'failed' else state end as state, progress, problem,
  created_by, creator_name, created_at, extract(epoch from coalesce(ended_at, now()) - created_at)::float8 as seconds`;

export interface NewTrial {
  readonly county: string;
  readonly region: RegionCode;
  readonly decision: string;
  readonly draft: string | null;
  readonly version: string | null;
  readonly request: unknown;
  readonly by: string;
  readonly byName: string;
}

export async function insertTrial(tx: KeepTx, trial: NewTrial): Promise<string> {
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.policy_trial (county, region, decision, draft, version, request, state, created_by, creator_name)
     values ($1, $2, $3, $4, $5, $6, 'running', $7, $8) returning id::text`,
    [
      Number(trial.county),
      trial.region,
      trial.decision,
      trial.draft,
      trial.version,
      JSON.stringify(trial.request),
      trial.by,
      trial.byName,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.id;
}

export function findTrial(tx: ReadTx, id: string): Promise<StoredTrial | undefined> {
  return tx.find<Row>(`select ${COLUMNS}, result from mingbai.policy_trial where id = $1`, [id]);
}

/** The newest first, without their results. */
export function listTrials(
  tx: ReadTx,
  { draft, decision }: { readonly draft?: string | undefined; readonly decision?: string | undefined },
): Promise<StoredTrial[]> {
  return tx.rows<Row>(
    `select ${COLUMNS}, null as result from mingbai.policy_trial t
     where ($1::bigint is null or t.draft = $1) and ($2::text is null or t.decision = $2) order by t.id desc limit 50`,
    [draft ?? null, decision ?? null],
  );
}

/** The database's own sign of who works on a trial, for as long as the transaction lasts. */
const workerOf = (id: string): string => `mingbai-trial-${id}`;

/** Says who works here, so that it can be stopped from outside. */
export async function markTrial(tx: KeepTx, id: string): Promise<void> {
  await markWorker(tx, workerOf(id));
}

/** Says how far a trial is. False when it runs no more, because somebody stopped it. */
export async function advanceTrial(
  tx: KeepTx,
  id: string,
  progress: StoredTrial['progress'],
): Promise<boolean> {
  const touched = await tx.run(
    `update mingbai.policy_trial set progress = $2 where id = $1 and state = 'running'`,
    [id, JSON.stringify(progress)],
  );
  return touched === 1;
}

/** Stops the statement that works on a trial, once its end is committed. False when nobody works on it: ask until then. */
export function interruptTrial(tx: ReadTx, id: string): Promise<boolean> {
  return interruptWorker(tx, workerOf(id));
}

/** False when it had ended before: what was said then stays. */
export async function endTrial(
  tx: KeepTx,
  id: string,
  end: { readonly result: unknown } | { readonly problem: { readonly zh: string; readonly en: string } },
): Promise<boolean> {
  const failed = 'problem' in end;
  const touched = await tx.run(
    `update mingbai.policy_trial set state = $2, ended_at = clock_timestamp(), ${failed ? 'problem' : 'result'} = $3
     where id = $1 and state = 'running'`,
    [id, failed ? 'failed' : 'done', JSON.stringify(failed ? end.problem : end.result)],
  );
  return touched === 1;
}

/** Somebody whose outcome a trial changes, with names. Amounts are yuan. */
export interface StoredTrialRow {
  readonly id: string;
  readonly household: string;
  readonly household_no: string | null;
  readonly name: string | null;
  readonly code: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly amount_before: string | null;
  readonly amount_after: string | null;
}

/** By village; the person's own name, or of households that of the head. */
export async function trialRows(
  tx: ReadTx,
  trial: { readonly id: string; readonly county: string; readonly persons: boolean },
  page: { readonly offset: number; readonly limit: number; readonly low?: string; readonly high?: string },
): Promise<{ readonly total: number; readonly rows: readonly StoredTrialRow[] }> {
  const head = `(select p.name from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
    where m.county = r.county and m.household_id = r.household_id and m.relation = 'head' order by m.id desc limit 1)`;
  const own = '(select p.name from mingbai.person p where p.county = r.county and p.id = r.id)';
  const where = `r.county = $1 and r.trial = $2 and ($3::bigint is null or r.region between $3 and $4)`;
  const values = [Number(trial.county), trial.id, page.low ?? null, page.high ?? null];
  const count = await tx.find<{ n: number }>(
    `select count(*)::int as n from mingbai.policy_trial_row r where ${where}`,
    values,
  );
  const rows = await tx.rows<StoredTrialRow & { [column: string]: unknown }>(
    `select r.id::text, r.household_id::text as household, h.household_no, ${trial.persons ? own : head} as name,
       lpad(r.region::text, 12, '0') as code, r.before, r.after, r.amount_before::text, r.amount_after::text
     from mingbai.policy_trial_row r left join mingbai.household h on h.county = r.county and h.id = r.household_id
     where ${where} order by r.region, r.id offset $5 limit $6`,
    [...values, page.offset, page.limit],
  );
  return { total: count?.n ?? 0, rows };
}

/** One row of a trial by its household, or by the person. */
export function findTrialRow(
  tx: ReadTx,
  trial: string,
  household: string,
  person: string | null,
): Promise<{ id: string } | undefined> {
  return tx.find<{ id: string }>(
    `select id::text from mingbai.policy_trial_row where trial = $1 and household_id = $2 and ($3::bigint is null or id = $3) limit 1`,
    [trial, household, person],
  );
}
