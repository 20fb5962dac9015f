import type { RegionCode } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import { insertPast } from './nouns.ts';
import type { SayOptions } from './say.ts';

/** One item of a household's account (`fen`, of a year) or of its measures (`chosen`, codes; none: it has ended). */
export interface ItemSaid {
  readonly household: string;
  readonly region: RegionCode;
  readonly on: string;
  readonly item: string;
  readonly year?: number;
  readonly value: number | readonly string[];
}

/**
 * As `say`, of nouns that have a row an item: what was said of it before goes to the past, an item never spoken of is
 * added, and what says nothing new writes nothing.
 */
export async function sayItems(
  tx: WriteTx,
  county: string,
  noun: 'income' | 'measure',
  said: readonly ItemSaid[],
  { onward = false }: SayOptions = {},
): Promise<void> {
  if (said.length === 0) return;
  // One after the other about one household, so that an item is added once.
  await tx.run(
    `select from mingbai.household where county = $1 and id = any($2::bigint[]) order by id for update`,
    [county, said.map(({ household }) => household)],
  );
  const rows = said.map(({ household, region, on, item, year, value }) => ({
    of_household: household,
    said_region: region,
    said_on: on,
    item,
    year: year ?? null,
    value,
  }));
  await tx.run(ITEMS[noun](onward), [county, tx.entry, JSON.stringify(rows)]);
}

const ITEMS = {
  income: (onward: boolean) => text('income', 'fen', 'bigint', 'year, item', 't.year = s.year', onward),
  measure: (onward: boolean) => text('measure', 'chosen', 'text[]', 'item', 'true', onward),
} as const;

function text(
  noun: 'income' | 'measure',
  column: string,
  type: string,
  key: string,
  sameYear: string,
  onward: boolean,
): string {
  const table = `mingbai.${noun}`;
  const same = `t.county = $1::integer and t.household_id = s.of_household and t.item = s.item and ${sameYear}`;
  const differs = `t.${column} is distinct from s.value`;
  const newest = `${same} and ${differs}${onward ? '' : ' and t.valid_from <= s.said_on'}`;
  const keys = key.split(', ').map((name) => `s.${name}`);
  const columns = `county, id, region, household_id, ${key}, ${column}, valid_from, known_from, entry`;
  return `with s as materialized (select * from jsonb_to_recordset($3::jsonb)
      as s(of_household bigint, said_region bigint, said_on date, item text, year integer, value ${type})),
    late as (insert into ${table}_past (${columns}, known_to)
      select $1::integer, t.id, t.region, t.household_id, ${keys.join(', ')}, s.value, s.said_on, now(), $2::bigint, now()
      from s join ${table} t on ${same} and t.valid_from > s.said_on where ${onward ? 'false' : 'true'} returning 1),
    moved as (${insertPast(noun, 't', `${table} t join s on ${newest} and (t.entry <> $2::bigint or t.valid_from < s.said_on)`)} returning 1),
    said as (update ${table} t set ${column} = s.value, region = s.said_region, valid_from = greatest(t.valid_from, s.said_on),
      known_from = now(), entry = $2::bigint from s where ${newest} returning 1)
    insert into ${table} (${columns})
    select $1::integer, nextval('mingbai.thing_id'), s.said_region, s.of_household, ${keys.join(', ')}, s.value, s.said_on, now(), $2::bigint
    from s where not exists (select from ${table} t where ${same})`;
}
