import type { RegionCode, RegionLevel } from '@mingbai/core';
import type { HouseholdFilter, RecordValues } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { levelName, validOn } from '../region/region.ts';
import { Params } from './params.ts';
import { inArea, inCounty, type Area } from './read-area.ts';
import { lasting, TODAY, valuesJson } from './read-columns.ts';
import { householdConditions, MEMBERS } from './read-filter.ts';
import { householdIsFound, lookUp, type Finder, type Found } from './read-search.ts';
import { totalOf, type Total } from './read-total.ts';

/** A row of the list as it is stored; the sealed number is for the server to open and mask. */
export interface StoredHousehold {
  readonly id: string;
  readonly household_no: string;
  readonly region: RegionCode;
  readonly region_name: string | null;
  readonly region_level: RegionLevel | null;
  readonly township: string | null;
  readonly village_group: string | null;
  readonly head: string | null;
  readonly head_identity_sealed: Buffer | null;
  readonly members: number;
  readonly values: RecordValues;
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
): Promise<Total & { rows: StoredHousehold[] }> {
  const found = await lookUp(tx, 'household', filter.q, area, vault);
  let params = new Params();
  let where = conditions(area, filter, found, params, vault);
  const condition = where;
  const total = await totalOf(
    tx,
    'household',
    (sample) => `select h.id from mingbai.household h ${sample} where ${condition}`,
    params.values,
    found.kind === 'many',
  );
  params = new Params();
  where = conditions(area, filter, found, params, vault);
  const { order, join } = orderOf(page.sort, area, params);
  const chosen = `select h.*, row_number() over (order by ${order}) as place from mingbai.household h ${join} where ${where}
    order by ${order} limit ${params.add(page.limit, 'integer')} offset ${params.add(page.offset, 'integer')}`;
  const rows = await tx.rows<StoredHousehold>(rowsSql(chosen), params.values);
  return { ...total, rows };
}

/**
 * The list in the order of places and numbers, some rows at a time, each in a transaction of its own, so that a
 * slow reader holds nothing open. `after`: the last row of the rows before.
 */
export async function householdsAfter(
  tx: ReadTx,
  area: Area,
  filter: HouseholdFilter,
  after: Pick<StoredHousehold, 'region' | 'household_no' | 'id'> | undefined,
  limit: number,
  vault: Finder,
): Promise<StoredHousehold[]> {
  const params = new Params();
  const found = await lookUp(tx, 'household', filter.q, area, vault);
  const where = conditions(area, filter, found, params, vault);
  const next =
    after === undefined
      ? ''
      : `and (h.region, h.household_no, h.id) > (${params.add(after.region, 'bigint')}, ${params.add(after.household_no, 'text')}, ${params.add(after.id, 'bigint')})`;
  const order = 'h.region, h.household_no, h.id';
  return tx.rows<StoredHousehold>(
    rowsSql(
      `select h.*, row_number() over (order by ${order}) as place from mingbai.household h where ${where} ${next} order by ${order} limit ${limit}`,
    ),
    params.values,
  );
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
  const found = await lookUp(tx, 'household', filter.q, area, vault);
  const where = conditions(area, filter, found, params, vault);
  const row = await tx.find<{ n: number }>(
    `select count(*)::integer as n from (select from mingbai.household h where ${where} limit ${most + 1}) counted`,
    params.values,
  );
  return row?.n ?? 0;
}

function conditions(
  area: Area,
  filter: HouseholdFilter,
  found: Found,
  params: Params,
  vault: Finder,
): string {
  return [
    inArea(area, params, 'h'),
    ...householdConditions(filter, params),
    ...householdIsFound(found, area, params, vault),
  ].join(' and ');
}

/** What stands in the columns of the list, for the rows chosen. */
function rowsSql(chosen: string): string {
  return `select h.id::text, h.household_no, lpad(h.region::text, 12, '0') as region, r.name as region_name, ${levelName('r')} as region_level,
      t.name as township, h.village_group, head.name as head, head.identity_no_sealed as head_identity_sealed,
      ${MEMBERS}::integer as members, ${valuesJson('household', 'h')} as values
    from (${chosen}) h
    left join mingbai.region r on r.code = h.region and ${validOn('r', TODAY)}
    left join mingbai.region t on t.code = h.region / 1000 * 1000 and t.level = 4 and ${validOn('t', TODAY)}
    left join lateral (
      select p.name, p.identity_no_sealed from mingbai.membership m
      join mingbai.person p on p.county = m.county and p.id = m.person_id
      where m.county = h.county and m.household_id = h.id and m.relation = 'head' and ${lasting('m')}
      order by p.id limit 1) head on true
    order by h.place`;
}

/** Places and numbers, unless asked otherwise; always down to the id, so that pages do not overlap. */
function orderOf(sort: string | undefined, area: Area, params: Params): { order: string; join: string } {
  const down = sort?.startsWith('-') === true ? ' desc' : '';
  const last = 'h.region, h.household_no, h.id';
  const grouped = (select: string, more: string) =>
    `left join (select m.county, m.household_id, ${select} as said from mingbai.membership m ${more}
      where ${inCounty(area, params, 'm')} and ${lasting('m')} group by 1, 2) s on s.county = h.county and s.household_id = h.id`;
  switch (sort?.replace(/^-/, '')) {
    case 'household_no':
      return { order: `h.household_no collate "C"${down}, h.id${down}`, join: '' };
    case 'village':
      return { order: `h.region${down}, h.household_no, h.id`, join: '' };
    case 'per_capita_net':
      return { order: `h.per_capita_net${down} nulls last, ${last}`, join: '' };
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
      return { order: last, join: '' };
  }
}
