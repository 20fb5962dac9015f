import type { Procedure, ProcedureAction } from './model.ts';

/** One way between two states: an action from one of the states it can be taken in. */
export interface Way {
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

/** Every way, in the order of the procedure. */
export function waysOf({ actions }: Procedure): Way[] {
  return Object.entries(actions).flatMap(([action, { from, to }]) =>
    from.map((state) => ({ action, from: state, to })),
  );
}

/** Everything that can be reached from some states, themselves among it. */
export function reachable(starts: readonly string[], ways: readonly Way[]): Set<string> {
  const reached = new Set(starts);
  for (const state of reached) for (const { from, to } of ways) if (from === state) reached.add(to);
  return reached;
}

/** The same against the direction of the ways. */
export function reaching(ends: readonly string[], ways: readonly Way[]): Set<string> {
  return reachable(
    ends,
    ways.map(({ action, from, to }) => ({ action, from: to, to: from })),
  );
}

/**
 * What has certainly been gathered on arriving at each state, whichever way one came: the keys that `gathers`
 * names for the actions on every way. States that nobody reaches are not in it.
 */
export function certainAt(
  procedure: Procedure,
  gathers: (action: ProcedureAction) => readonly string[],
): Map<string, ReadonlySet<string>> {
  const certain = new Map<string, ReadonlySet<string>>([['new', new Set()]]);
  const ways = waysOf(procedure);
  for (let changed = true; changed;) {
    changed = false;
    for (const { action, from, to } of ways) {
      const before = certain.get(from);
      const taken = procedure.actions[action];
      if (!before || !taken) continue;
      const brought = new Set([...before, ...gathers(taken)]);
      const there = certain.get(to);
      const met = there ? new Set([...there].filter((key) => brought.has(key))) : brought;
      if (there?.size === met.size) continue;
      certain.set(to, met);
      changed = true;
    }
  }
  return certain;
}
