import type { Noun } from '@mingbai/core';
import type { NeighbourId } from '../vocabulary/fact.ts';
import { incomeSql, measureSql } from './items.ts';
import { sameIdentitySql, samePhoneSql } from './neighbours.ts';
import {
  countySql,
  daySql,
  insideSql,
  lastsSql,
  ofHouseholdsSql,
  type RegisterView,
  tableOf,
} from './register.ts';

/**
 * What a relation has a row for: a person now in a household, a household, a village; or, for the lists of a
 * household, its members and those responsible for it.
 */
export type FrameKind = 'person' | 'household' | 'village' | 'members' | 'responsible';

/** The alias of each noun's row. */
export const ROW: Readonly<Record<Noun, string>> = {
  person: 'p',
  membership: 'm',
  work: 'w',
  household: 'h',
  condition: 'c',
  guarantee: 'g',
  risk: 'r',
  income: 'i',
  measure: 'me',
  responsible: 'a',
  village: 'v',
};

export interface Joins {
  readonly nouns: Set<Noun | NeighbourId>;
  /** Of the nouns that have a row an item: which. */
  readonly items: Readonly<Record<'income' | 'measure', Set<string>>>;
  /** Relations `(region, …)`, asked for when all their columns are known. */
  readonly sums: { readonly alias: string; readonly sql: () => string }[];
}

const WIDE = ['condition', 'guarantee', 'risk'] as const;

/** `from` with the rows of the kind and what their columns need around them. */
export function joinsSql(kind: FrameKind, joins: Joins, view: RegisterView): string {
  const county = countySql(view);
  switch (kind) {
    case 'village':
      return villages(joins, view);
    case 'responsible':
      return `${tableOf(view, 'responsible')} a where a.county = ${county}${ofHouseholdsSql('a.household_id', view)} and ${lastsSql('a', view)}`;
    case 'household':
      return `${tableOf(view, 'household')} h${aroundHousehold(joins, view, 'h.id')} where h.county = ${county}${insideSql('h', view)}${ofHouseholdsSql('h.id', view)}`;
    default:
      return `${tableOf(view, 'membership')} m${aroundMember(joins, view)} where m.county = ${county}${insideSql('m', view)}${ofHouseholdsSql('m.household_id', view)} and ${lastsSql('m', view)}`;
  }
}

function aroundMember(joins: Joins, view: RegisterView): string {
  const county = countySql(view);
  const { nouns } = joins;
  let sql = '';
  if (nouns.has('person'))
    sql += ` join ${tableOf(view, 'person')} p on p.county = ${county} and p.id = m.person_id`;
  if (nouns.has('persons-of-identity'))
    sql += ` left join (${sameIdentitySql(view)}) same_identity on same_identity.hash = p.identity_no_hash`;
  if (nouns.has('work')) sql += ` left join ${lastWork(view)}`;
  if (nouns.has('household'))
    sql += ` join ${tableOf(view, 'household')} h on h.county = ${county} and h.id = m.household_id`;
  return sql + aroundHousehold(joins, view, 'm.household_id');
}

/** The spell that began last, of those that had begun on the day. */
function lastWork(view: RegisterView): string {
  const begun = `from ${tableOf(view, 'work')} where county = ${countySql(view)} and period <= ${daySql(view)}`;
  // For some households of many each person's spells are looked up, and not all spells read for these few.
  if (view.households !== undefined)
    return `lateral (select * ${begun} and person_id = m.person_id order by period desc limit 1) w on true`;
  return `(select distinct on (person_id) * ${begun}${ofPersons(view)} order by person_id, period desc) w on w.person_id = m.person_id`;
}

/** A spell does not have to lie where its person does. */
function ofPersons(view: RegisterView): string {
  if (view.villages === undefined) return '';
  return ` and person_id in (select i.person_id from ${tableOf(view, 'membership')} i where i.county = ${countySql(view)}${insideSql('i', view)})`;
}

function aroundHousehold(joins: Joins, view: RegisterView, id: string): string {
  const county = countySql(view);
  const { nouns, items } = joins;
  let sql = '';
  for (const noun of WIDE) {
    if (!nouns.has(noun)) continue;
    const row = ROW[noun];
    sql += ` left join ${tableOf(view, noun)} ${row} on ${row}.county = ${county} and ${row}.household_id = ${id}${ofHouseholdsSql(`${row}.household_id`, view)}`;
  }
  if (nouns.has('income')) sql += ` left join (${incomeSql(view, items.income)}) i on i.household_id = ${id}`;
  if (nouns.has('measure'))
    sql += ` left join (${measureSql(view, items.measure)}) me on me.household_id = ${id}`;
  if (nouns.has('households-of-phone'))
    sql += ` left join (${samePhoneSql(view)}) same_phone on same_phone.hash = h.phone_hash`;
  if (nouns.has('village')) sql += ` left join (${latestVillages(view)}) v on v.region = h.region`;
  return sql;
}

/** Every village that says something of itself, or of which the register has a household. */
function villages({ nouns, sums }: Joins, view: RegisterView): string {
  const latest = latestVillages(view);
  const all = `select region from (${latest}) said union select region from ${tableOf(view, 'household')} where county = ${countySql(view)}`;
  const rows = nouns.has('village')
    ? `(select said.*, every_.region as place from (${all}) every_ left join (${latest}) said on said.region = every_.region)`
    : `(select region as place from (${all}) every_)`;
  const joined = sums
    .map(({ alias, sql }) => ` left join (${sql()}) ${alias} on ${alias}.region = v.place`)
    .join('');
  return `${rows} v${joined} where true`;
}

/** The last year not after the day's. */
function latestVillages(view: RegisterView): string {
  return `select distinct on (region) * from ${tableOf(view, 'village')} where county = ${countySql(view)}
    and year <= extract(year from ${daySql(view)}) order by region, year desc`;
}
