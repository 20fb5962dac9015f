import type { Role } from '../access/roles.ts';
import { type Calendar, endOf } from './calendar.ts';
import type { FoldedCase } from './fold.ts';
import type { Procedure } from './model.ts';

/** The nearest day by which something must be done about a case. */
export interface CaseDue {
  /** Key of the procedure's deadline. */
  readonly deadline: string;
  /** Last day on which it is in time. */
  readonly due: string;
  /** Who can act. */
  readonly roles: readonly Role[];
  /** Whose queue it comes into once the day is over. */
  readonly escalated: readonly Role[];
}

/**
 * Whom a case in a state waits for (`new`: who can begin one), in the order of the procedure. Whoever can only take it
 * back is not waited for.
 */
export function rolesAt(procedure: Procedure, state: string): Role[] {
  const actions = Object.values(procedure.actions).filter(({ from }) => from.includes(state));
  const onward = actions.filter(({ to }) => procedure.states[to]?.end !== 'withdrawn');
  return [...new Set((onward.length > 0 ? onward : actions).flatMap(({ by }) => by))];
}

/** The last day of each deadline that runs, the nearest first. */
export function deadlinesOf(
  procedure: Procedure,
  folded: FoldedCase,
  calendar: Calendar,
): { readonly key: string; readonly due: string }[] {
  return folded.running
    .flatMap(({ key, from }) => {
      const deadline = procedure.deadlines.find((one) => one.key === key);
      return deadline ? [{ key, due: endOf(deadline.within, from, calendar) }] : [];
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** What is due next; undefined when no deadline runs. */
export function dueOf(procedure: Procedure, folded: FoldedCase, calendar: Calendar): CaseDue | undefined {
  const [nearest] = deadlinesOf(procedure, folded, calendar);
  if (!nearest) return undefined;
  return {
    deadline: nearest.key,
    due: nearest.due,
    roles: rolesAt(procedure, folded.state),
    escalated: procedure.deadlines.find(({ key }) => key === nearest.key)?.escalate ?? [],
  };
}
