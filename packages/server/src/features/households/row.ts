import { levelOf } from '@mingbai/core';
import type { HouseholdRow, RegionRef } from '@mingbai/core/api';
import type { RegionName, StoredHousehold, Vault } from '@mingbai/store';
import { masked } from './masked.ts';

export function householdRow(row: StoredHousehold, vault: Pick<Vault, 'open'>): HouseholdRow {
  return {
    id: row.id,
    household_no: row.household_no,
    region: regionOf(row),
    township: row.township ?? '',
    group: row.village_group,
    head: row.head,
    head_identity: masked(vault, 'person', 'identity_no', row.head_identity_sealed),
    members: row.members,
    values: row.values,
  };
}

/** A place whose name is not known bears its code. */
export function regionOf(row: {
  readonly region: RegionName['code'];
  readonly region_name: string | null;
  readonly region_level: string | null;
}): RegionRef {
  return {
    code: row.region,
    name: row.region_name ?? row.region,
    level: row.region_level ?? levelOf(row.region),
  };
}
