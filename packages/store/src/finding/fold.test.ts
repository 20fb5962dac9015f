import { DECIDE_ACTIONS, foldFinding, WORK_ACTIONS, type FindingStep } from '@mingbai/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hitOf, Ledger } from './testing.ts';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await Ledger.open();
});
afterAll(() => ledger.close());

/** Whatever runs and people do: the row says what the actions come to. */
const HOUSEHOLDS = 8;
const run = fc.record({
  kind: fc.constant('run' as const),
  hit: fc.uniqueArray(fc.integer({ min: 1, max: HOUSEHOLDS }), { maxLength: HOUSEHOLDS }),
  age: fc.constantFrom(5, 6),
  few: fc.boolean(),
});
const decision = fc.record({
  kind: fc.constant('decide' as const),
  action: fc.constantFrom(...WORK_ACTIONS, ...DECIDE_ACTIONS),
  some: fc.uniqueArray(fc.integer({ min: 1, max: HOUSEHOLDS }), { minLength: 1, maxLength: 4 }),
  reason: fc.constantFrom(undefined, '已上门核实'),
  until: fc.constantFrom(undefined, '2099-12-31'),
  due: fc.constantFrom(undefined, '2098-01-01'),
  to: fc.constantFrom(undefined, { team: 'village' as const }, { team: 'township' as const }),
});

test('the row of every finding is the fold of its actions', async () => {
  await fc.assert(
    fc
      .asyncProperty(fc.array(fc.oneof(run, decision), { minLength: 5, maxLength: 25 }), async (steps) => {
        const all = Array.from({ length: HOUSEHOLDS }, (_, n) => hitOf(n + 1));
        await ledger.run(all);
        const households = all.map(({ subjectId }) => subjectId);
        const ids: string[] = [];
        for (const [n] of all.entries()) ids.push(await ledger.idOf(n + 1));
        for (const step of steps) {
          if (step.kind === 'run') {
            const hits = step.hit.map((n) => hitOf(n, { facts: { 年龄: step.age } }));
            await ledger.run(hits, { scope: step.few ? { households } : 'county' });
          } else {
            const { some, kind: _, ...what } = step;
            await ledger.decide(
              some.map((n) => ids[n - 1] ?? ''),
              what,
            );
          }
        }
        await expectFolded();
      })
      .beforeEach(() => ledger.clear()),
    { numRuns: 12 },
  );
}, 120_000);

async function expectFolded(): Promise<void> {
  const rows = await ledger.rows<{ id: string; row: unknown }>(
    `select id::text, jsonb_build_object('state', state, 'assignee', assignee, 'team', lpad(team::text, 12, '0'),
       'due', nullif(due, 'infinity'), 'until', nullif(until, 'infinity'), 'count', actions, 'times', times,
       'digest', digest, 'openedAt', opened_at, 'changedAt', changed_at) as row from mingbai.finding`,
  );
  const actions = await ledger.rows<{ id: string; steps: (FindingStep & Record<string, unknown>)[] }>(
    `select finding::text as id, jsonb_agg(jsonb_build_object('action', action, 'at', at, 'reason', reason, 'assignee', assignee,
       'team', lpad(team::text, 12, '0'), 'due', due, 'until', until, 'digest', digest) order by n) as steps
     from mingbai.finding_action group by 1`,
  );
  const steps = new Map(actions.map((one) => [one.id, one.steps.map(said)]));
  expect(rows.length).toBe(HOUSEHOLDS);
  for (const { id, row } of rows) expect(row, id).toEqual(foldFinding(steps.get(id) ?? []));
}

/** A column that is null was not said; a day 'infinity' says that there is none. */
function said(step: FindingStep & Record<string, unknown>): FindingStep {
  const entries = Object.entries(step).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === 'infinity' ? null : value]),
  ) as unknown as FindingStep;
}
