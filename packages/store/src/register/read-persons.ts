import type { RegionCode, RegionLevel } from '@mingbai/core';
import type { PersonFilter, RecordValues } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { BY_TEXT } from '../db/tx.ts';
import { levelName } from '../region/region.ts';
import { Params } from './params.ts';
import { inArea, inCounty, isWide, type Area } from './read-area.ts';
import { ageOf, lasting, openColumns, valuesJson } from './read-columns.ts';
import { personConditions } from './read-filter.ts';
import { NAMED_PLACES, type Page } from './read-households.ts';
import {
  FEW,
  lookUp,
  looksAtAll,
  mostHits,
  nameOf,
  personHits,
  personIsFound,
  readSearch,
  waysOf,
  type Finder,
  type Found,
  type Search,
} from './read-search.ts';
import { PULSE, totalOf, type Remember, type Total } from './read-total.ts';

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
  join mingbai.membership m on m.county = p.county and m.person_id = p.id and ${lasting('m')}`;

/**
 * The same, looked up person by person, so that a page of a list need not join a county. The planner left alone
 * takes what row-level security lets through for little, whatever it is, and joins from the wrong end.
 * `h` is the household, or only its key when no more is asked of it.
 */
export function personsOneByOne(of: 'household' | 'key'): string {
  const joined = of === 'key' ? 'm.household_id as id' : 'h.*';
  const household =
    of === 'key' ? '' : 'join mingbai.household h on h.county = m.county and h.id = m.household_id';
  return `mingbai.person p cross join lateral (select ${joined} from mingbai.membership m ${household}
    where m.county = p.county and m.person_id = p.id and ${lasting('m')} offset 0) h`;
}

/** In a county or more the households are joined as well, which is less than looking each up. */
function personsCounted(area: Area, where: string): string {
  const ofHouseholds = where.includes('h.');
  if (!isWide(area)) return personsOneByOne(ofHouseholds ? 'household' : 'key');
  return ofHouseholds
    ? `${PERSONS_NOW} join mingbai.household h on h.county = m.county and h.id = m.household_id`
    : PERSONS_NOW;
}

/** Persons of an area by filter and search, with their number. */
export async function listPersonsIn(
  tx: ReadTx,
  area: Area,
  filter: PersonFilter,
  page: Page,
  vault: Finder,
  totals: Remember,
): Promise<Total & { rows: StoredPerson[] }> {
  const search = filter.q === undefined ? undefined : readSearch(filter.q);
  if (search === undefined) return listByFilter(tx, area, filter, page, totals);
  for await (const way of waysOf(tx, search, area)) {
    const found = await listFound(tx, area, filter, way.search, way.infix, page, vault);
    if (found !== undefined) return found;
  }
  return { total: 0, totalIsExact: true, rows: [] };
}

/** Counted once for each state of the register; the rows and that state in one question. */
async function listByFilter(
  tx: ReadTx,
  area: Area,
  filter: PersonFilter,
  page: Page,
  totals: Remember,
): Promise<Total & { rows: StoredPerson[] }> {
  const params = new Params();
  const where = [inArea(area, params, 'p'), ...personConditions(filter, params)].join(' and ');
  const counted = [...params.values];
  const [first, ...others] = await tx.rows<{ pulse: string } & Partial<StoredPerson>>(
    `with chosen as materialized (
       select ${LISTED}, h.id as home, row_number() over (order by p.region, p.id) as place from ${personsOneByOne(where.includes('h.') ? 'household' : 'key')}
       where ${where} order by p.region, p.id limit ${page.limit} offset ${params.add(page.offset, 'integer')}
     ), ${NAMED_PLACES}
     select s.pulse, l.* from (select ${PULSE} as pulse) s left join (${ROWS}) l on true order by l.place`,
    params.values,
    BY_TEXT,
  );
  const total = await totals(`person/${JSON.stringify([area, filter])}`, first?.pulse ?? '', () =>
    totalOf(tx, `select p.id from ${personsCounted(area, where)} where ${where}`, counted),
  );
  return { ...total, rows: listed([first, ...others]) };
}

/** As households are found: see read-households.ts. */
async function listFound(
  tx: ReadTx,
  area: Area,
  filter: PersonFilter,
  search: Search,
  infix: boolean,
  page: Page,
  vault: Finder,
): Promise<(Total & { rows: StoredPerson[] }) | undefined> {
  const params = new Params();
  const most = mostHits(page);
  const hits = personHits(search, area, params, vault, infix, most, personConditions(filter, params));
  const offset = params.add(page.offset, 'integer');
  const [first, ...others] = await tx.rows<{ hits: number } & Partial<StoredPerson>>(
    `with ${hits}, size as materialized (select count(*)::integer as hits from hit),
     ranked as materialized (
       select hit.id, hit.home, row_number() over (order by case when (select hits from size) <= ${FEW} then p.region end, case when (select hits from size) > ${FEW} then hit.n end, hit.id) as place
       from hit, mingbai.person p where ${inCounty(area, params, 'p')} and p.id = hit.id
     ), chosen as materialized (
       select ${LISTED}, r.home, r.place from ranked r, mingbai.person p
       where r.place > ${offset} and r.place <= ${offset} + ${page.limit} and ${inCounty(area, params, 'p')} and p.id = r.id
     ), ${NAMED_PLACES}
     select s.hits, l.* from size s left join (${ROWS}) l on true order by l.place`,
    params.values,
    nameOf(search, area),
  );
  if (first === undefined || first.hits === 0) return undefined;
  return {
    total: first.hits,
    totalIsExact: first.hits < most && looksAtAll(search),
    rows: listed([first, ...others]),
  };
}

/** As `householdsAfter`. Who belongs to two households is there with each, so the household is part of the place. */
export async function personsAfter(
  tx: ReadTx,
  area: Area,
  filter: PersonFilter,
  after: { readonly region: string; readonly id: string; readonly household: string } | undefined,
  limit: number,
  vault: Finder,
): Promise<StoredPerson[]> {
  const params = new Params();
  const found = await foundFor(tx, area, filter, vault);
  const where = conditions(area, filter, found, params, vault);
  const order = 'p.region, p.id, h.id';
  const chosen = `select ${LISTED}, h.id as home, row_number() over (order by ${order}) as place
    from ${personsOneByOne(where.includes('h.') ? 'household' : 'key')}
    where ${where} ${after === undefined ? '' : isAfter(after, params)} order by ${order} limit ${limit}`;
  return tx.rows<StoredPerson>(
    `with chosen as materialized (${chosen}), ${NAMED_PLACES} ${ROWS} order by p.place`,
    params.values,
  );
}

/** The first comparison leads into the index, the second leaves out what was there before. */
function isAfter(
  last: { readonly region: string; readonly id: string; readonly household: string },
  params: Params,
): string {
  const [region, id] = [params.add(last.region, 'bigint'), params.add(last.id, 'bigint')];
  return `and (p.region, p.id) >= (${region}, ${id})
    and (p.region, p.id, h.id) > (${region}, ${id}, ${params.add(last.household, 'bigint')})`;
}

/** How many there are, up to `most` + 1. */
export async function countPersons(
  tx: ReadTx,
  area: Area,
  filter: PersonFilter,
  most: number,
  vault: Finder,
): Promise<number> {
  const params = new Params();
  const found = await foundFor(tx, area, filter, vault);
  const where = conditions(area, filter, found, params, vault);
  const row = await tx.find<{ n: number }>(
    `select count(*)::integer as n from (select from ${personsCounted(area, where)} where ${where} limit ${most + 1}) counted`,
    params.values,
  );
  return row?.n ?? 0;
}

/** What was searched for, as far as the page shows it. */
function foundFor(tx: ReadTx, area: Area, filter: PersonFilter, vault: Finder): Promise<Found> {
  return lookUp(tx, filter.q, area, vault, 'person', async (found) => {
    const params = new Params();
    const where = conditions(area, filter, found, params, vault);
    return (
      (await tx.find(
        `select from ${personsOneByOne(where.includes('h.') ? 'household' : 'key')} where ${where} limit 1`,
        params.values,
      )) !== undefined
    );
  });
}

function conditions(area: Area, filter: PersonFilter, found: Found, params: Params, vault: Finder): string {
  return [
    inArea(area, params, 'p'),
    ...personConditions(filter, params),
    ...personIsFound(found, area, params, vault),
  ].join(' and ');
}

/** Rows of a left join: one of nothing when there is none. */
function listed(rows: readonly (Partial<StoredPerson> | undefined)[]): StoredPerson[] {
  return rows.filter((row): row is StoredPerson => row?.id != null);
}

/** What a list needs of a person. */
const LISTED = ['county', 'id', 'region', 'identity_no_sealed', ...openColumns('person')]
  .map((column) => `p."${column}"`)
  .join(', ');

/** What stands in the columns of the list, for the rows of `chosen`. */
const ROWS = `select p.place, p.id::text, p.home::text as household, h.household_no, lpad(p.region::text, 12, '0') as region, r.name as region_name,
    ${levelName('r')} as region_level, t.name as township, p.name, p.identity_no_sealed as identity_sealed,
    ${ageOf('p.birth_date')} as age, ${valuesJson('person', 'p')} as values
  from chosen p
  left join mingbai.household h on h.county = p.county and h.id = p.home
  left join named_place r on r.code = p.region
  left join named_place t on t.code = p.region / 1000 * 1000 and t.level = 4`;
