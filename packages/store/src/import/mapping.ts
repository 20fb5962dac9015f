import type { ReadTx, WriteTx } from '../db/tx.ts';

/** Where headers that no form knows went last time, in this county. */
export async function rememberedMappings(tx: ReadTx, county: number): Promise<Record<string, string>> {
  const rows = await tx.rows<{ header: string; target: string }>(
    'select header, target from mingbai.column_mapping where county = $1',
    [county],
  );
  return Object.fromEntries(rows.map((row) => [row.header, row.target]));
}

export async function rememberMapping(
  tx: WriteTx,
  county: number,
  form: string,
  header: string,
  target: string,
): Promise<void> {
  await tx.run(
    `insert into mingbai.column_mapping (county, form, header, target, entry) values ($1, $2, $3, $4, $5)
     on conflict (county, form, header) do update set target = excluded.target, entry = excluded.entry`,
    [county, form, header, target, tx.entry],
  );
}
