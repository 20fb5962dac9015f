import { type Field, fieldsOf, type Noun, type RegionCode } from '@mingbai/core';
import { columnsOf, isSealed, NOUN_TABLES, type NounTable, type ReadTx } from '@mingbai/store';

/** What an entry made other than it was. */
export interface Changed {
  /** Of which something was written, of them or their members; at most `limit` and one more. */
  readonly households: readonly string[];
  /** In which any of it lies or lay. */
  readonly villages: readonly RegionCode[];
  /** What reads otherwise now. */
  readonly fields: ReadonlySet<Field['key']>;
  /** Nouns of which rows came or went: each of their fields may read otherwise. */
  readonly rows: ReadonlySet<Noun>;
  /** Something lies in another village now. */
  readonly moved: boolean;
}

/** The statement `p` that a row `t` of the entry superseded; none when there is a row where there was none. */
function before(noun: Noun): string {
  return `left join mingbai.${noun}_past p on p.county = t.county and p.id = t.id and p.known_to = t.known_from and p.entry <> t.entry`;
}

/** Reads a change from the statements that the entry wrote and those that it moved to the past (ADR 0106). */
export async function changedBy(tx: ReadTx, county: string, entry: string, limit: number): Promise<Changed> {
  const households = await householdsOf(tx, county, entry, limit);
  const fields = new Set<Field['key']>();
  const rows = new Set<Noun>();
  const villages = new Set<RegionCode>();
  let moved = false;
  for (const table of NOUN_TABLES) {
    const said = await differencesOf(tx, table, county, entry);
    for (const key of said.fields) fields.add(key);
    for (const village of said.villages) villages.add(village);
    if (said.rows) rows.add(table.noun);
    moved ||= said.moved;
  }
  return { households, villages: [...villages], fields, rows, moved };
}

type Said = Record<string, unknown> & { readonly fresh: boolean | null; readonly moved: boolean | null };

async function differencesOf(
  tx: ReadTx,
  { noun, shape }: NounTable,
  county: string,
  entry: string,
): Promise<{ fields: Field['key'][]; rows: boolean; moved: boolean; villages: RegionCode[] }> {
  const fields = fieldsOf(noun);
  const differs = (column: string) => `p.id is not null and t."${column}" is distinct from p."${column}"`;
  const value = noun === 'income' ? 'fen' : 'chosen';
  const columns = fields.map((field, index) =>
    shape === 'long'
      ? `bool_or(t.item = '${columnOf(field)}' and ${differs(value)}) as f${index}`
      : `bool_or(${differs(columnOf(field))}) as f${index}`,
  );
  // Who has left is not among those who are asked about, as if the row were gone.
  const ended = fields.some(({ key }) => key === `${noun}.to`) ? ` or (${differs('to')})` : '';
  const row = await tx.find<Said & { villages: RegionCode[] | null }>(
    `select bool_or(p.id is null${ended}) as fresh, bool_or(${differs('region')}) as moved,
       array_agg(distinct lpad(t.region::text, 12, '0')) || array_agg(distinct lpad(p.region::text, 12, '0')) filter (where p.region <> t.region) as villages,
       ${columns.join(', ')}
     from mingbai.${noun} t ${before(noun)} where t.county = $1 and t.entry = $2`,
    [county, entry],
  );
  return {
    fields: fields.filter((_, index) => row?.[`f${index}`] === true).map(({ key }) => key),
    rows: row?.fresh === true,
    moved: row?.moved === true,
    villages: row?.villages ?? [],
  };
}

/** By which a difference is known: of a sealed number its hash. */
function columnOf(field: Field): string {
  const columns = columnsOf(field);
  return (isSealed(field) ? columns[1] : columns[0])?.name ?? '';
}

const OF_HOUSEHOLD = NOUN_TABLES.filter(({ owner }) => owner === 'household' || owner === 'membership').map(
  ({ noun }) => noun,
);

async function householdsOf(tx: ReadTx, county: string, entry: string, limit: number): Promise<string[]> {
  const person = (noun: 'person' | 'work', id: string) =>
    `select m.household_id from mingbai.${noun} t join mingbai.membership m on m.county = t.county and m.person_id = t.${id}
     where t.county = $1 and t.entry = $2`;
  const rows = await tx.rows<{ id: string }>(
    `select id::text from (select t.id from mingbai.household t where t.county = $1 and t.entry = $2
       union ${OF_HOUSEHOLD.map((noun) => `select t.household_id from mingbai.${noun} t where t.county = $1 and t.entry = $2`).join(' union ')}
       union ${person('person', 'id')} union ${person('work', 'person_id')}) touched limit $3`,
    [county, entry, limit + 1],
  );
  return rows.map(({ id }) => id);
}

/**
 * Households with which those of an entry share a number, or did until then: what changed here may have made a rule
 * about such neighbours true or untrue there. In the same county.
 */
export async function neighboursOf(
  tx: ReadTx,
  county: string,
  entry: string,
  households: readonly string[],
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `with phones as (
       select t.phone_hash as hash from mingbai.household t where t.county = $1 and t.entry = $2
       union select p.phone_hash from mingbai.household t ${before('household')} where t.county = $1 and t.entry = $2
     ), numbers as (
       select t.identity_no_hash as hash from mingbai.person t where t.county = $1 and t.entry = $2
       union select p.identity_no_hash from mingbai.person t ${before('person')} where t.county = $1 and t.entry = $2
       union select o.identity_no_hash from mingbai.membership t join mingbai.person o on o.county = t.county and o.id = t.person_id
         where t.county = $1 and t.entry = $2
     )
     select id::text from (
       select o.id from phones join mingbai.household o on o.county = $1 and o.phone_hash = phones.hash
       union select m.household_id from numbers join mingbai.person o on o.county = $1 and o.identity_no_hash = numbers.hash
         join mingbai.membership m on m.county = o.county and m.person_id = o.id) near
     where id <> all($3::bigint[])`,
    [county, entry, households],
  );
  return rows.map(({ id }) => id);
}

/** Households of villages that now say something else of themselves; at most `limit` and one more. */
export async function householdsIn(
  tx: ReadTx,
  county: string,
  villages: readonly RegionCode[],
  limit: number,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id::text from mingbai.household where county = $1 and region = any($2::bigint[]) limit $3`,
    [county, villages, limit + 1],
  );
  return rows.map(({ id }) => id);
}
