import type { KeepTx } from '@mingbai/store';
import { countySql } from '../bind/register.ts';
import {
  bothSql,
  CHANGES,
  groupsSql,
  subjectOf,
  tallySql,
  type TrialCount,
  type TrialOutcome,
  type TrialSide,
} from './trial.ts';
import { partsOf } from './trial-parts.ts';

/** Subjects that take a fraction of a second. */
const PART = 10_000;

/** Households, persons or villages that were asked about, of all; `total` is null while it is not known. */
export interface TrialProgress {
  readonly done: number;
  readonly total: number | null;
}

export interface KeepOptions {
  /** Told before the first part and after each; what it throws ends the trial. */
  readonly onProgress?: (progress: TrialProgress) => Promise<void>;
  /** Subjects of a part, about. */
  readonly part?: number;
}

/**
 * As `tryOver`, and keeps everybody who changes as rows of the trial. A large register is asked in parts, so that
 * somebody can see how far it is and stop it; what the parts count is added up in the database, where no fen is
 * rounded. The transaction must see one moment throughout (`snapshot`), and can hold one trial.
 */
export async function keepOver(
  tx: KeepTx,
  before: TrialSide,
  after: TrialSide,
  entry: string | null,
  trial: string,
  { onProgress, part: size = PART }: KeepOptions = {},
): Promise<Omit<TrialOutcome, 'list'>> {
  const subject = subjectOf(before.decision);
  // Refused before anything is counted.
  const { amount } = bothSql(before, after, entry);
  const parts = await partsOf(tx, subject, before.view, size);
  const known = parts.reduce((sum, { count }) => sum + count, 0);
  const total = subject === 'village' ? null : known;
  await tx.run(`create temporary table trial_group (region bigint, before text, after text, cause text, class text,
    count bigint, amount_before numeric, amount_after numeric, touched bigint, entered_count bigint, entered_yuan numeric,
    left_count bigint, left_yuan numeric, otherwise_count bigint, otherwise_yuan numeric) on commit drop`);
  await onProgress?.({ done: 0, total });
  let done = 0;
  for (const { view, count } of parts) {
    const { sql } = bothSql({ ...before, view }, after, entry);
    await tx.run(
      `with asked as materialized (${sql}),
         kept as (insert into mingbai.policy_trial_row (county, trial, id, household_id, region, before, after, amount_before, amount_after)
           select ${countySql(view)}, $1, id, household_id, region, before, after, amount_before, amount_after
           from asked where household_id is not null and ${CHANGES})
       insert into pg_temp.trial_group ${groupsSql(view)}`,
      [trial],
    );
    done += count;
    await onProgress?.({ done, total });
  }
  const row = await tx.find<{ counts: TrialCount[] }>(
    `select coalesce(json_agg(t), '[]') as counts from (${tallySql('pg_temp.trial_group')}) t`,
  );
  return { counts: row?.counts ?? [], amount };
}
