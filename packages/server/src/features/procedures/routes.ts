import { dayInChina, isWorkingDay, levelOf, Problem, type RegionCode } from '@mingbai/core';
import {
  actOnCases,
  countCases,
  getCase,
  getCaseBoard,
  getCaseCalendar,
  getVillageBoard,
  listCaseLists,
  listCases,
  listHouseholdCases,
  listProcedures,
  mayBegin,
  openCases,
} from '@mingbai/core/api';
import { proceduresOf } from '@mingbai/policy';
import * as store from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { act, open } from './act.ts';
import { daysOff, ProcedureNames } from './names.ts';
import { mayBegin as askMayBegin } from './may-begin.ts';
import { casePage, dayOf, householdCases, lookerOf, viewsOf } from './read.ts';
import { calendars, procedureLibrary, warningsOn } from './library.ts';
import { procedureView } from './view.ts';

export const procedureRoutes: Implementation[] = [
  implement(listProcedures, async (call) => {
    const today = dayInChina(Date.now());
    const region = (call.query.region ?? call.region) as RegionCode;
    areaOf(call, region);
    const here = proceduresOf(await procedureLibrary(), region, today);
    return {
      procedures: here.map((edition) => ({
        ...procedureView(edition),
        begins: Object.entries(edition.procedure.actions).flatMap(([name, { from, by }]) =>
          from.includes('new') && by.includes(call.role) ? [name] : [],
        ),
      })),
      warnings: await warningsOn(today),
    };
  }),
  implement(listCases, async (call) => {
    const { after, limit, ...filter } = call.query;
    const day = await dayOf();
    const area = areaOf(call, filter.region);
    return call.read(async (tx) => {
      const rows = await store.listCasesIn(tx, area, filter, call.role, { after: markOf(after), limit });
      const last = rows.length < limit ? undefined : rows.at(-1);
      const known = await viewsOf(tx, rows, lookerOf(call), day);
      return {
        total: after === undefined ? await store.countCasesIn(tx, area, filter, call.role) : null,
        rows: known.map(({ view }) => view),
        next: last === undefined ? null : `${last.due ?? 'none'}.${last.id}`,
        notices: await warningsOn(day.today),
      };
    });
  }),
  implement(countCases, async (call) => {
    const { by, ...filter } = call.query;
    const area = areaOf(call, filter.region);
    const names = await ProcedureNames.load();
    return call.read(async (tx) => {
      const groups = await store.groupCases(tx, area, filter, call.role, by);
      return {
        total: await store.countCasesIn(tx, area, filter, call.role),
        groups: groups.map(({ key, label, count, late }) => ({
          key,
          label: label === null ? names.ofGroup(by, key) : { zh: label, en: label },
          count,
          late,
        })),
      };
    });
  }),
  implement(getCaseBoard, async (call) => {
    const area = areaOf(call, call.query.region);
    const names = await ProcedureNames.load();
    const wide = !['township', 'village'].includes(levelOf(area.low));
    const cells = await call.read((tx) =>
      store.boardOf(tx, area, wide ? 'township' : 'village', call.query, call.role),
    );
    return {
      cells: cells.map(({ place, procedure, state, count, late }) => ({
        place,
        procedure: { id: procedure, name: names.of(procedure) },
        state,
        stateName: names.state(procedure, state),
        count,
        late,
      })),
    };
  }),
  implement(getVillageBoard, async (call) => {
    const { code } = call.params;
    const area = areaOf(call, code);
    if (levelOf(area.low) !== 'village' || area.low !== code) throw new Problem('not-found');
    const names = await ProcedureNames.load();
    return call.read(async (tx) => {
      const [village] = (await store.pathTo(tx, call.region, code as RegionCode)).slice(-1);
      if (village === undefined) throw new Problem('not-found');
      const households = await store.glanceAt(tx, area);
      return {
        village,
        households: households.map(({ cases, ...household }) => ({
          ...household,
          cases: cases.map(({ id, procedure, state, due, late }) => ({
            id,
            procedure: names.of(procedure),
            state,
            stateName: names.state(procedure, state),
            due,
            late,
          })),
        })),
      };
    });
  }),
  implement(getCaseCalendar, async (call) => {
    const { from, until, region } = call.query;
    if (until < from || Date.parse(until) - Date.parse(from) > LONGEST)
      throw new Problem('invalid-input', { detail: 'until' });
    const area = areaOf(call, region);
    const names = await ProcedureNames.load();
    const calendar = await calendars();
    const dates = await call.read((tx) => store.datesBetween(tx, area, from, until));
    return {
      dates: dates.map(({ day, what, procedure, name, count, ids, places }) => ({
        day,
        what,
        procedure: { id: procedure, name: names.of(procedure) },
        name: what === 'due' ? names.deadline(procedure, name) : names.state(procedure, name),
        count,
        ids: [...ids],
        places: [...places],
      })),
      off: daysOff(from, until, (day) => !isWorkingDay(calendar, day)),
      notices: await warningsOn(dayInChina(Date.now())),
    };
  }),
  implement(listCaseLists, async (call) => {
    const area = areaOf(call, call.query.region);
    const names = await ProcedureNames.load();
    const lists = await call.read((tx) => store.openLists(tx, area));
    return lists.map(({ procedure, ...list }) => ({
      ...list,
      procedure: { id: procedure, name: names.of(procedure) },
    }));
  }),
  implement(getCase, casePage),
  implement(listHouseholdCases, householdCases),
  implement(mayBegin, askMayBegin),
  implement(openCases, open),
  implement(actOnCases, act),
];

/** Milliseconds: a little more than a year at a time. */
const LONGEST = 400 * 86_400_000;

function markOf(after: string | undefined): store.CaseMark | undefined {
  const [due, id] = after?.split('.') ?? [];
  return due === undefined || id === undefined ? undefined : { due: due === 'none' ? 'infinity' : due, id };
}
