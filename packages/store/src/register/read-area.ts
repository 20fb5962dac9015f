import { countyOf, isWithin, levelOf, scopeOf, type RegionCode, type RegionLevel } from '@mingbai/core';
import type { Params } from './params.ts';

/**
 * The part of the register that a question is about: the region asked for, held to the asker's. Row-level
 * security holds the asker to it anyway; saying it in the statement lets the planner see how much it is.
 */
export interface Area {
  readonly low: RegionCode;
  readonly high: RegionCode;
  /** Six digits, when the area lies within one county: the first column of most indexes. */
  readonly county: string | undefined;
}

/** Undefined when the region lies outside. */
export function findArea(scope: RegionCode, region: RegionCode | undefined): Area | undefined {
  const asked = region === undefined || isWithin(scope, region) ? scope : region;
  if (!isWithin(asked, scope)) return undefined;
  const { low, high } = scopeOf(asked);
  const inCounty = ['county', 'township', 'village'].includes(levelOf(asked));
  return { low, high, county: inCounty ? countyOf(asked) : undefined };
}

export function inArea(area: Area, params: Params, row: string): string {
  return `${row}.region between ${params.add(area.low, 'bigint')} and ${params.add(area.high, 'bigint')}`;
}

/** A county or more: what is asked of all of it is joined, not looked up one by one. */
export function isWide({ low }: Area): boolean {
  return WIDE.has(levelOf(low));
}
const WIDE: ReadonlySet<RegionLevel> = new Set(['country', 'province', 'city', 'county']);

/** The same for rows that are to be found by another index: the planner, which cannot see how wide the area is, leaves its own alone. */
export function heldToArea(area: Area, params: Params, row: string): string {
  return `case when ${inArea(area, params, row)} then true else false end`;
}

/** For the indexes that begin with the county; above a county, the counties that have a register. */
export function inCounty(area: Pick<Area, 'county'>, params: Params, row: string): string {
  if (area.county !== undefined) return `${row}.county = ${params.add(area.county, 'integer')}`;
  return `${row}.county = any (array(select county from mingbai.pulse))`;
}
