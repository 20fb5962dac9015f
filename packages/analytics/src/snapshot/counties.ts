import { type RegionCode, scopeOf } from '@mingbai/core';
import type { Database } from '@mingbai/store';

/** Six digits of each county of a region that has a register, in their order. */
export async function registeredCounties(
  database: Database,
  user: string,
  region: RegionCode,
): Promise<readonly string[]> {
  const { low, high } = scopeOf(region);
  const rows = await database.read({ region, user }, (tx) =>
    tx.rows<{ county: string }>(
      `select lpad(county::text, 6, '0') as county from mingbai.pulse
       where county between $1::bigint / 1000000 and $2::bigint / 1000000 order by county`,
      [low, high],
    ),
  );
  return rows.map(({ county }) => county);
}
