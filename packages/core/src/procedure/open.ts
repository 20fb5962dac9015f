import type { FoldedCase } from './fold.ts';
import { barredFrom, type CaseActor, type CaseContext, periodRefused } from './judge.ts';
import type { Procedure } from './model.ts';
import type { CaseRefusal } from './refusal.ts';

/** A button: an action that the person's role takes from here. */
export interface ActionOpen {
  readonly action: string;
  readonly to: string;
  /** Why not yet, or not by this person; null: it can be taken today. */
  readonly refusal: CaseRefusal | null;
  /** First day on which it can be taken, when that is known and not yet there. */
  readonly fromDay: string | null;
}

/** Where an action leads: on, back to be done again, to a refusal, or out at the household's own wish. */
export type Way = 'on' | 'back' | 'refused' | 'withdrawn';

const WAYS: readonly Way[] = ['on', 'back', 'refused', 'withdrawn'];

export function wayOf(procedure: Procedure, name: string): Way {
  const action = procedure.actions[name];
  const end = action === undefined ? undefined : procedure.states[action.to]?.end;
  if (end === 'refused' || end === 'withdrawn') return end;
  return action?.reason === true ? 'back' : 'on';
}

/**
 * What a role can do about a case: what leads on first, each kind in the order of the procedure; what an answer or a
 * paper lacks is not asked yet.
 */
export function actionsOpen(
  procedure: Procedure,
  folded: FoldedCase,
  who: CaseActor,
  context: CaseContext,
): ActionOpen[] {
  if (folded.ended !== null) return [];
  const open = Object.entries(procedure.actions).flatMap(([name, action]): ActionOpen[] => {
    if (!action.from.includes(folded.state) || !action.by.includes(who.role)) return [];
    const refusal =
      barredFrom(procedure, folded, name, who) ??
      periodRefused(procedure, folded, action, context.today, context) ??
      null;
    const from = refusal?.code === 'notice-running' ? refusal.details['from'] : undefined;
    return [{ action: name, to: action.to, refusal, fromDay: typeof from === 'string' ? from : null }];
  });
  const rank = ({ action }: ActionOpen): number => WAYS.indexOf(wayOf(procedure, action));
  return open.sort((a, b) => rank(a) - rank(b));
}
