import type { ReadTx } from '@mingbai/store';

/** Today's names of regions by their codes; unknown ones are left out. */
export async function regionNames(
  tx: ReadTx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ code: string; name: string }>(
    `select lpad(code::text, 12, '0') as code, name from mingbai.region
     where code = any($1::bigint[]) and valid_from <= current_date and valid_to > current_date`,
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}
