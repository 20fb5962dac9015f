import type { RegionCode } from '@mingbai/core';
import type { HouseholdFilter } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { validOn } from '../region/region.ts';
import { Params } from './params.ts';
import { inArea, inCounty, type Area } from './read-area.ts';
import { lasting, openColumns, TODAY, valuesJson } from './read-columns.ts';
import { householdConditions, MEMBERS } from './read-filter.ts';
import {
  FEW,
  fits,
  householdHits,
  householdIsFound,
  lookUp,
  looksAtAll,
  mostHits,
  nameOf,
  readSearch,
  waysOf,
  type Finder,
  type Found,
  type Search,
} from './read-search.ts';
import { nameNow, townshipOf, type NamePlaces, type Names } from './read-places.ts';
import { PULSE, pulseOf, type Total, type Remember } from './read-total.ts';
import { BY_TEXT } from '../db/tx.ts';

/** A row of the list as it is stored; the sealed number is for the server to open and mask. */
export interface StoredHousehold {
  readonly id: string;
  readonly household_no: string;
  readonly region: RegionCode;
  readonly village_group: string | null;
  readonly head: string | null;
  /** Hexadecimal. */
  readonly head_identity: string | null;
  readonly members: number;
  /** Of a list that was searched: who was looked for, when it is not the head. */
  readonly matched?: string | null;
  /** Hexadecimal. */
  readonly matched_identity?: string | null;
  /** The open columns as JSON, which most who ask only pass on. */
  readonly values: string;
}

export interface HouseholdList extends Total {
  readonly rows: StoredHousehold[];
  readonly names: Names;
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
  /** A column, `-` before it for the other way round. */
  readonly sort?: string | undefined;
}

/** Households of an area by filter and search, with their number. */
export async function listHouseholdsIn(
  tx: ReadTx,
  area: Area,
  filter: HouseholdFilter,
  page: Page,
  vault: Finder,
  totals: Remember,
  name: NamePlaces,
): Promise<HouseholdList> {
  const search = filter.q === undefined ? undefined : readSearch(filter.q);
  if (search === undefined) return listByFilter(tx, area, filter, page, totals, name);
  for await (const way of waysOf(tx, search, area)) {
    const found = await listFound(tx, area, filter, way.search, way.infix, page, vault, name);
    if (found !== undefined) return found;
  }
  return { total: 0, totalIsExact: true, rows: [], names: new Map() };
}

/** Counted once for each state of the register; the rows and that state in one question. */
async function listByFilter(
  tx: ReadTx,
  area: Area,
  filter: HouseholdFilter,
  page: Page,
  totals: Remember,
  name: NamePlaces,
): Promise<HouseholdList> {
  const params = new Params();
  const where = conditions(area, filter, { kind: 'all' }, params);
  const { order, join } = orderOf(page.sort, area, params);
  const chosen = `select ${LISTED}${join === '' ? '' : ', s.said'} from mingbai.household h ${join}
    where ${where} order by ${order} limit ${page.limit} offset ${params.add(page.offset, 'integer')}`;
  const rows = await tx.rows<StoredHousehold & { pulse: string }>(
    `select ${PULSE} as pulse, ${ROW} from (${chosen}) h ${WITH_MEMBERS} order by ${order.replace('s.said', 'h.said')}`,
    params.values,
    BY_TEXT,
  );
  const pulse = rows[0]?.pulse ?? (await pulseOf(tx));
  const total = await totals(`household/${JSON.stringify([area, filter])}`, pulse, async () => {
    const counting = new Params();
    const condition = conditions(area, filter, { kind: 'all' }, counting);
    const row = await tx.find<{ n: number }>(
      `select count(*)::integer as n from mingbai.household h where ${condition}`,
      counting.values,
    );
    return { total: row?.n ?? 0, totalIsExact: true };
  });
  return { ...total, rows, names: await name(tx, pulse, placesOf(rows)) };
}

/**
 * By a search: few in the order of the list, of more those found first in the order of names, as far as the page
 * goes; when another order is wanted, all have to be found. Undefined: nothing fits.
 */
async function listFound(
  tx: ReadTx,
  area: Area,
  filter: HouseholdFilter,
  search: Search,
  infix: boolean,
  page: Page,
  vault: Finder,
  name: NamePlaces,
): Promise<HouseholdList | undefined> {
  const params = new Params();
  const few = page.sort === undefined ? FEW : ALL;
  const most = page.sort === undefined ? mostHits(page) : ALL + 1;
  const filters = householdConditions(filter, params);
  const hits = householdHits(search, area, params, vault, infix, most, filters);
  const offset = params.add(page.offset, 'integer');
  const [first, ...others] = await tx.rows<
    { pulse: string; hits: number; homes: number; total: number | null } & Partial<StoredHousehold>
  >(
    `with ${hits}, size as materialized (
       select hits, homes, hits <= ${few} as few from (
         select greatest((select count(*) from hit), (select count(*) from found))::integer as hits, (select count(*) from found)::integer as homes) s
     ), taken as materialized (
       select id, n from found where (select few from size)
       union all (select id, n from found where not (select few from size) order by n, id limit ${page.limit} offset ${offset})
     ), matched as materialized (
       select ${LISTED}, f.n, count(*) over () as total,
         row_number() over (order by case when (select few from size) then 0 else f.n end, ${orderOfFew(page.sort)}) - case when (select few from size) then ${offset} else 0 end as place
       from taken f, mingbai.household h where ${inCounty(area, params, 'h')} and h.id = f.id
     )
     select ${PULSE} as pulse, s.hits, s.homes, l.* from size s left join (
       select ${ROW}, w.name as matched, encode(w.identity_no_sealed, 'hex') as matched_identity, h.total::integer, h.place
       from matched h ${WITH_MEMBERS} left join hit on hit.n = h.n
         left join mingbai.person w on w.county = h.county and w.id = hit.person and not coalesce(${fits(search, params, vault, infix)}, false)
       where h.place between 1 and ${page.limit}
     ) l on true order by l.place`,
    params.values,
    nameOf(search, area),
  );
  if (first === undefined || first.hits === 0) return undefined;
  const rows = listed([first, ...others]);
  const names = await name(tx, first.pulse, placesOf(rows));
  return first.hits <= few
    ? { total: first.total ?? first.homes, totalIsExact: looksAtAll(search), rows, names }
    : { total: first.homes, totalIsExact: first.hits < most && looksAtAll(search), rows, names };
}

function* placesOf(rows: readonly StoredHousehold[]): Iterable<RegionCode> {
  for (const { region } of rows) {
    yield region;
    yield townshipOf(region);
  }
}

/** More bear no one name or number; what would be sorted beyond is left out. */
const ALL = 200_000;

/** Rows of a left join: one of nothing when there is none. */
function listed(rows: readonly (Partial<StoredHousehold> | undefined)[]): StoredHousehold[] {
  return rows.filter((row): row is StoredHousehold => row?.id != null);
}

/**
 * The list in the order of places and numbers, some rows at a time, each in a transaction of its own, so that a
 * slow reader holds nothing open. `after`: the last row of the rows before.
 */
export async function householdsAfter(
  tx: ReadTx,
  area: Area,
  filter: HouseholdFilter,
  after: { readonly region: string; readonly household_no: string; readonly id: string } | undefined,
  limit: number,
  vault: Finder,
): Promise<Pick<HouseholdList, 'rows' | 'names'>> {
  const params = new Params();
  const found = await foundFor(tx, area, filter, vault);
  const where = conditions(area, filter, found, params, vault);
  const next =
    after === undefined
      ? ''
      : `and (h.region, h.household_no, h.id) > (${params.add(after.region, 'bigint')}, ${params.add(after.household_no, 'text')}, ${params.add(after.id, 'bigint')})`;
  const order = 'h.region, h.household_no, h.id';
  const chosen = `select ${LISTED} from mingbai.household h where ${where} ${next} order by ${order} limit ${limit}`;
  const rows = await tx.rows<StoredHousehold>(
    `select ${ROW} from (${chosen}) h ${WITH_MEMBERS} order by ${order}`,
    params.values,
  );
  return { rows, names: await nameNow(tx, '', placesOf(rows)) };
}

/** How many there are, up to `most` + 1. */
export async function countHouseholds(
  tx: ReadTx,
  area: Area,
  filter: HouseholdFilter,
  most: number,
  vault: Finder,
): Promise<number> {
  const params = new Params();
  const found = await foundFor(tx, area, filter, vault);
  const where = conditions(area, filter, found, params, vault);
  const row = await tx.find<{ n: number }>(
    `select count(*)::integer as n from (select from mingbai.household h where ${where} limit ${most + 1}) counted`,
    params.values,
  );
  return row?.n ?? 0;
}

/** What was searched for, as far as the page shows it. */
function foundFor(tx: ReadTx, area: Area, filter: HouseholdFilter, vault: Finder): Promise<Found> {
  return lookUp(tx, filter.q, area, vault, 'household', async (found) => {
    const params = new Params();
    const where = conditions(area, filter, found, params, vault);
    return (
      (await tx.find(`select from mingbai.household h where ${where} limit 1`, params.values)) !== undefined
    );
  });
}

function conditions(
  area: Area,
  filter: HouseholdFilter,
  found: Found,
  params: Params,
  vault?: Finder,
): string {
  return [
    inArea(area, params, 'h'),
    ...householdConditions(filter, params),
    ...(vault === undefined ? [] : householdIsFound(found, area, params, vault)),
  ].join(' and ');
}

/** What a list needs of household `h`. */
const LISTED = ['county', 'id', 'region', 'village_group', ...openColumns('household')]
  .map((column) => `h."${column}"`)
  .join(', ');

/** The few places where the rows of `chosen` lie, as called today. */
export const NAMED_PLACES = `named_place as materialized (select r.code, r.name, r.level from mingbai.region r
  where r.code = any (array(select distinct unnest(array[region, region / 1000 * 1000]) from chosen)) and ${validOn('r', TODAY)})`;

/** What stands in the columns of the list, of household `h`. Its place has all of its twelve digits. */
const ROW = `h.id, h.household_no, h.region, h.village_group, p.name as head, encode(p.identity_no_sealed, 'hex') as head_identity,
  c.members, ${valuesJson('household', 'h')}::text as values`;

/** Who belongs to household `h`: how many, and its head. */
const WITH_MEMBERS = `cross join lateral (
    select count(*)::integer as members, min(m.person_id) filter (where m.relation = 'head') as head
    from mingbai.membership m where m.county = h.county and m.household_id = h.id and ${lasting('m')}) c
  left join mingbai.person p on p.county = h.county and p.id = c.head`;

/** Places and numbers, unless asked otherwise; always down to the id, so that pages do not overlap. */
function orderOf(sort: string | undefined, area: Area, params: Params): { order: string; join: string } {
  const down = sort?.startsWith('-') === true ? ' desc' : '';
  const last = 'h.region, h.household_no, h.id';
  const grouped = (select: string, more: string) =>
    `left join (select m.county, m.household_id, ${select} as said from mingbai.membership m ${more}
      where ${inCounty(area, params, 'm')} and ${lasting('m')} group by 1, 2) s on s.county = h.county and s.household_id = h.id`;
  switch (sort?.replace(/^-/, '')) {
    case 'members':
      return { order: `coalesce(s.said, 0)${down}, ${last}`, join: grouped('count(*)', '') };
    case 'head':
      return {
        order: `s.said${down} nulls last, ${last}`,
        join: grouped(
          'min(p.name collate "C")',
          `join mingbai.person p on p.county = m.county and p.id = m.person_id and m.relation = 'head'`,
        ),
      };
    default:
      return { order: columnOrder(sort), join: '' };
  }
}

function columnOrder(sort: string | undefined): string {
  const down = sort?.startsWith('-') === true ? ' desc' : '';
  const last = 'h.region, h.household_no, h.id';
  switch (sort?.replace(/^-/, '')) {
    case 'household_no':
      return `h.household_no collate "C"${down}, h.id${down}`;
    case 'village':
      return `h.region${down}, h.household_no, h.id`;
    case 'per_capita_net':
      return `h.per_capita_net${down} nulls last, ${last}`;
    default:
      return last;
  }
}

/** As `orderOf`, each household for itself. */
function orderOfFew(sort: string | undefined): string {
  const down = sort?.startsWith('-') === true ? ' desc' : '';
  const last = 'h.region, h.household_no, h.id';
  switch (sort?.replace(/^-/, '')) {
    case 'members':
      return `${MEMBERS}${down}, ${last}`;
    case 'head':
      return `(select min(p.name collate "C") from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
        where m.county = h.county and m.household_id = h.id and m.relation = 'head' and ${lasting('m')})${down} nulls last, ${last}`;
    default:
      return columnOrder(sort);
  }
}
