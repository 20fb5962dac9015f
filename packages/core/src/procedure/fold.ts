import type { ActionTaken, EvidenceNeed, Procedure, ProcedureState } from './model.ts';

export type CaseEnd = NonNullable<ProcedureState['end']>;

/** What the actions of a case come to: the row of the case is a copy of it. */
export interface FoldedCase {
  /** Name of a state, or `new` before the first action. */
  readonly state: string;
  /** Day on which it came into the state; null before the first action. */
  readonly since: string | null;
  /** Actions so far: the `base` of whoever acts next. */
  readonly n: number;
  readonly ended: CaseEnd | null;
  /** All answers, the latest of each question. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Who took each action, in order. */
  readonly actors: Readonly<Record<string, readonly string[]>>;
  /** Ids of the evidence brought, by need. */
  readonly evidence: Readonly<Record<string, readonly string[]>>;
  /** What may be brought later and is not there yet. */
  readonly owed: readonly EvidenceNeed[];
  /** Deadlines that run, each from the day its action was last taken. */
  readonly running: readonly { readonly key: string; readonly from: string }[];
  /** Day and moment (ISO) of the last action. */
  readonly lastOn: string | null;
  readonly lastAt: string | null;
}

const NEW: FoldedCase = {
  state: 'new',
  since: null,
  n: 0,
  ended: null,
  given: {},
  actors: {},
  evidence: {},
  owed: [],
  running: [],
  lastOn: null,
  lastAt: null,
};

/**
 * The state that accepted actions, in order of `n`, come to. Throws a RangeError at a sequence that the
 * procedure never allowed: a row was lost or the procedure is not the one the case began with.
 */
export function foldCase(procedure: Procedure, actions: readonly ActionTaken[]): FoldedCase {
  return actions.reduce((now, taken) => stepCase(procedure, now, taken), NEW);
}

/** One accepted action more: `foldCase` of all is `stepCase` one by one. */
export function stepCase(procedure: Procedure, before: FoldedCase, taken: ActionTaken): FoldedCase {
  const action = procedure.actions[taken.action];
  const state = action && procedure.states[action.to];
  if (!action || !state || !action.from.includes(before.state) || taken.n !== before.n + 1)
    throw new RangeError(`${procedure.id}: ${taken.action} as action ${taken.n} of ${before.state}`);
  const evidence = withEvidence(before.evidence, taken.evidence);
  const ended = state.end ?? null;
  return {
    state: action.to,
    since: action.to === before.state ? before.since : taken.on,
    n: taken.n,
    ended,
    given: { ...before.given, ...taken.given },
    actors: {
      ...before.actors,
      [taken.action]: [...(before.actors[taken.action] ?? []), taken.actor],
    },
    evidence,
    owed: ended === null ? owedAfter([...before.owed, ...action.evidence], evidence) : [],
    running: ended === null ? runningAfter(procedure, before, taken, action.to) : [],
    lastOn: taken.on,
    lastAt: taken.at,
  };
}

/** Needs that may be met later and are not yet, each once. */
export function owedAfter(
  needs: readonly EvidenceNeed[],
  evidence: FoldedCase['evidence'],
): readonly EvidenceNeed[] {
  const owed = new Map<string, EvidenceNeed>();
  for (const need of needs)
    if (need.later && (evidence[need.key]?.length ?? 0) < need.least) owed.set(need.key, need);
  return [...owed.values()];
}

/** Evidence by need with some more, nothing twice. */
export function withEvidence(
  before: FoldedCase['evidence'],
  more: readonly { readonly need: string; readonly id: string }[],
): FoldedCase['evidence'] {
  const after: Record<string, readonly string[]> = { ...before };
  for (const { need, id } of more) {
    const there = after[need] ?? [];
    if (!there.includes(id)) after[need] = [...there, id];
  }
  return after;
}

function runningAfter(
  procedure: Procedure,
  before: FoldedCase,
  taken: ActionTaken,
  state: string,
): FoldedCase['running'] {
  return procedure.deadlines.flatMap(({ key, from, until }) => {
    if (until.includes(state)) return [];
    if (from.includes(taken.action)) return [{ key, from: taken.on }];
    return before.running.filter((running) => running.key === key);
  });
}
