import type { WriteTx } from '../db/tx.ts';

/** Cases of households that moved lie where the households lie now. */
export async function followCases(tx: WriteTx, county: string, households: readonly string[]): Promise<void> {
  await tx.run(
    `update mingbai.procedure_case c set region = h.region from mingbai.household h
     where c.county = $1 and c.noun = 'household' and c.subject_id = any($2::bigint[])
       and h.county = c.county and h.id = c.subject_id and c.region <> h.region`,
    [county, households],
  );
}

/** Cases of villages of a county that bear another code, or were merged. */
export async function moveCases(
  tx: WriteTx,
  county: string,
  moved: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  await tx.run(
    `update mingbai.procedure_case c set region = w."to" from unnest($2::bigint[], $3::bigint[]) as w("from", "to")
     where c.county = $1 and c.region = w."from"`,
    [county, moved.map(({ from }) => from), moved.map(({ to }) => to)],
  );
}
