import { Problem } from '@mingbai/core';
import {
  correctHousehold,
  exportHouseholds,
  getHousehold,
  getHouseholdHistory,
  listHouseholds,
  searchHouseholds,
} from '@mingbai/core/api';
import {
  findHouseholdPage,
  findHouseholdStatements,
  listHouseholdsIn,
  Origins,
  PlaceNames,
  Totals,
} from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { implement, Written, type Implementation } from '../../frame/implement.ts';
import { areaOf } from './area.ts';
import { correctFields } from './correct.ts';
import { exportList } from './export.ts';
import { historyOf } from './history.ts';
import { entriesOf, householdPage } from './page.ts';
import { householdRowJson } from './row.ts';

type Looking = Call<unknown, unknown, unknown>;
type Asked = z.output<NonNullable<typeof searchHouseholds.body>>;

export function householdRoutes(): Implementation[] {
  const origins = new Origins();
  const totals = new Totals();
  const places = new PlaceNames();
  const list = async (call: Pick<Looking, 'region' | 'read' | 'vault'>, asked: Asked) => {
    const { offset, limit, sort, ...filter } = asked;
    const area = areaOf(call, filter.region);
    const { rows, names, total, totalIsExact } = await call.read((tx) =>
      listHouseholdsIn(
        tx,
        area,
        filter,
        { offset, limit, sort },
        call.vault,
        totals.within(call.region),
        places.within(call.region),
      ),
    );
    const shown = rows.map((row) => householdRowJson(row, names, call.vault));
    return new Written(`{"total":${total},"totalIsExact":${totalIsExact},"rows":[${shown.join(',')}]}`);
  };
  return [
    implement(listHouseholds, (call) => list(call, call.query)),
    implement(searchHouseholds, (call) => list(call, call.body)),
    implement(getHousehold, (call) =>
      call.read(async (tx) => {
        const named = places.within(call.region);
        const page = await findHouseholdPage(tx, areaOf(call, undefined), call.params.id, call.query, named);
        if (page === undefined) throw new Problem('not-found');
        return householdPage(page, await origins.of(tx, page.county, entriesOf(page)), call.vault);
      }),
    ),
    implement(getHouseholdHistory, (call) =>
      call.read(async (tx) => {
        const said = await findHouseholdStatements(tx, areaOf(call, undefined), call.params.id);
        if (said === undefined) throw new Problem('not-found');
        const entries = said.statements.map(({ entry }) => entry);
        return historyOf(said, await origins.of(tx, said.county, entries), call.vault);
      }),
    ),
    implement(correctHousehold, correctFields),
    implement(exportHouseholds, exportList),
  ];
}
