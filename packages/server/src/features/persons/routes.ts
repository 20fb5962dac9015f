import { exportPersons, listPersons, searchPersons } from '@mingbai/core/api';
import { listPersonsIn, Totals } from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { exportPersonList } from './export.ts';
import { personRow } from './row.ts';

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
    implement(exportPersons, exportPersonList),
  ];
}
