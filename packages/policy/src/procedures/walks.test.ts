import {
  type ActionTaken,
  actionsOpen,
  addDays,
  CASE_REFUSALS,
  type CaseRefusalCode,
  dueOf,
  foldCase,
  judgeAction,
  type Procedure,
  ROLE_NAMES,
  rolesAt,
  sayCaseRefusal,
  stepCase,
} from '@mingbai/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../decisions/library.ts';
import { readBundle } from '../load/bundle.ts';
import { loadRules } from '../load/load-rules.ts';
import { loadCalendars } from './calendars.ts';
import { loadProcedures } from './library.ts';
import { type Ask, LOST, rightAsk } from './testing/right-ask.ts';

const bundle = await readBundle();
const decisions = await loadDecisions(loadRules(bundle).parameters);
const { calendar } = loadCalendars(bundle);
const { procedures } = loadProcedures(bundle, decisions);
const named = procedures.map(({ file, procedure }) => [file, procedure] as const);

type Folded = ReturnType<typeof foldCase>;

function taken({ asked, context }: Ask, folded: Folded): ActionTaken {
  const { action, on, actor, role, given, evidence } = asked;
  return { n: folded.n + 1, action, on, at: context.now, actor, role, given, evidence };
}

/** Everything that makes a right action wrong, and what is said of it. Undefined: it cannot be spoilt so. */
const SPOILT: Partial<
  Record<
    CaseRefusalCode,
    (ask: Ask, folded: Folded, procedure: Procedure) => Partial<Ask['asked']> | undefined
  >
> = {
  'out-of-date': (_, { n }) => (n > 0 ? { base: n - 1 } : undefined),
  state: (_, { state }, { actions }) => {
    const [other] = Object.entries(actions).find(([, { from }]) => !from.includes(state)) ?? [];
    return other === undefined ? undefined : { action: other };
  },
  role: ({ asked }, _, { actions }) => {
    const role = ROLE_NAMES.find((one) => !actions[asked.action]?.by.includes(one));
    return role && { role };
  },
  department: ({ asked }, _, { actions }) =>
    actions[asked.action]?.departments === undefined ? undefined : { department: '民政局' },
  'same-person': ({ asked }, { actors }, { actions }) => {
    const [actor] = (actions[asked.action]?.notBy ?? []).flatMap((one) => actors[one] ?? []);
    return actor === undefined ? undefined : { actor };
  },
  'day-ahead': ({ context }) => ({ on: addDays(context.today, 1) }),
  'day-order': (_, { lastOn }) => (lastOn === null ? undefined : { on: addDays(lastOn, -1) }),
  'notice-running': ({ asked, context }, { lastOn }, { actions }) =>
    actions[asked.action]?.afterNotice && context.notice && context.notice.until >= (lastOn ?? '')
      ? { on: context.notice.until }
      : undefined,
  'evidence-missing': ({ asked }) => (asked.evidence.length > 0 ? { evidence: [] } : undefined),
  'evidence-unknown': ({ asked }) => ({ evidence: [...asked.evidence, { need: 'a-poem', id: 'x' }] }),
  'vote-missing': ({ asked }) => asked.votes && { votes: undefined },
  'vote-figures': ({ asked }) => asked.votes && { votes: { ...asked.votes, present: 23 } },
  'vote-quorum': ({ asked }) => asked.votes && { votes: { ...asked.votes, eligible: 37 } },
  'vote-lost': ({ asked }, _, { actions }) =>
    actions[asked.action]?.vote?.outcome === 'carried' ? { votes: LOST } : undefined,
  reason: ({ asked }) => (asked.reason === undefined ? undefined : { reason: ' ' }),
  form: ({ asked }) => ({ given: { ...asked.given, 'not-a-question': 1 } }),
};

describe.each(named)('%s', (_, procedure) => {
  const names = Object.keys(procedure.actions);

  test('walks: what fits is accepted and folds step by step; what is spoilt is refused with its reason', () => {
    const step = fc.record({ pick: fc.nat(99), spoil: fc.constantFrom(...Object.keys(SPOILT)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const actions: ActionTaken[] = [];
        let folded = foldCase(procedure, []);
        for (const { pick, spoil } of steps) {
          if (folded.ended !== null) break;
          const fitting = names.filter((name) => {
            const action = procedure.actions[name];
            return action?.from.includes(folded.state) && action.notAfter === undefined;
          });
          const name = fitting[pick % fitting.length] ?? '';
          const ask = rightAsk(procedure, folded, name, calendar);
          const code = spoil as CaseRefusalCode;
          const wrong = SPOILT[code]?.(ask, folded, procedure);
          if (wrong) {
            const refused = judgeAction(procedure, folded, { ...ask.asked, ...wrong }, ask.context);
            expect(refused).toMatchObject({ accepted: false, refusal: { code } });
            if (!refused.accepted)
              for (const language of ['zh', 'en'] as const) {
                const { what, fix } = sayCaseRefusal(refused.refusal, language);
                expect(`${what}${fix}`).not.toMatch(/[{}]|undefined/);
              }
          }
          const judged = judgeAction(procedure, folded, ask.asked, ask.context);
          expect(judged).toMatchObject({ accepted: true });
          const open = actionsOpen(procedure, folded, ask.asked, ask.context);
          expect(open.find((one) => one.action === name)?.refusal).toBeNull();
          const one = taken(ask, folded);
          actions.push(one);
          folded = stepCase(procedure, folded, one);
          expect(judged).toMatchObject({ state: folded.state, ended: folded.ended });
          // The same once more: its base is not what is there now.
          expect(judgeAction(procedure, folded, ask.asked, ask.context)).toMatchObject({
            refusal: { code: 'out-of-date' },
          });
        }
        expect(foldCase(procedure, actions)).toEqual(folded);
        for (let n = 0; n < actions.length - 1; n++)
          expect(() => foldCase(procedure, actions.toSpliced(n, 1))).toThrow(RangeError);
        const due = dueOf(procedure, folded, calendar);
        if (folded.ended === null && folded.n > 0)
          expect(rolesAt(procedure, folded.state).length).toBeGreaterThan(0);
        else expect(due).toBeUndefined();
        if (due) expect(due.due > (actions[0]?.on ?? '')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  const ends = Object.keys(procedure.states).filter((name) => procedure.states[name]?.end !== undefined);
  test.each(ends)('reaches its end “%s”, after which nothing goes', (end) => {
    let folded = foldCase(procedure, []);
    for (const name of shortest(procedure, end)) {
      const ask = rightAsk(procedure, folded, name, calendar);
      expect(judgeAction(procedure, folded, ask.asked, ask.context)).toMatchObject({ accepted: true });
      folded = stepCase(procedure, folded, taken(ask, folded));
    }
    expect(folded).toMatchObject({ state: end, ended: procedure.states[end]?.end, owed: [], running: [] });
    for (const name of names) {
      const { asked, context } = rightAsk(procedure, folded, name, calendar);
      expect(judgeAction(procedure, folded, asked, context)).toMatchObject({ refusal: { code: 'ended' } });
    }
  });
});

test('every reason for refusing is met on some walk, or is tried by hand elsewhere', () => {
  const elsewhere = [
    'not-found',
    'open-already',
    'done-already',
    'registered-already',
    'applied-already',
    'condition',
    'ended',
    'clock-back',
    'deadline-over',
  ];
  const byHand = [
    'notice-missing',
    'objection-open',
    'evidence-kind',
    'vote-carried',
    'judgement',
    'judgement-missing',
  ];
  expect([...Object.keys(SPOILT), ...elsewhere, ...byHand].sort()).toEqual(Object.keys(CASE_REFUSALS).sort());
});

/** The fewest actions from the beginning to a state. */
function shortest({ actions }: Procedure, end: string): string[] {
  const ways = new Map<string, string[]>([['new', []]]);
  for (const [state, way] of ways)
    for (const [name, { from, to }] of Object.entries(actions))
      if (from.includes(state) && !ways.has(to)) ways.set(to, [...way, name]);
  return ways.get(end) ?? [];
}
