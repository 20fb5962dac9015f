import type { Procedure } from './model.ts';
import { type Way, waysOf } from './ways.ts';

/** A box: `column` and `row` count from 0, left to right and top to bottom. */
export interface DiagramNode {
  /** Name of the state, or `new`. */
  readonly state: string;
  readonly column: number;
  readonly row: number;
  readonly kind: 'begin' | 'step' | 'notice' | 'done' | 'refused' | 'withdrawn';
}

/** An arrow for all actions between two boxes. */
export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly actions: readonly string[];
  /** `back` leads to an earlier column, `stay` to the box itself. */
  readonly kind: 'on' | 'back' | 'stay';
}

export interface Diagram {
  readonly columns: number;
  readonly rows: number;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** A procedure as boxes in columns: every state stands behind all that lead to it, ways back set apart. */
export function diagram(procedure: Procedure): Diagram {
  const states = ['new', ...Object.keys(procedure.states)];
  const edges = edgesOf(states, waysOf(procedure));
  const on = edges.filter(({ kind }) => kind === 'on');
  const columnOf = longestPaths(states, on);
  const rows = new Map<string, number>();
  const columns = Math.max(...columnOf.values()) + 1;
  for (let column = 0; column < columns; column++) {
    const here = states.filter((state) => columnOf.get(state) === column);
    // What goes on stands above what ends; among the same, under what leads to it.
    const weight = (state: string): number => {
      const rowsBefore = on.filter(({ to }) => to === state).map(({ from }) => rows.get(from) ?? 0);
      const mean = rowsBefore.reduce((sum, row) => sum + row, 0) / Math.max(1, rowsBefore.length);
      return (procedure.states[state]?.end === undefined ? 0 : 1000) + mean;
    };
    const sorted = here.map((state) => ({ state, at: weight(state) })).sort((a, b) => a.at - b.at);
    for (const [row, { state }] of sorted.entries()) rows.set(state, row);
  }
  return {
    columns,
    rows: Math.max(...rows.values()) + 1,
    nodes: states.map((state) => ({
      state,
      column: columnOf.get(state) ?? 0,
      row: rows.get(state) ?? 0,
      kind: kindOf(procedure, state),
    })),
    edges,
  };
}

function kindOf({ states }: Procedure, name: string): DiagramNode['kind'] {
  const state = states[name];
  if (!state) return 'begin';
  return state.end ?? (state.notice ? 'notice' : 'step');
}

/** One edge for each pair of states; `back` where a walk from the beginning comes upon a state it is still in. */
function edgesOf(states: readonly string[], ways: readonly Way[]): DiagramEdge[] {
  const pairs = new Map<string, { from: string; to: string; actions: string[]; kind: DiagramEdge['kind'] }>();
  for (const { action, from, to } of ways) {
    const key = `${from} ${to}`;
    const pair = pairs.get(key) ?? { from, to, actions: [], kind: from === to ? 'stay' : 'on' };
    pair.actions.push(action);
    pairs.set(key, pair);
  }
  const open = new Set<string>();
  const seen = new Set<string>();
  const visit = (state: string): void => {
    seen.add(state);
    open.add(state);
    for (const pair of pairs.values()) {
      if (pair.from !== state || pair.kind === 'stay') continue;
      if (open.has(pair.to)) pair.kind = 'back';
      else if (!seen.has(pair.to)) visit(pair.to);
    }
    open.delete(state);
  };
  for (const state of states) if (!seen.has(state)) visit(state);
  return [...pairs.values()];
}

/** Without ways back the longest way to each state is finite: as many rounds as there are states settle it. */
function longestPaths(states: readonly string[], on: readonly DiagramEdge[]): Map<string, number> {
  const columns = new Map(states.map((state) => [state, 0]));
  for (const _ of states)
    for (const { from, to } of on)
      columns.set(to, Math.max(columns.get(to) ?? 0, (columns.get(from) ?? 0) + 1));
  return columns;
}
