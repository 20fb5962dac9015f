import { fieldsOf, type Noun, type RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { NOUN_TABLES } from './nouns.ts';
import { Params } from './params.ts';
import { inCounty, type Area } from './read-area.ts';
import { isSealed } from './columns.ts';
import { openColumns, sealedColumns } from './read-columns.ts';

/** One statement about one thing, as it is stored. */
export interface Statement {
  readonly noun: Noun;
  readonly thing: string;
  /** Whom or what it is about: a person's name, a year, an item; null for the household itself. */
  readonly subject: string | null;
  readonly valid_from: string;
  /** ISO with zone. */
  readonly known_from: string;
  readonly entry: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Sealed values by stem, hexadecimal, and the hashes by which a change is seen. */
  readonly sealed: Readonly<Record<string, string | null>>;
  readonly hashes: Readonly<Record<string, string | null>>;
}

export interface HouseholdStatements {
  readonly county: string;
  readonly household_no: string;
  readonly statements: readonly Statement[];
  /** Names of the regions that are spoken of, by code. */
  readonly regions: Readonly<Record<RegionCode, string>>;
}

/** Everything ever said of a household, of those who were its members, and of what hangs on them, in any order. */
export async function findHouseholdStatements(
  tx: ReadTx,
  area: Area,
  id: string,
): Promise<HouseholdStatements | undefined> {
  const params = new Params();
  const where = `${inCounty(area, params, 'h')} and h.id = ${params.add(id, 'bigint')}`;
  const parts = NOUN_TABLES.filter(({ noun }) => noun !== 'village').map(({ noun }) => statementsOf(noun));
  const row = await tx.find<HouseholdStatements>(
    `select lpad(h.county::text, 6, '0') as county, h.household_no,
       coalesce((select json_agg(s) from (${parts.join('\nunion all\n')}) s), '[]') as statements,
       coalesce((select json_object_agg(lpad(r.code::text, 12, '0'), r.name order by r.valid_from) from mingbai.region r
         where r.level = 5 and r.code in (select q.region from mingbai.household_said q where q.county = h.county and q.id = h.id)), '{}') as regions
     from mingbai.household h where ${where}`,
    params.values,
  );
  return row;
}

function statementsOf(noun: Noun): string {
  const table = NOUN_TABLES.find((one) => one.noun === noun);
  const values = table?.shape === 'long' ? longValues(noun) : wideValues(noun);
  const sealed = sealedColumns(noun);
  const object = (pairs: readonly string[]) =>
    pairs.length === 0 ? `'{}'::json` : `json_build_object(${pairs.join(', ')})`;
  return `select '${noun}' as noun, q.id::text as thing, ${subjectOf(noun)} as subject, q.valid_from, q.known_from, q.entry::text as entry,
      ${values} as values,
      ${object(sealed.map(({ stem, column }) => `'${stem}', encode(q.${column}, 'hex')`))} as sealed,
      ${object(sealed.map(({ stem }) => `'${stem}', q.${stem}_hash::text`))} as hashes
    from ${thingsOf(noun)} join mingbai.${noun}_said q on q.county = t.county and q.id = t.id`;
}

const MEMBERS = `(select distinct m.county, m.person_id from mingbai.membership m where m.county = h.county and m.household_id = h.id) m`;

/** The things of a noun that belong to household `h`, as `t`. */
function thingsOf(noun: Noun): string {
  if (noun === 'household') return `(select h.county, h.id) t`;
  if (noun === 'person') return `(select m.county, m.person_id as id from ${MEMBERS}) t`;
  if (noun === 'work') {
    return `(select w.county, w.id from ${MEMBERS} join mingbai.work w on w.county = m.county and w.person_id = m.person_id) t`;
  }
  return `(select o.county, o.id from mingbai.${noun} o where o.county = h.county and o.household_id = h.id) t`;
}

function subjectOf(noun: Noun): string {
  const name = (person: string) =>
    `(select p.name from mingbai.person p where p.county = q.county and p.id = ${person})`;
  switch (noun) {
    case 'person':
      return 'q.name';
    case 'membership':
      return name('q.person_id');
    case 'work':
      return `${name('q.person_id')} || ' ' || to_char(q.period, 'YYYY-MM')`;
    case 'income':
      return 'q.year::text';
    case 'responsible':
      return 'q.name';
    default:
      return 'null';
  }
}

function wideValues(noun: Noun): string {
  const columns = openColumns(noun).map((column) => `q."${column}"`);
  // Where the household lies, and in which group, is no field of the dictionary.
  if (noun === 'household') columns.push(`lpad(q.region::text, 12, '0') as region`, 'q.village_group');
  return `(select to_json(x) from (select ${columns.join(', ')}) x)`;
}

function longValues(noun: Noun): string {
  return `json_build_object(q.item, q.${noun === 'income' ? 'fen' : 'chosen'})`;
}

/** Fields of a noun in the order of the dictionary, sealed ones too. */
export function fieldOrder(noun: Noun): { stem: string; sealed: boolean; key: string }[] {
  return fieldsOf(noun).map((field) => ({
    stem: field.key.slice(field.key.indexOf('.') + 1),
    sealed: isSealed(field),
    key: field.key,
  }));
}
