import { COUNTRY, createPlaceResolver, type PlaceResolver, type RegionCode } from '@mingbai/core';
import type { Database } from '@mingbai/store';

/** The places of one county as the register has them, former names included, found within the scope only. */
export async function placesOf(
  database: Database,
  county: number,
  scope: RegionCode,
  today: string,
  dataDate: string,
): Promise<PlaceResolver> {
  const regions = await regionsOf(database, county);
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
    dataDate,
  );
}

/** A name of a place and the days of it; null: always. */
interface RegionNow {
  readonly code: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly successor: string | null;
}

/** Every name that a place of the county has had, and those of the country's provinces, cities and counties: a row may be of another. */
export function regionsOf(database: Database, county: number): Promise<RegionNow[]> {
  return database.read({ region: COUNTRY, user: '' }, (tx) =>
    tx.rows<RegionNow & { [column: string]: unknown }>(
      `select lpad(code::text, 12, '0') as code, name, case when isfinite(valid_from) then valid_from::text end as from,
         case when isfinite(valid_to) then valid_to::text end as to, lpad(successor::text, 12, '0') as successor
       from mingbai.region where code / 1000000 = $1 or level between 1 and 3`,
      [county],
    ),
  );
}
