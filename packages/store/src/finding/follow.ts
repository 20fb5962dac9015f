import type { WriteTx } from '../db/tx.ts';
import { lockLedger } from './lock.ts';

/** Findings of households that moved lie where the households lie now: at once, not from the next run on. */
export async function followFindings(
  tx: WriteTx,
  county: string,
  households: readonly string[],
): Promise<number> {
  const moved = `f.county = $1 and f.household_id = any($2::bigint[])`;
  await lockRows(tx, county, moved, [county, households]);
  return tx.run(
    `update mingbai.finding f set region = h.region from mingbai.household h
     where ${moved} and h.county = f.county and h.id = f.household_id and f.region <> h.region`,
    [county, households],
  );
}

/** Findings of villages of a county that bear another code, or were merged. */
export async function moveFindings(
  tx: WriteTx,
  county: string,
  moved: readonly { readonly from: string; readonly to: string }[],
): Promise<number> {
  const from = moved.map((one) => one.from);
  await lockRows(tx, county, 'f.county = $1 and f.region = any($2::bigint[])', [county, from]);
  return tx.run(
    `update mingbai.finding f set region = w."to" from unnest($2::bigint[], $3::bigint[]) as w("from", "to")
     where f.county = $1 and f.region = w."from"`,
    [county, from, moved.map(({ to }) => to)],
  );
}

/** Beside decisions and in their order of rows, so that nobody stands crosswise; a run waits. */
async function lockRows(
  tx: WriteTx,
  county: string,
  where: string,
  values: readonly unknown[],
): Promise<void> {
  await lockLedger(tx, county, 'decision');
  await tx.run(`select from mingbai.finding f where ${where} order by f.id for update`, values);
}
