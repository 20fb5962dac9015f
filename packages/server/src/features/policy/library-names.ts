import { COUNTRY } from '@mingbai/core';
import type { Database, ReadTx } from '@mingbai/store';

/**
 * Names of the regions that cases are of, wherever they lie: a case of another province is read here too. They may be
 * written by their first digits: `52`.
 */
export async function caseRegionNames(
  database: Pick<Database, 'read'>,
  cases: readonly { readonly region?: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(cases.flatMap(({ region }) => region ?? []))];
  const whole = codes.map((code) => code.padEnd(12, '0'));
  const names = await database.read({ region: COUNTRY, user: '' }, (tx) => regionNames(tx, whole));
  return new Map(codes.flatMap((code) => nameOf(names, code)));
}

function nameOf(names: ReadonlyMap<string, string>, code: string): (readonly [string, string])[] {
  const name = names.get(code.padEnd(12, '0'));
  return name === undefined ? [] : [[code, name]];
}

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
