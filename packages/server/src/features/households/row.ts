import { levelOf } from '@mingbai/core';
import type { HouseholdRow, RecordValues, RegionRef } from '@mingbai/core/api';
import { townshipOf, type Names, type RegionName, type StoredHousehold, type Vault } from '@mingbai/store';
import { masked } from './masked.ts';

export function householdRow(row: StoredHousehold, names: Names, vault: Pick<Vault, 'open'>): HouseholdRow {
  return { ...shown(row, names, vault), values: JSON.parse(row.values) as RecordValues };
}

/** The same as JSON: what the register holds goes as the database wrote it. */
export function householdRowJson(row: StoredHousehold, names: Names, vault: Pick<Vault, 'open'>): string {
  return `${JSON.stringify(shown(row, names, vault)).slice(0, -1)},"values":${row.values}}`;
}

function shown(row: StoredHousehold, names: Names, vault: Pick<Vault, 'open'>): Omit<HouseholdRow, 'values'> {
  const township = names.get(townshipOf(row.region));
  return {
    id: row.id,
    household_no: row.household_no,
    // A place whose name is not known bears its code.
    region: names.get(row.region) ?? { code: row.region, name: row.region, level: levelOf(row.region) },
    township: township?.level === 'township' ? township.name : '',
    group: row.village_group,
    head: row.head,
    head_identity: masked(vault, 'person', 'identity_no', row.head_identity),
    members: row.members,
    ...(row.matched == null
      ? {}
      : {
          matched: {
            name: row.matched,
            identity: masked(vault, 'person', 'identity_no', row.matched_identity ?? null),
          },
        }),
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
