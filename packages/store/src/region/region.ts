import type { RegionCode, RegionLevel } from '@mingbai/core';

export const LEVELS: readonly RegionLevel[] = [
  'country',
  'province',
  'city',
  'county',
  'township',
  'village',
];

export interface RegionName {
  readonly code: RegionCode;
  readonly name: string;
  readonly level: RegionLevel;
}

/** The select list of a `RegionName` as JSON. */
export function regionJson(row: string): string {
  return `json_build_object('code', lpad(${row}.code::text, 12, '0'), 'name', ${row}.name, 'level', ${levelName(row)})`;
}

export function levelName(row: string): string {
  return `(array[${LEVELS.map((level) => `'${level}'`).join(', ')}])[${row}.level + 1]`;
}

/** Name the row bears on a day. */
export function validOn(row: string, day: string): string {
  return `${row}.valid_from <= ${day} and ${row}.valid_to > ${day}`;
}
