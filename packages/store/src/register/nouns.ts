import { fieldsOf, type Noun } from '@mingbai/core';
import { columnsOf } from './columns.ts';

/**
 * How each noun of the dictionary lies in PostgreSQL. Every noun has two tables: `mingbai.<noun>` with what
 * is believed now, and `mingbai.<noun>_past` with every earlier or later-corrected statement. A statement
 * never changes once written; it only moves from the first table to the second. So "as it was on day V, as
 * known on day K" is: of the statements of both tables recorded by K and valid from V or before, the latest.
 */
export interface NounTable {
  readonly noun: Noun;
  /** What it hangs on besides the county; `region` for villages. */
  readonly owner: 'self' | 'household' | 'person' | 'membership' | 'region';
  /** Columns that name one thing within its owner. */
  readonly key: readonly string[];
  /** `wide`: a column a field. `long`: a row a field (`item`) with one value column. */
  readonly shape: 'wide' | 'long';
  /** Columns that stand in the table besides the dictionary's. */
  readonly extra: readonly string[];
}

export const NOUN_TABLES: readonly NounTable[] = [
  { noun: 'household', owner: 'self', key: ['household_no'], shape: 'wide', extra: ['village_group text'] },
  { noun: 'person', owner: 'self', key: ['person_no'], shape: 'wide', extra: ['name_initials text'] },
  { noun: 'membership', owner: 'membership', key: ['household_id', 'person_id'], shape: 'wide', extra: [] },
  { noun: 'condition', owner: 'household', key: ['household_id'], shape: 'wide', extra: [] },
  { noun: 'guarantee', owner: 'household', key: ['household_id'], shape: 'wide', extra: [] },
  { noun: 'risk', owner: 'household', key: ['household_id'], shape: 'wide', extra: [] },
  {
    noun: 'income',
    owner: 'household',
    key: ['household_id', 'year', 'item'],
    shape: 'long',
    extra: ['year integer not null', 'item text not null', 'fen bigint not null'],
  },
  {
    noun: 'measure',
    owner: 'household',
    key: ['household_id', 'item'],
    shape: 'long',
    extra: ['item text not null', 'chosen text[] not null'],
  },
  { noun: 'responsible', owner: 'household', key: ['household_id', 'name'], shape: 'wide', extra: [] },
  {
    noun: 'work',
    owner: 'person',
    key: ['person_id', 'period'],
    shape: 'wide',
    extra: ['period date not null'],
  },
  {
    noun: 'village',
    owner: 'region',
    key: ['region', 'year'],
    shape: 'wide',
    extra: ['year integer not null'],
  },
];

const OWNERS: Readonly<Record<NounTable['owner'], readonly string[]>> = {
  self: [],
  region: [],
  household: ['household_id bigint not null'],
  person: ['person_id bigint not null'],
  membership: ['household_id bigint not null', 'person_id bigint not null'],
};

/** Every column of a noun's table, `name type`, as the dictionary wants it. */
export function tableColumns(table: NounTable): string[] {
  const fields = table.shape === 'long' ? [] : fieldsOf(table.noun);
  return [
    'county integer not null',
    'id bigint not null',
    'region bigint not null',
    ...OWNERS[table.owner],
    ...table.extra,
    ...fields.flatMap((field) => columnsOf(field).map((column) => `${column.name} ${column.type}`)),
    'valid_from date not null',
    'known_from timestamptz not null',
    'entry bigint not null',
  ];
}

/**
 * SQL that moves statements to the past: the rows `alias` of `from`, which may join and filter. Columns are named:
 * a table to which some were added later has them in another order than its past.
 */
export function insertPast(noun: string, alias: string, from: string): string {
  const table = NOUN_TABLES.find((one) => one.noun === noun);
  if (table === undefined) throw new RangeError(`not a noun of the register: ${noun}`);
  const names = tableColumns(table).map((column) => `"${column.slice(0, column.indexOf(' '))}"`);
  return (
    `insert into mingbai.${noun}_past (${names.join(', ')}, known_to) ` +
    `select ${names.map((name) => `${alias}.${name}`).join(', ')}, now() from ${from}`
  );
}
