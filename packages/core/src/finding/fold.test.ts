import fc from 'fast-check';
import { expect, test } from 'vitest';
import { may, ROLE_NAMES } from '../access/roles.ts';
import { DECIDE_ACTIONS, FINDING_ACTIONS, FINDING_ACTION_NAMES, WORK_ACTIONS } from './action.ts';
import { foldFinding, OPENING, stepFinding, type FindingNow, type FindingStep } from './fold.ts';
import { FINDING_REFUSALS } from './refusal.ts';
import { FINDING_STATES, OPEN_FINDING_STATES } from './state.ts';

const AT = '2026-11-22T02:00:00Z';
const day = fc.constantFrom('2026-11-21', '2026-11-22', '2027-01-01');
const step: fc.Arbitrary<FindingStep> = fc.record(
  {
    action: fc.constantFrom(...FINDING_ACTION_NAMES),
    at: fc.constant(AT),
    reason: fc.constantFrom('', '  ', '已上门核实'),
    assignee: fc.constantFrom('u1', 'u2'),
    team: fc.constant('411525101201'),
    due: fc.option(day),
    until: day,
    digest: fc.constantFrom('a', 'b'),
  },
  { requiredKeys: ['action', 'at'] },
);

test('the fold of what was accepted is the state step by step; what is refused says why and changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let now: FindingNow | undefined;
      const accepted: FindingStep[] = [];
      for (const one of steps) {
        const stepped = stepFinding(now, one);
        if (stepped.accepted) {
          now = stepped.now;
          accepted.push(one);
        } else {
          expect(FINDING_REFUSALS[stepped.refusal].zh).not.toBe('');
          expect(() => foldFinding([...accepted, one])).toThrow(RangeError);
        }
        expect(foldFinding(accepted)).toEqual(now);
      }
      expect(now?.count ?? 0).toBe(accepted.length);
      // Nobody is reminded of what is done, and what is done has no day; only a dismissal has an end.
      if (now === undefined) return;
      if (!FINDING_STATES[now.state].open) expect(now.due).toBeNull();
      expect(now.until !== null).toBe(now.state === 'dismissed');
      expect(now.assignee !== null && now.team !== null).toBe(false);
      if (now.state === 'assigned') expect(now.assignee ?? now.team).not.toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('a person cannot do what only a run does, and a run undoes no decision but for a cause of its own', () => {
  for (const action of [...WORK_ACTIONS, ...DECIDE_ACTIONS])
    expect(FINDING_ACTIONS[action].from.new, action).toBeNull();
  const touching = FINDING_ACTION_NAMES.filter(
    (action) => FINDING_ACTIONS[action].by === 'run' && FINDING_ACTIONS[action].from.dismissed !== null,
  );
  expect(touching).toEqual(['gone', 'changed', 'expired', 'retired']);
});

test('whoever decides also works, and everybody who works reads', () => {
  for (const role of ROLE_NAMES) {
    if (may(role, 'finding.decide')) expect(may(role, 'finding.work'), role).toBe(true);
    if (may(role, 'finding.work')) expect(may(role, 'finding.read'), role).toBe(true);
  }
  expect(ROLE_NAMES.filter((role) => may(role, 'finding.decide'))).toEqual([
    'county_clerk',
    'township_reviewer',
  ]);
});

test('each way a finding may go, from found to struck off', () => {
  const go = (...actions: FindingStep['action'][]) =>
    foldFinding(
      actions.map((action) => ({
        action,
        at: AT,
        reason: '核实',
        until: '2027-01-01',
        ...(action === 'assign' ? { assignee: 'u1' } : {}),
      })),
    );
  expect(go('found', 'assign', 'confirm', 'mend', 'fail')?.state).toBe('assigned');
  expect(go('found', 'mend', 'fail')?.state).toBe('lead');
  expect(go('found', 'assign', 'propose', 'refuse')?.state).toBe('assigned');
  expect(go('found', 'propose', 'dismiss', 'changed')).toMatchObject({
    state: 'lead',
    assignee: null,
    until: null,
  });
  expect(go('found', 'assign', 'mend', 'pass', 'back')).toMatchObject({
    state: 'lead',
    times: 2,
    assignee: null,
  });
  expect(go('found', 'dismiss', 'comment')).toMatchObject({ state: 'dismissed', until: '2027-01-01' });
  expect(stepFinding(go('found', 'dismiss'), { action: 'confirm', at: AT })).toEqual({
    accepted: false,
    refusal: 'state',
  });
  expect(stepFinding(go('found', 'confirm'), { action: 'confirm', at: AT })).toEqual({
    accepted: false,
    refusal: 'already',
  });
  expect(OPEN_FINDING_STATES).not.toContain('closed');
  expect([...OPENING].every((action) => FINDING_ACTIONS[action].from.new !== undefined)).toBe(true);
});

test('an end of a dismissal is judged by the day where the register is kept', () => {
  const lead = foldFinding([{ action: 'found', at: AT }]);
  const dismiss = (at: string) =>
    stepFinding(lead, { action: 'dismiss', at, reason: '核实', until: '2026-11-22' });
  expect(dismiss('2026-11-22T15:59:00Z').accepted).toBe(true);
  expect(dismiss('2026-11-22T16:01:00Z')).toEqual({ accepted: false, refusal: 'needs-until' });
});
