import { listPersons, type PersonRow } from '@mingbai/core/api';
import { listPersonsIn, Totals, type StoredPerson, type Vault } from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { masked } from '../households/masked.ts';
import { regionOf } from '../households/row.ts';

export function personRoutes(): Implementation[] {
  const totals = new Totals();
  return [
    implement(listPersons, async (call) => {
      const { offset, limit, ...filter } = call.query;
      const area = areaOf(call, filter.region);
      const { rows, ...total } = await call.read((tx) =>
        listPersonsIn(tx, area, filter, { offset, limit }, call.vault, totals.within(call.region)),
      );
      return { ...total, rows: rows.map((row) => personRow(row, call.vault)) };
    }),
  ];
}

function personRow(row: StoredPerson, vault: Pick<Vault, 'open'>): PersonRow {
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
