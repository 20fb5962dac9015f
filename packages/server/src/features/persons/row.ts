import type { PersonRow } from '@mingbai/core/api';
import type { StoredPerson, Vault } from '@mingbai/store';
import { masked } from '../households/masked.ts';
import { regionOf } from '../households/row.ts';

export function personRow(row: StoredPerson, vault: Pick<Vault, 'open'>): PersonRow {
  return {
    id: row.id,
    household: row.household,
    household_no: row.household_no,
    region: regionOf(row),
    township: row.township ?? '',
    name: row.name,
    identity: masked(vault, 'person', 'identity_no', row.identity_sealed),
    age: row.age,
    values: row.values,
  };
}
