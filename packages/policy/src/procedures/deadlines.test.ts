import { deadlinesOf, dueOf, foldCase, regionCode, stepCase } from '@mingbai/core';
import { expect, test } from 'vitest';
import { loadDecisions } from '../decisions/library.ts';
import { readBundle } from '../load/bundle.ts';
import { loadRules } from '../load/load-rules.ts';
import { loadCalendars } from './calendars.ts';
import { findProcedure, loadProcedures } from './library.ts';

const bundle = await readBundle();
const { calendar } = loadCalendars(bundle);
const library = loadProcedures(bundle, await loadDecisions(loadRules(bundle).parameters));

/** A household watched over, as it stands after some actions on their days. */
function standing(region: string, days: readonly (readonly [string, string])[]) {
  const procedure = findProcedure(library, 'monitoring', regionCode(region), '2026-02-13')?.procedure;
  if (!procedure) throw new Error(region);
  const folded = days.reduce(
    (now, [action, on]) =>
      stepCase(procedure, now, {
        n: now.n + 1,
        action,
        on,
        at: `${on}T08:00:00Z`,
        actor: 'u1',
        role: 'village_worker',
        given: {},
        evidence: [],
      }),
    foldCase(procedure, []),
  );
  return { procedure, folded };
}

// The lead is of Friday, 13 February 2026: the 14th is worked, the Spring Festival is from the 15th to the 23rd.
test.each([
  ['Henan: fifteen days, feast or not', '411525', [['fifteen-days', '2026-02-28']]],
  ['Gansu: a visit in five working days', '620522', [['visit', '2026-02-27']]],
  [
    'Anhui: a visit in two, all in twenty',
    '340722',
    [
      ['visit', '2026-02-24'],
      ['twenty-days', '2026-03-19'],
    ],
  ],
])('%s', (_, region, expected) => {
  const { procedure, folded } = standing(region, [['official-finds', '2026-02-13']]);
  expect(deadlinesOf(procedure, folded, calendar).map(({ key, due }) => [key, due])).toEqual(expected);
});

test('Gansu: fifteen working days more from the visit on, and anew when it has to be visited again', () => {
  const way = [
    ['household-applies', '2026-02-13'],
    ['visit', '2026-02-25'],
  ] as const;
  const { procedure, folded } = standing('620522', way);
  expect(dueOf(procedure, folded, calendar)).toMatchObject({
    deadline: 'decision',
    due: '2026-03-17',
    escalated: ['township_reviewer', 'county_clerk'],
  });
  const again = standing('620522', [
    ...way,
    ['village-agree', '2026-02-26'],
    ['objection-upheld', '2026-03-02'],
  ]);
  expect(deadlinesOf(procedure, again.folded, calendar).map(({ key, due }) => [key, due])).toEqual([
    ['visit', '2026-03-09'],
    ['decision', '2026-03-17'],
  ]);
});

test('help comes within two days, its papers within ten working days', () => {
  const procedure = findProcedure(library, 'green-channel', regionCode('62'), '2026-02-13')?.procedure;
  expect(procedure?.deadlines.map(({ key, within }) => [key, within.days, within.count])).toEqual([
    ['help', 2, 'calendar'],
    ['papers', 10, 'working'],
  ]);
  expect(procedure?.actions['help']?.evidence.every(({ later }) => later)).toBe(true);
  expect(procedure?.actions['papers-complete']?.settles).toBe(true);
});
