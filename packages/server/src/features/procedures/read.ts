import { dayInChina, deadlinesOf, may, Problem, type FoldedCase } from '@mingbai/core';
import type { CasePage, CaseRow } from '@mingbai/core/api';
import {
  caseActions,
  casesOfHousehold,
  editionsOf,
  findCase,
  findingsOfCase,
  keyOf,
  maskGiven,
  noticesOf,
  type CaseNotice,
  pathTo,
  type Edition,
  type ReadTx,
  type StoredCase,
  type StoredStep,
} from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import { sayWith } from '../findings/say.ts';
import { areaOf } from '../households/area.ts';
import { calendars } from './library.ts';
import { caseLine, caseRow, foldOf, procedureView, words, type Day, type Looker } from './view.ts';

type AnyCall = Call<unknown, unknown, unknown>;

export async function dayOf(): Promise<Day> {
  return { today: dayInChina(Date.now()), calendar: await calendars() };
}

export function lookerOf({ role, actor, hat }: Pick<AnyCall, 'role' | 'actor' | 'hat'>): Looker {
  return { role, actor: actor.id, department: hat.department };
}

interface Known {
  readonly row: StoredCase;
  readonly edition: Edition;
  readonly steps: readonly StoredStep[];
  readonly folded: FoldedCase;
  readonly view: CaseRow;
  /** What hangs out for the state it is in. */
  readonly notice: CaseNotice | null;
}

/** Rows of lists with what the looker can do about each. */
export async function viewsOf(
  tx: ReadTx,
  rows: readonly StoredCase[],
  looker: Looker,
  day: Day,
): Promise<Known[]> {
  const known: Known[] = [];
  const editions = await editionsOf(tx, rows);
  for (const county of new Set(rows.map((row) => row.county))) {
    const ids = rows.filter((row) => row.county === county).map(({ id }) => id);
    const steps = await caseActions(tx, county, ids);
    const posted = await noticesOf(tx, county, ids);
    for (const row of rows) {
      const edition = editions.get(keyOf(row));
      if (row.county !== county || edition === undefined) continue;
      const own = steps.get(row.id) ?? [];
      const folded = foldOf(edition, own);
      const view = caseRow(row, edition, folded, looker, posted.get(row.id), day);
      known.push({ row, edition, steps: own, folded, view, notice: posted.get(row.id) ?? null });
    }
  }
  const order = new Map(rows.map(({ id }, place) => [id, place]));
  return known.sort((a, b) => (order.get(a.row.id) ?? 0) - (order.get(b.row.id) ?? 0));
}

export async function casePage(call: Call<{ id: string }, unknown, unknown>): Promise<CasePage> {
  const day = await dayOf();
  return call.read(async (tx) => {
    const row = await findCase(tx, areaOf(call, undefined), call.params.id);
    const [known] = row === undefined ? [] : await viewsOf(tx, [row], lookerOf(call), day);
    if (row === undefined || known === undefined) throw new Problem('not-found');
    const { edition, folded, steps, view, notice } = known;
    const { procedure } = edition;
    return {
      ...view,
      path: await pathTo(tx, call.region, row.region),
      definition: procedureView(edition),
      timeline: steps.map((step) => caseLine(step, edition)),
      deadlines: deadlinesOf(procedure, folded, day.calendar).map(({ key, due }) => ({
        key,
        name: words(procedure.deadlines.find((one) => one.key === key)),
        due,
        late: due < day.today,
      })),
      notice,
      owed: folded.owed.map(({ key, zh, en }) => ({ key, name: { zh, en } })),
      given: maskGiven(folded.given),
      names: await namesIn(tx, row.county, folded.given),
      findings: may(call.role, 'finding.read')
        ? (await findingsOfCase(tx, row.county, row)).map(({ id, state, facts, message_zh, message_en }) => ({
            id,
            state,
            message: {
              zh: sayWith(message_zh ?? '', facts, 'zh'),
              en: sayWith(message_en ?? '', facts, 'en'),
            },
          }))
        : [],
    };
  });
}

export async function householdCases(call: Call<{ id: string }, unknown, unknown>) {
  const day = await dayOf();
  return call.read(async (tx) => {
    const rows = await casesOfHousehold(tx, areaOf(call, undefined), call.params.id);
    if (rows === undefined) throw new Problem('not-found');
    const known = await viewsOf(tx, rows, lookerOf(call), day);
    return known.map(({ view, steps, edition }) => ({
      ...view,
      timeline: steps.map((step) => caseLine(step, edition)),
    }));
  });
}

/** Names of whom answers speak of by id, as far as the asker sees them. */
export async function namesIn(
  tx: ReadTx,
  county: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Record<string, string>> {
  const ids = Object.values(given)
    .flat()
    .filter((one): one is string => typeof one === 'string' && /^\d{1,19}$/.test(one));
  if (ids.length === 0) return {};
  const rows = await tx.rows<{ id: string; name: string }>(
    `select id::text, coalesce(name, person_no, '') as name from mingbai.person where county = $1 and id = any($2::bigint[])
     union all select id::text, coalesce(household_no, '') from mingbai.household where county = $1 and id = any($2::bigint[])
     union all select id::text, coalesce(name, '') from mingbai.responsible where county = $1 and id = any($2::bigint[])`,
    [county, ids],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
