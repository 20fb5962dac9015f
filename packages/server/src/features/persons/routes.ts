import { listPersons, searchPersons, type PersonRow } from '@mingbai/core/api';
import { listPersonsIn, Totals, type StoredPerson, type Vault } from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { masked } from '../households/masked.ts';
import { regionOf } from '../households/row.ts';

type Looking = Call<unknown, unknown, unknown>;
type Asked = z.output<NonNullable<typeof searchPersons.body>>;

export function personRoutes(): Implementation[] {
  const totals = new Totals();
  const list = async (call: Pick<Looking, 'region' | 'read' | 'vault'>, asked: Asked) => {
    const { offset, limit, ...filter } = asked;
    const area = areaOf(call, filter.region);
    const { rows, ...total } = await call.read((tx) =>
      listPersonsIn(tx, area, filter, { offset, limit }, call.vault, totals.within(call.region)),
    );
    return { ...total, rows: rows.map((row) => personRow(row, call.vault)) };
  };
  return [
    implement(listPersons, (call) => list(call, call.query)),
    implement(searchPersons, (call) => list(call, call.body)),
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
