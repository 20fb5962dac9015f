import type { WriteTx } from '../db/tx.ts';

/** Findings of households that moved lie where the households lie now: at once, not from the next run on. */
export async function followFindings(
  tx: WriteTx,
  county: string,
  households: readonly string[],
): Promise<number> {
  return tx.run(
    `update mingbai.finding f set region = h.region from mingbai.household h
     where h.county = $1 and h.id = any($2::bigint[]) and f.county = h.county and f.household_id = h.id and f.region <> h.region`,
    [county, households],
  );
}

/** Findings of villages that bear another code, or were merged. */
export async function moveFindings(
  tx: WriteTx,
  moved: readonly { readonly from: string; readonly to: string }[],
): Promise<number> {
  return tx.run(
    `update mingbai.finding f set region = w."to" from unnest($1::bigint[], $2::bigint[]) as w("from", "to") where f.region = w."from"`,
    [moved.map(({ from }) => from), moved.map(({ to }) => to)],
  );
}
