import {
  COUNTRY,
  countyOf,
  parentOf,
  scopeOf,
  type RegionCatalogue,
  type RegionCode,
  type RegionLevel,
} from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';

const LEVELS: readonly RegionLevel[] = ['country', 'province', 'city', 'county', 'township', 'village'];

/**
 * Puts the catalogue's regions into the register: the country down to its counties, and the townships and
 * villages of one county (six digits or twelve). What is there already stays as it is. Returns how many were new.
 */
export async function loadRegions(tx: WriteTx, catalogue: RegionCatalogue, county: string): Promise<number> {
  const regions = [
    { code: COUNTRY, level: 'country' as const, name: '全国' },
    ...catalogue.upper,
    ...catalogue.county(county.slice(0, 6)),
  ];
  return tx.run(
    `insert into mingbai.region (code, high, level, parent, name)
     select * from unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::text[])
     on conflict do nothing`,
    [
      regions.map((region) => region.code),
      regions.map((region) => scopeOf(region.code).high),
      regions.map((region) => LEVELS.indexOf(region.level)),
      regions.map((region) => parentIn(region.code, region.level)),
      regions.map((region) => region.name),
    ],
  );
}

/** Four counties bear the code of their city, so a township's parent is told by its own digits, not by level. */
function parentIn(code: RegionCode, level: RegionLevel): RegionCode | null {
  if (level === 'country') return null;
  if (level === 'township') return `${countyOf(code)}000000` as RegionCode;
  return parentOf(code) ?? COUNTRY;
}
