import { COUNTRY, createPlaceResolver, type PlaceResolver, type RegionCode } from '@mingbai/core';
import type { Database } from '@mingbai/store';

/** The places of one county as the register has them, former names included, found within the scope only. */
export async function placesOf(
  database: Database,
  county: number,
  scope: RegionCode,
  today: string,
): Promise<PlaceResolver> {
  const regions = await database.read({ region: COUNTRY, user: '' }, (tx) =>
    tx.rows<{ code: string; name: string; from: string | null; to: string | null; successor: string | null }>(
      `select lpad(code::text, 12, '0') as code, name, case when isfinite(valid_from) then valid_from::text end as from,
         case when isfinite(valid_to) then valid_to::text end as to, lpad(successor::text, 12, '0') as successor
       from mingbai.region where code / 1000000 = $1 or (level between 1 and 2 and $1::bigint * 1000000 between code and high)`,
      [county],
    ),
  );
  return createPlaceResolver(
    regions.map((row) => ({
      code: row.code,
      name: row.name,
      validFrom: row.from ?? undefined,
      validTo: row.to ?? undefined,
      successor: row.successor ?? undefined,
    })),
    scope,
    today,
  );
}
