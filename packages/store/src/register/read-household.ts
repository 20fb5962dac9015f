import type { Noun, RegionCode } from '@mingbai/core';
import type { RecordValues } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import type { RegionName } from '../region/region.ts';
import { Params } from './params.ts';
import { inCounty, type Area } from './read-area.ts';
import { ageOf, recordOf, lasting, openColumns, TODAY } from './read-columns.ts';
import { nameNow, namesOn, pathOf, type NamePlaces } from './read-places.ts';
import { saidSql, type When } from './read-said.ts';
import { PULSE } from './read-total.ts';

/** When something was said: provenance, as it stands in the row. */
export interface Said {
  readonly valid_from: string;
  /** ISO with zone. */
  readonly known_from: string;
  readonly entry: string;
}
export interface StoredValues extends Said {
  readonly values: RecordValues;
}
/** Sealed values are hexadecimal. */
export interface StoredMember {
  readonly id: string;
  readonly name: string | null;
  readonly age: number | null;
  readonly identity: string | null;
  readonly phone: string | null;
  readonly lasts: boolean;
  readonly membership: RecordValues;
  readonly person: StoredValues;
  readonly work: RecordValues[];
}
export interface StoredPage {
  readonly id: string;
  /** Six digits. */
  readonly county: string;
  readonly region: RegionCode;
  readonly asOf: string;
  readonly knownAt: string;
  readonly group: string | null;
  readonly phone: string | null;
  readonly bank_account: string | null;
  readonly household: StoredValues;
  /** The regions above and its own, as called on that day, as far as the scope goes. */
  readonly path: RegionName[];
  readonly members: StoredMember[];
  readonly condition: StoredValues | null;
  readonly guarantee: StoredValues | null;
  readonly risk: StoredValues[];
  readonly measures: (Said & { item: string; chosen: string[] })[];
  readonly incomes: (Said & { year: number; item: string; fen: number })[];
  readonly responsible: (StoredValues & { id: string; phone: string | null })[];
}

export interface Days {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

/**
 * All of one household's page in one statement. Without days: what is believed now. Undefined: there is none, it
 * lies outside the scope, or nothing was known of it then.
 */
export async function findHouseholdPage(
  tx: ReadTx,
  area: Area,
  id: string,
  days: Days,
  name: NamePlaces = nameNow,
): Promise<StoredPage | undefined> {
  const params = new Params();
  const county = inCounty(area, params, 't');
  const own = params.add(id, 'bigint');
  const past = days.asOf !== undefined || days.knownAt !== undefined;
  const asOf = `coalesce(${params.add(days.asOf ?? null, 'date')}, ${TODAY})`;
  const known = params.add(days.knownAt ?? null, 'date');
  const when: When | undefined = past
    ? { asOf, knownBefore: `coalesce((${known} + 1)::timestamp at time zone 'Asia/Shanghai', 'infinity')` }
    : undefined;
  const statement = `household-page-${past ? 'past' : 'now'}-${area.county === undefined ? 'wide' : 'county'}`;
  let text = TEXTS.get(statement);
  if (text === undefined)
    TEXTS.set(statement, (text = pageSql(`${county} and t.id = ${own}`, when, asOf, known)));
  const row = await tx.find<Row>(text, params.values, statement);
  if (row === undefined) return undefined;
  const { page, pulse, low, high } = row;
  const above = pathOf(page.region).filter((code) => code >= low && code <= high);
  const names = past ? await namesOn(tx, above, page.asOf) : await name(tx, pulse, above);
  return { ...page, path: above.flatMap((code) => names.get(code) ?? []) };
}

interface Row {
  readonly page: Omit<StoredPage, 'path'>;
  readonly pulse: string;
  readonly low: RegionCode;
  readonly high: RegionCode;
}

const TEXTS = new Map<string, string>();

function pageSql(subject: string, when: When | undefined, asOf: string, known: string): string {
  const ofHousehold = 't.county = h.county and t.household_id = h.id';
  const one = (noun: 'condition' | 'guarantee') =>
    `(select ${storedJson('t', valuesOf(noun, 't'))} from (${saidSql(noun, ofHousehold, when)}) t)`;
  return `select json_build_object(
      'id', h.id::text, 'county', lpad(h.county::text, 6, '0'), 'region', ${code('h.region')},
      'asOf', ${asOf}, 'knownAt', ${knownText(known)},
      'group', h.village_group, 'phone', encode(h.phone_sealed, 'hex'), 'bank_account', encode(h.bank_account_sealed, 'hex'),
      'household', ${storedJson('h', valuesOf('household', 'h'))},
      'members', coalesce(${membersJson(ofHousehold, when, asOf)}, '[]'),
      'condition', ${one('condition')}, 'guarantee', ${one('guarantee')},
      'risk', coalesce((select json_agg(${storedJson('t', valuesOf('risk', 't'))} order by t.identified_month)
        from (${saidSql('risk', ofHousehold, when)}) t), '[]'),
      'measures', coalesce((select json_agg(json_build_object('item', t.item, 'chosen', t.chosen, ${saidJson('t')}) order by t.item)
        from (${saidSql('measure', ofHousehold, when)}) t where cardinality(t.chosen) > 0), '[]'),
      'incomes', coalesce((select json_agg(x) from (
        select t.year, t.item, t.fen, t.valid_from, t.known_from, t.entry::text as entry
        from (${saidSql('income', ofHousehold, when)}) t order by t.year desc, t.id) x), '[]'),
      'responsible', coalesce((select json_agg(json_build_object('id', t.id::text, 'phone', encode(t.phone_sealed, 'hex'),
          'values', ${valuesOf('responsible', 't')}, ${saidJson('t')}) order by t."to" is not null, t."from" desc nulls last, t.id)
        from (${saidSql('responsible', ofHousehold, when)}) t), '[]')
    ) as page, ${PULSE} as pulse, ${code('mingbai.scope_low()')} as low, ${code('mingbai.scope_high()')} as high
    from (${saidSql('household', subject, when)}) h`;
}

function membersJson(ofHousehold: string, when: When | undefined, asOf: string): string {
  const began = `(m."from" is null or m."from" <= ${asOf} or ${when === undefined})`;
  return `(select json_agg(json_build_object(
      'id', p.id::text, 'name', p.name, 'age', ${ageOf('p.birth_date', asOf)},
      'identity', encode(p.identity_no_sealed, 'hex'), 'phone', encode(p.phone_sealed, 'hex'),
      'lasts', ${lasting('m', asOf)},
      'membership', ${recordOf('m', openColumns('membership'))},
      'person', ${storedJson('p', valuesOf('person', 'p'))},
      'work', coalesce((select json_agg(${recordOf('t', ['period', ...openColumns('work')])} order by t.period desc)
        from (${saidSql('work', 't.county = m.county and t.person_id = m.person_id', when)}) t), '[]')
    ) order by m.relation <> 'head' nulls last, p.birth_date nulls last, p.id)
    from (${saidSql('membership', ofHousehold, when)}) m
    join lateral (${saidSql('person', 't.county = m.county and t.id = m.person_id', when)}) p on ${began})`;
}

function storedJson(row: string, values: string): string {
  return `json_build_object('values', ${values}, ${saidJson(row)})`;
}

function saidJson(row: string): string {
  return `'valid_from', ${row}.valid_from, 'known_from', ${row}.known_from, 'entry', ${row}.entry::text`;
}

function valuesOf(noun: Noun, row: string): string {
  return recordOf(row, openColumns(noun));
}

function code(value: string): string {
  return `lpad((${value})::text, 12, '0')`;
}

/** The end of that day, or this moment, in the time of the register. */
function knownText(known: string): string {
  return `coalesce(${known}::text || 'T23:59:59+08:00', to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS') || '+08:00')`;
}
