import { dayInChina } from '../day.ts';
import { FINDING_ACTIONS, nextFindingState, type FindingAction, type FindingNeed } from './action.ts';
import type { FindingRefusal } from './refusal.ts';
import type { FindingState } from './state.ts';

/** An action as it was (or is to be) taken. Days are ISO; a day that an action does not set is absent. */
export interface FindingStep {
  readonly action: FindingAction;
  /** ISO moment. */
  readonly at: string;
  readonly reason?: string;
  /** Of an assignment: the account, or the team of a region (12 digits). One of the two. */
  readonly assignee?: string;
  readonly team?: string;
  /** Set by whatever opens a finding and by an assignment; null: no day. */
  readonly due?: string | null;
  /** Last day of a dismissal. */
  readonly until?: string;
  /** Of the facts, when the run brought any. */
  readonly digest?: string;
}

/** What the actions so far come to: the state that the row of the ledger holds. */
export interface FindingNow {
  readonly state: FindingState;
  readonly assignee: string | null;
  readonly team: string | null;
  readonly due: string | null;
  readonly until: string | null;
  /** Actions so far. */
  readonly count: number;
  /** How often it was found: 1, and one more each time it came back. */
  readonly times: number;
  readonly digest: string;
  /** When it was last opened: found, come back, dismissal ended. */
  readonly openedAt: string;
  readonly changedAt: string;
}

export type Stepped =
  | { readonly accepted: true; readonly now: FindingNow }
  | { readonly accepted: false; readonly refusal: FindingRefusal };

/** One action on what there is (undefined: nothing yet). Refused when it does not fit or lacks what it needs. */
export function stepFinding(before: FindingNow | undefined, step: FindingStep): Stepped {
  const { action } = step;
  const held = before !== undefined && (before.assignee !== null || before.team !== null);
  const state = nextFindingState(before?.state ?? 'new', action, held);
  if (state === undefined) return refused(before?.state === restOf(action) ? 'already' : 'state');
  for (const need of FINDING_ACTIONS[action].needs) {
    if (!isGiven(step, need)) return refused(`needs-${need}`);
  }
  const opens = OPENING.has(action);
  const handed = action === 'assign';
  return {
    accepted: true,
    now: {
      state,
      assignee: handed ? (step.assignee ?? null) : opens ? null : (before?.assignee ?? null),
      team: handed ? (step.team ?? null) : opens ? null : (before?.team ?? null),
      due:
        state === 'closed' || state === 'dismissed'
          ? null
          : (opens || handed) && step.due !== undefined
            ? step.due
            : (before?.due ?? null),
      until: state !== 'dismissed' ? null : ((action === 'dismiss' ? step.until : before?.until) ?? null),
      count: (before?.count ?? 0) + 1,
      times: (before?.times ?? 0) + (action === 'found' || action === 'back' ? 1 : 0),
      digest: step.digest ?? before?.digest ?? '',
      openedAt: opens || before === undefined ? step.at : before.openedAt,
      changedAt: step.at,
    },
  };
}

/** The state that an accepted sequence comes to. Throws a RangeError at one that was never acceptable. */
export function foldFinding(steps: readonly FindingStep[]): FindingNow | undefined {
  let now: FindingNow | undefined;
  for (const step of steps) {
    const stepped = stepFinding(now, step);
    if (!stepped.accepted) throw new RangeError(`${step.action}: ${stepped.refusal}`);
    now = stepped.now;
  }
  return now;
}

/** After these it begins anew: nobody has it, and its days are counted from now. */
export const OPENING: ReadonlySet<FindingAction> = new Set(['found', 'back', 'changed', 'expired', 'reopen']);

/** The state in which a finding rests after an action: taking it again there would change nothing. */
export function restOf(action: FindingAction): FindingState | undefined {
  const nexts = new Set(Object.values(FINDING_ACTIONS[action].from).filter((next) => next !== null));
  const [only] = nexts;
  return nexts.size === 1 && only !== undefined && only !== 'open' ? only : undefined;
}

function refused(refusal: FindingRefusal): Stepped {
  return { accepted: false, refusal };
}

function isGiven(step: FindingStep, need: FindingNeed): boolean {
  switch (need) {
    case 'reason':
      return (step.reason ?? '').trim() !== '';
    case 'until':
      return step.until !== undefined && step.until >= dayInChina(Date.parse(step.at));
    case 'assignee':
      return (step.assignee === undefined) !== (step.team === undefined);
  }
}
