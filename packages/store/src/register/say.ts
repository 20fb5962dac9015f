import type { Noun, RegionCode } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import { insertPast, NOUN_TABLES, tableColumns } from './nouns.ts';
import { saidColumns, type Desk, type SaidColumn, type SaidFields } from './said-columns.ts';

/** Something said of one thing of the register. */
export interface Statement<N extends Noun> {
  readonly id: string;
  /** The day from which it is so. */
  readonly on: string;
  /** Where it lies from then on; left out: where it lies. */
  readonly region?: RegionCode | undefined;
  readonly fields: SaidFields<N>;
}

export interface SayOptions {
  /**
   * An event holds from its day on, whatever was said of later days by those who had not heard of it; a mere
   * statement of an earlier day goes to the past (ADR 0107).
   */
  readonly onward?: boolean;
}

interface Written {
  /** Things of which something else is believed now. */
  readonly changed: number;
  /** Things of which something else is believed of an earlier day. */
  readonly late: number;
}

/**
 * Says something of things that are there: what was said before moves to `<noun>_past`. What says nothing new writes
 * nothing. Some statements a group of equal fields, however many things.
 */
export async function say<N extends Noun>(
  tx: WriteTx,
  desk: Desk,
  noun: N,
  statements: readonly Statement<N>[],
  { onward = false }: SayOptions = {},
): Promise<Written> {
  if (statements.length === 0) return { changed: 0, late: 0 };
  // In the order of ids, so that nobody stands crosswise; what follows then sees what others have just said.
  await tx.run(
    `select from mingbai.${noun} where county = $1 and id = any($2::bigint[]) order by id for update`,
    [desk.county, statements.map(({ id }) => id)],
  );
  let [changed, late] = [0, 0];
  for (const group of grouped(noun, statements, desk)) {
    const row = await tx.find<{ changed: number; late: number }>(sayText(noun, group.columns, onward), [
      desk.county,
      tx.entry,
      JSON.stringify(group.rows),
      group.rows.map((row) => row['said_id']),
    ]);
    changed += row?.changed ?? 0;
    late += row?.late ?? 0;
  }
  return { changed, late };
}

interface Group {
  readonly columns: readonly SaidColumn[];
  readonly rows: Record<string, unknown>[];
}

/** By what they speak of. */
function grouped<N extends Noun>(noun: N, statements: readonly Statement<N>[], desk: Desk): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, on, region, fields } of statements) {
    const columns = saidColumns(noun, fields, desk);
    const key = columns.map(({ name }) => name).join();
    const group = groups.get(key) ?? { columns, rows: [] };
    groups.set(key, group);
    const values = Object.fromEntries(columns.map(({ name, value }) => [name, value]));
    group.rows.push({ ...values, said_id: id, said_on: on, said_region: region ?? null });
  }
  return [...groups.values()];
}

/** The rows of `$3` as `s`, with these columns. */
function saidRows(columns: readonly SaidColumn[], more: string): string {
  const said = columns.map(({ name, type }) => `"${name}" ${type}`);
  return `s as materialized (select * from jsonb_to_recordset($3::jsonb) as s(${[more, ...said].join(', ')}))`;
}

/** What this very command has said of the same day, nobody has heard: it is not moved, it is said otherwise. */
function sayText(noun: Noun, columns: readonly SaidColumn[], onward: boolean): string {
  const table = `mingbai.${noun}`;
  const names = new Set(columns.map(({ name }) => name));
  const differs = (base: string) =>
    [
      `coalesce(s.said_region <> ${base}.region, false)`,
      ...columns
        .filter(({ decides }) => decides)
        .map(({ name }) => `s."${name}" is distinct from ${base}."${name}"`),
    ].join(' or ');
  // By ids they are looked up, however little the planner knows of the tables.
  const thing = `t.county = $1::integer and t.id = any($4::bigint[]) and t.id = s.said_id`;
  const newest = `${thing} and (${differs('t')})${onward ? '' : ' and t.valid_from <= s.said_on'}`;
  const sets = columns.map(({ name }) => `"${name}" = s."${name}"`);
  const all = tableColumns(tableOf(noun)).map((column) => column.slice(0, column.indexOf(' ')));
  const base = new Set(['county', 'id', 'region', 'household_id', 'person_id']);
  const lateValue = (name: string): string => {
    if (names.has(name)) return `s."${name}"`;
    if (name === 'region') return 'coalesce(s.said_region, b.region, t.region)';
    if (name === 'valid_from') return 's.said_on';
    if (name === 'known_from') return 'now()';
    if (name === 'entry') return '$2::bigint';
    return base.has(name) ? `t."${name}"` : `b."${name}"`;
  };
  return `with ${saidRows(columns, 'said_id bigint, said_on date, said_region bigint')},
    late as (insert into ${table}_past (${all.map((name) => `"${name}"`).join(', ')}, known_to)
      select ${all.map(lateValue).join(', ')}, now() from s join ${table} t on ${thing} and t.valid_from > s.said_on
      left join lateral (select q.* from ${table}_said q where q.county = t.county and q.id = t.id and q.valid_from <= s.said_on
        order by q.valid_from desc, q.known_from desc limit 1) b on true
      where b.id is null or ${differs('b')} returning 1),
    moved as (${insertPast(noun, 't', `${table} t join s on ${newest} and (t.entry <> $2::bigint or t.valid_from < s.said_on)`)} returning 1),
    said as (update ${table} t set ${[...sets, 'region = coalesce(s.said_region, t.region)'].join(', ')},
      valid_from = greatest(t.valid_from, s.said_on), known_from = now(), entry = $2::bigint from s where ${newest} returning 1)
    select (select count(*) from said)::integer as changed, (select count(*) from late)::integer as late,
      (select count(*) from moved)::integer as moved`;
}

/** A thing that the register has not had. */
export interface NewThing<N extends Noun> {
  readonly on: string;
  readonly region: RegionCode;
  /** Drawn by `drawIds`; left out: the next one. */
  readonly id?: string;
  readonly household?: string;
  readonly person?: string;
  /** Household alone: the group within the village (村民小组). */
  readonly group?: string | null;
  readonly fields: SaidFields<N>;
}

/** Adds things with what is known of them from their day on. */
export async function addThings<N extends Noun>(
  tx: WriteTx,
  desk: Desk,
  noun: N,
  things: readonly NewThing<N>[],
): Promise<void> {
  const groups = new Map<string, Group>();
  for (const thing of things) {
    const columns = saidColumns(noun, thing.fields, desk);
    const key = columns.map(({ name }) => name).join();
    const group = groups.get(key) ?? { columns, rows: [] };
    groups.set(key, group);
    group.rows.push({
      ...Object.fromEntries(columns.map(({ name, value }) => [name, value])),
      said_id: thing.id ?? null,
      said_on: thing.on,
      said_region: thing.region,
      of_household: thing.household ?? null,
      of_person: thing.person ?? null,
      in_group: thing.group ?? null,
    });
  }
  for (const { columns, rows } of groups.values())
    await tx.run(addText(noun, columns), [desk.county, tx.entry, JSON.stringify(rows)]);
}

const OWNED =
  'said_id bigint, said_on date, said_region bigint, of_household bigint, of_person bigint, in_group text';

function addText(noun: Noun, columns: readonly SaidColumn[]): string {
  const { owner } = tableOf(noun);
  const owners =
    owner === 'membership'
      ? { household_id: 's.of_household', person_id: 's.of_person' }
      : owner === 'household'
        ? { household_id: 's.of_household' }
        : owner === 'person'
          ? { person_id: 's.of_person' }
          : noun === 'household'
            ? { village_group: 's.in_group' }
            : {};
  const values = {
    county: '$1::integer',
    id: `coalesce(s.said_id, nextval('mingbai.thing_id'))`,
    region: 's.said_region',
    ...owners,
    ...Object.fromEntries(columns.map(({ name }) => [name, `s."${name}"`])),
    valid_from: 's.said_on',
    known_from: 'now()',
    entry: '$2::bigint',
  };
  return `with ${saidRows(columns, OWNED)}
    insert into mingbai.${noun} (${Object.keys(values)
      .map((name) => `"${name}"`)
      .join(', ')})
    select ${Object.values(values).join(', ')} from s`;
}

export async function drawIds(tx: WriteTx, count: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select nextval('mingbai.thing_id')::text as id from generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/**
 * The number of a household or person that a procedure brings into the register: 9, the county, the id. No area has a
 * code that begins with 9, so no register above gives such a number, and ids are drawn once for households and persons
 * together. Digits, because numbers are searched for as digits; never 18 of them, which would read as an identity card.
 */
export function numberOf(county: string, id: string): string {
  return `9${county}${id.padStart(8, '0')}`;
}

/** As `numberOf` gives it, of whatever county. */
export function isOwnNumber(number: string): boolean {
  return /^9\d{14,16}$/.test(number);
}

/** The condition that a column holds a number as `numberOf` gives it in the county; by comparisons that an index serves. */
export function ownNumberSql(column: string, county: string): string {
  const code = Number(county);
  return `(${column} collate "C" >= '9${code}' and ${column} collate "C" < '9${code + 1}' and length(${column}) between 15 and 17)`;
}

function tableOf(noun: Noun) {
  const table = NOUN_TABLES.find((one) => one.noun === noun);
  if (table === undefined) throw new RangeError(`not a noun of the register: ${noun}`);
  return table;
}
