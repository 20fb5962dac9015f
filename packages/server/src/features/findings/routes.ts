import { levelOf, may, Problem, scopeOf, type RegionCode } from '@mingbai/core';
import {
  countFindings,
  decideFindings,
  downloadFindings,
  getFinding,
  getFindingDesk,
  listFindingPeople,
  listFindings,
  listHouseholdFindings,
  markFindingsSeen,
  uploadAnswers,
  workFindings,
} from '@mingbai/core/api';
import * as store from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { ProcedureNames } from '../procedures/names.ts';
import { takeAnswers } from './answers.ts';
import { decideChosen } from './decide.ts';
import { lookerOf } from './looker.ts';
import { findingPage, findingRow } from './view.ts';
import { downloadLists } from './workbook.ts';

export function findingRoutes(): Implementation[] {
  const origins = new store.Origins();
  return [
    implement(listFindings, (call) =>
      call.read(async (tx) => {
        const { after, limit, ...filter } = call.query;
        const area = areaOf(call, filter.region);
        const looker = lookerOf(call);
        const rows = await store.listFindingsIn(tx, area, filter, looker, { after: markOf(after), limit });
        const last = rows.length < limit ? undefined : rows.at(-1);
        return {
          total: after === undefined ? await store.countFindingsIn(tx, area, filter, looker) : null,
          rows: rows.map(findingRow),
          next: last === undefined ? null : `${last.due ?? 'none'}.${last.id}`,
        };
      }),
    ),
    implement(countFindings, (call) =>
      call.read(async (tx) => {
        const { by, ...filter } = call.query;
        const area = areaOf(call, filter.region);
        const looker = lookerOf(call);
        const groups = await store.groupFindings(tx, area, filter, looker, by);
        return {
          total: await store.countFindingsIn(tx, area, filter, looker),
          groups: groups.map(({ key, label_zh, label_en, count, overdue }) => ({
            key,
            label: label_zh === null || label_en === null ? null : { zh: label_zh, en: label_en },
            count,
            overdue,
          })),
        };
      }),
    ),
    implement(getFinding, (call) =>
      call.read(async (tx) => {
        const found = await store.findFinding(tx, areaOf(call, undefined), call.params.id);
        if (found === undefined) throw new Problem('not-found');
        const actions = await store.actionsOf(tx, found);
        const entries = actions.flatMap(({ entry, cause }) => (cause === null ? [entry] : [entry, cause]));
        const known = await origins.of(tx, found.county, entries);
        const path = await store.pathTo(tx, call.region, found.region);
        const cases = may(call.role, 'procedure.read')
          ? await store.casesOfFinding(tx, found.county, found.facts)
          : [];
        const names = await ProcedureNames.load();
        const about = cases.map(({ id, title, procedure, state }) => ({
          id,
          title,
          procedure: names.of(procedure),
          state: names.state(procedure, state),
        }));
        return findingPage(found, actions, path, known, call.role, about);
      }),
    ),
    implement(listHouseholdFindings, (call) =>
      call.read(async (tx) => {
        const rows = await store.findingsOfHousehold(tx, areaOf(call, undefined), call.params.id);
        if (rows === undefined) throw new Problem('not-found');
        return rows.map(findingRow);
      }),
    ),
    implement(listFindingPeople, (call) =>
      call.read(async (tx) => {
        const region = call.query.region as RegionCode | undefined;
        areaOf(call, region);
        const here = region === undefined ? undefined : scopeOf(region);
        const people = (await store.listColleagues(tx)).filter((one) => {
          if (!may(one.role, 'finding.work')) return false;
          const { low, high } = scopeOf(one.region);
          return here === undefined || (low <= here.low && here.high <= high);
        });
        return people.map((one) => ({
          user: one.user,
          name: one.name,
          role: one.role,
          region: { code: one.region, name: one.region_name ?? one.region, level: levelOf(one.region) },
        }));
      }),
    ),
    implement(workFindings, (call) => decideChosen(call, call.body)),
    implement(decideFindings, (call) => decideChosen(call, call.body)),
    implement(getFindingDesk, (call) =>
      call.read(async (tx) => {
        const { query } = call;
        const area = areaOf(call, query.region);
        const { since, ...counts } = await store.countDesk(tx, area, lookerOf(call), query);
        return { ...counts, since: since?.toISOString() ?? null };
      }),
    ),
    implement(markFindingsSeen, async (call) => {
      const at = await call.database.keep(call.scope, (tx) => store.markSeen(tx, call.actor.id, call.region));
      return { since: at.toISOString() };
    }),
    implement(downloadFindings, downloadLists),
    implement(uploadAnswers, takeAnswers),
  ];
}

/** `2026-12-01.17`, or `none.17` for one without a day. */
function markOf(after: string | undefined): store.FindingMark | undefined {
  const [due, id] = after?.split('.') ?? [];
  if (due === undefined || id === undefined) return undefined;
  return { due: due === 'none' ? 'infinity' : due, id };
}
