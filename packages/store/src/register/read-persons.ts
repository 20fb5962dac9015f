import type { RegionCode, RegionLevel } from '@mingbai/core';
import type { PersonFilter, RecordValues } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { levelName, validOn } from '../region/region.ts';
import { Params } from './params.ts';
import { inArea, type Area } from './read-area.ts';
import { ageOf, lasting, TODAY, valuesJson } from './read-columns.ts';
import { personConditions } from './read-filter.ts';
import type { Page } from './read-households.ts';
import { lookUp, personIsFound, type Finder } from './read-search.ts';
import { totalOf, type Total } from './read-total.ts';

/** A row of the list as it is stored; the sealed number is for the server to open and mask. */
export interface StoredPerson {
  readonly id: string;
  readonly household: string;
  readonly household_no: string;
  readonly region: RegionCode;
  readonly region_name: string | null;
  readonly region_level: RegionLevel | null;
  readonly township: string | null;
  readonly name: string;
  readonly identity_sealed: Buffer | null;
  readonly age: number | null;
  readonly values: RecordValues;
}

/** Persons who belong to a household now, joined all to all: for counting. */
export const PERSONS_NOW = `mingbai.person p
  join mingbai.membership m on m.county = p.county and m.person_id = p.id and ${lasting('m')}
  join mingbai.household h on h.county = m.county and h.id = m.household_id`;

/**
 * The same, looked up person by person, so that a page of a list need not join a county. The planner left alone
 * takes what row-level security lets through for little, whatever it is, and joins from the wrong end.
 * `h` is the household, or only its key when no more is asked of it.
 */
export function personsOneByOne(of: 'household' | 'key', sample = ''): string {
  const joined = of === 'key' ? 'm.household_id as id' : 'h.*';
  const household =
    of === 'key' ? '' : 'join mingbai.household h on h.county = m.county and h.id = m.household_id';
  return `mingbai.person p ${sample} cross join lateral (select ${joined} from mingbai.membership m ${household}
    where m.county = p.county and m.person_id = p.id and ${lasting('m')} offset 0) h`;
}

/** Persons of an area by filter and search, with their number. */
export async function listPersonsIn(
  tx: ReadTx,
  area: Area,
  filter: PersonFilter,
  page: Page,
  vault: Finder,
): Promise<Total & { rows: StoredPerson[] }> {
  const found = await lookUp(tx, 'person', filter.q, area, vault);
  const params = new Params();
  const where = [
    inArea(area, params, 'p'),
    ...personConditions(filter, params),
    ...personIsFound(found, area, params, vault),
  ].join(' and ');
  const needed = where.includes('h.') ? 'household' : 'key';
  const total = await totalOf(
    tx,
    'person',
    (sample) => `select p.id from ${personsOneByOne(needed, sample)} where ${where}`,
    params.values,
    found.kind === 'many',
  );
  const order = 'p.region, p.id';
  const chosen = `select p.*, h.id as household, h.household_no from ${personsOneByOne('household')} where ${where}
    order by ${order} limit ${params.add(page.limit, 'integer')} offset ${params.add(page.offset, 'integer')}`;
  const rows = await tx.rows<StoredPerson>(
    `select p.id::text, p.household::text, p.household_no, lpad(p.region::text, 12, '0') as region, r.name as region_name,
       ${levelName('r')} as region_level, t.name as township, p.name, p.identity_no_sealed as identity_sealed,
       ${ageOf('p.birth_date')} as age, ${valuesJson('person', 'p')} as values
     from (${chosen}) p
     left join mingbai.region r on r.code = p.region and ${validOn('r', TODAY)}
     left join mingbai.region t on t.code = p.region / 1000 * 1000 and t.level = 4 and ${validOn('t', TODAY)}
     order by ${order}`,
    params.values,
  );
  return { ...total, rows };
}
