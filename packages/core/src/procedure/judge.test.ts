import { describe, expect, test } from 'vitest';
import { deadlinesOf, dueOf } from './due.ts';
import { foldCase, stepCase, type FoldedCase } from './fold.ts';
import { type AskedAction, judgeAction } from './judge.ts';
import type { ActionTaken, NoticeRun } from './model.ts';
import { actionsOpen } from './open.ts';
import { sayCaseRefusal } from './refusal.ts';
import { small } from './testing/small.ts';

const procedure = small();
const PASSED = { eligible: 9, present: 6, for: 4, against: 2, abstain: 0 };
const NOTICE: NoticeRun = { from: '2026-03-03', until: '2026-03-08', openObjections: 0 };
const CONTEXT = { today: '2026-03-20', now: '2026-03-20T08:00:00Z', calendar: {} };

function asked(more: Partial<AskedAction>): AskedAction {
  return {
    action: 'ask',
    on: '2026-03-02',
    base: 0,
    role: 'village_worker',
    actor: 'u1',
    given: { cause: 'illness', who: '7' },
    evidence: [{ need: 'form', id: 'e1' }],
    ...more,
  };
}

function after(...steps: Partial<ActionTaken>[]): FoldedCase {
  return steps.reduce(
    (folded: FoldedCase, step) =>
      stepCase(procedure, folded, {
        n: folded.n + 1,
        action: 'ask',
        on: '2026-03-02',
        at: '2026-03-02T08:00:00Z',
        actor: 'u1',
        role: 'village_worker',
        given: {},
        evidence: [],
        ...step,
      }),
    foldCase(procedure, []),
  );
}

const begun = after({});
const hanging = after({}, { action: 'agree', on: '2026-03-03' });
const confirm = asked({
  action: 'confirm',
  on: '2026-03-09',
  base: 2,
  role: 'township_reviewer',
  actor: 'u2',
  given: {},
  evidence: [{ need: 'receipt', id: 'e2' }],
});
const met = { result: { 通过: true } };
const reason = (folded: FoldedCase, what: AskedAction, more: object = {}): unknown => {
  const judged = judgeAction(procedure, folded, what, {
    ...CONTEXT,
    notice: NOTICE,
    judgement: met,
    ...more,
  });
  return judged.accepted ? judged.state : judged.refusal.code;
};

test('a case goes its way, with what is owed brought before its end', () => {
  expect(reason(foldCase(procedure, []), asked({}))).toBe('asked');
  expect(reason(hanging, confirm)).toBe('done');
  expect(reason(hanging, { ...confirm, evidence: [] })).toBe('evidence-missing');
  expect(hanging.owed.map(({ key }) => key)).toEqual(['receipt']);
  expect(after({ evidence: [{ need: 'receipt', id: 'e9' }] }).owed).toEqual([]);
});

describe('what is in the way', () => {
  test.each<[string, AskedAction, object]>([
    ['notice-missing', confirm, { notice: undefined }],
    ['notice-running', { ...confirm, on: '2026-03-08' }, {}],
    ['objection-open', confirm, { notice: { ...NOTICE, openObjections: 2 } }],
    ['evidence-kind', { ...confirm, evidence: [{ need: 'receipt', id: 'e2', kind: 'film' }] }, {}],
    ['judgement-missing', confirm, { judgement: undefined }],
    ['judgement-missing', confirm, { judgement: { result: null } }],
    ['judgement', confirm, { judgement: { result: { 通过: false } } }],
    ['clock-back', confirm, { now: '2026-03-02T07:00:00Z' }],
    ['same-person', { ...confirm, actor: 'u1' }, {}],
    ['state', { ...confirm, action: 'nothing-of-the-kind' }, {}],
  ])('%s', (code, what, more) => expect(reason(hanging, what, more)).toBe(code));

  test('a vote that carried is no lost one, and the other way about', () => {
    const lost = { ...PASSED, for: 3, against: 3 };
    const votes = (action: string, of: typeof PASSED): unknown =>
      reason(begun, asked({ action, base: 1, given: {}, evidence: [], votes: of }));
    expect(votes('agree', PASSED)).toBe('hanging');
    expect(votes('agree', lost)).toBe('vote-lost');
    expect(votes('disagree', lost)).toBe('open');
    expect(votes('disagree', PASSED)).toBe('vote-carried');
    expect(votes('disagree', { ...lost, eligible: 10 })).toBe('vote-quorum');
  });

  test('a period that has run out shuts the action that rests on it', () => {
    const turned = after({}, { action: 'disagree', on: '2026-03-04' });
    const again = asked({ action: 'again', base: 2, given: {}, evidence: [] });
    expect(reason(turned, { ...again, on: '2026-03-09' })).toBe('asked');
    expect(reason(turned, { ...again, on: '2026-03-10' })).toBe('deadline-over');
  });

  test('a death is not brought before it has happened', () => {
    const ahead = asked({ given: { cause: 'illness', who: '7', since: '2026-03-03' } });
    const judged = judgeAction(procedure, foldCase(procedure, []), ahead, CONTEXT);
    expect(judged).toMatchObject({ refusal: { code: 'form', faults: [{ key: 'since' }] } });
  });

  test('is said in both languages with what to do', () => {
    const judged = judgeAction(
      procedure,
      hanging,
      { ...confirm, on: '2026-03-08' },
      { ...CONTEXT, notice: NOTICE },
    );
    if (judged.accepted) throw new Error('accepted');
    expect(sayCaseRefusal(judged.refusal, 'zh').what).toBe('公示到 2026-03-08 期满，2026-03-09 起方可办理');
    expect(sayCaseRefusal(judged.refusal, 'en').fix).toBe('Wait until the notice has run');
  });
});

test('the clocks of two machines may differ by seconds', () => {
  expect(reason(hanging, confirm, { now: '2026-03-02T07:59:30Z' })).toBe('done');
});

test('buttons are those of the role; one that waits says from which day', () => {
  const open = (role: AskedAction['role'], today: string): unknown =>
    actionsOpen(procedure, hanging, { role, actor: 'u2' }, { ...CONTEXT, today, notice: NOTICE }).map(
      ({ action, refusal, fromDay }) => [action, refusal?.code ?? null, fromDay],
    );
  expect(open('township_reviewer', '2026-03-05')).toEqual([
    ['confirm', 'notice-running', '2026-03-09'],
    ['decline', null, null],
  ]);
  expect(open('township_reviewer', '2026-03-09')).toEqual([
    ['confirm', null, null],
    ['decline', null, null],
  ]);
  expect(open('village_worker', '2026-03-09')).toEqual([]);
});

test('the nearest deadline is due; it ends with its states, and begins again with its action', () => {
  expect(dueOf(procedure, begun, {})).toEqual({
    deadline: 'agree',
    due: '2026-03-12',
    roles: ['village_worker'],
    escalated: ['township_reviewer'],
  });
  expect(dueOf(procedure, hanging, {})).toBeUndefined();
  const turned = after({}, { action: 'disagree', on: '2026-03-04' });
  expect(deadlinesOf(procedure, turned, {})).toEqual([{ key: 'appeal', due: '2026-03-09' }]);
  const anew = after({}, { action: 'disagree', on: '2026-03-04' }, { action: 'ask', on: '2026-03-06' });
  expect(deadlinesOf(procedure, anew, {})).toEqual([{ key: 'agree', due: '2026-03-16' }]);
});

test('the latest answer to a question counts, and who did what stays', () => {
  const folded = after(
    { given: { cause: 'illness', who: '7' } },
    { action: 'disagree', actor: 'u3' },
    { given: { cause: 'disability' }, actor: 'u4' },
  );
  expect(folded.given).toEqual({ cause: 'disability', who: '7' });
  expect(folded.actors).toEqual({ ask: ['u1', 'u4'], disagree: ['u3'] });
});
