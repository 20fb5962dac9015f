import type { RegionCode } from '@mingbai/core';

const LEVELS = [0, 2, 4, 6, 9, 12] as const;

/** The digits of a code that name something; codes end in the zeros of the levels they do not name. */
export function headOf(area: RegionCode): string {
  const digits = area.replace(/0+$/, '').length;
  return area.slice(0, LEVELS.find((level) => level >= digits) ?? 12);
}

/** Whether the area is the region or an ancestor of it. */
export function isWithin(region: RegionCode, area: RegionCode): boolean {
  return region.startsWith(headOf(area));
}
