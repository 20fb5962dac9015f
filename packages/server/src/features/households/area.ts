import { Problem, type RegionCode } from '@mingbai/core';
import { findArea, type Area } from '@mingbai/store';

/** The part of the caller's area that is asked about; `not-found` when it lies outside. */
export function areaOf(call: { readonly region: RegionCode }, asked: string | undefined): Area {
  const area = findArea(call.region, asked as RegionCode | undefined);
  if (area === undefined) throw new Problem('not-found');
  return area;
}
