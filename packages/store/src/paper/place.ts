import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { Params } from '../register/params.ts';
import { inCounty, type Area } from '../register/read-area.ts';

/** Where a household lies; undefined when there is none in the area. */
export async function regionOfHousehold(tx: ReadTx, area: Area, id: string): Promise<RegionCode | undefined> {
  const params = new Params();
  const row = await tx.find<{ region: RegionCode }>(
    `select lpad(h.region::text, 12, '0') as region from mingbai.household h
     where ${inCounty(area, params, 'h')} and h.id = ${params.add(id, 'bigint')}`,
    params.values,
  );
  return row?.region;
}

/** The household of a county that bears the number. */
export async function findHouseholdByNo(tx: ReadTx, county: string, no: string): Promise<string | undefined> {
  const row = await tx.find<{ id: string }>(
    'select id::text from mingbai.household where county = $1 and household_no = $2',
    [county, no],
  );
  return row?.id;
}
