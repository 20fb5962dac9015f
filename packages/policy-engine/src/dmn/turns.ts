import type { EvaluateOptions } from '../evaluate/run.ts';
import { equal } from '../value/equal.ts';
import { formatValue } from '../value/format.ts';
import { CalendarDate } from '../value/date.ts';
import { Decimal } from '../value/number.ts';
import { type Facts, isContext, isList, type Value } from '../value/value.ts';
import type { Decider, DecisionTrace } from './decide.ts';
import { conforms } from './conform.ts';
import type { Program } from './program.ts';
import { literalsOf } from './literals-of.ts';

/** The smallest change of one fact after which the decision says something else. */
export interface DecisionTurn {
  readonly fact: string;
  readonly from: Value;
  readonly to: Value;
  readonly value: Value;
}

/** No search goes further than this many steps of the fact's own fineness. */
const FURTHEST = 2 ** 40;

/**
 * What would have changed a decision: for each fact alone the nearest value with which other rows apply, or
 * a yes or no or a word of the result changes. Each was decided again before it is told. Facts that are
 * lists or contexts are not tried.
 */
export function findTurns(
  program: Program,
  decider: Decider,
  key: string,
  facts: Facts,
  options: EvaluateOptions = {},
): readonly DecisionTurn[] {
  const decided = decider.decide(key, facts, options);
  const now = outcome(decided);
  const inputs = new Map(
    [...program.nodes.values()].flatMap((node) => (node.kind === 'input' ? [[node.name, node.item]] : [])),
  );
  const words = literalsOf(program);
  const turns: DecisionTurn[] = [];
  for (const [fact, from] of facts) {
    const item = inputs.get(fact);
    const trying = (to: Value): DecisionTurn | undefined => {
      if (item && !conforms(to, item)) return undefined;
      const trace = decider.decide(key, new Map(facts).set(fact, to), options);
      const same = outcome(trace) === now || equal(trace.value, decided.value) === true;
      return same ? undefined : { fact, from, to, value: trace.value };
    };
    turns.push(...turnsOf(from, trying, words));
  }
  return turns;
}

type Try = (to: Value) => DecisionTurn | undefined;

function turnsOf(from: Value, trying: Try, words: readonly string[]): readonly DecisionTurn[] {
  if (typeof from === 'boolean') return present([trying(!from)]);
  if (typeof from === 'string') return present(words.filter((word) => word !== from).map(trying)).slice(0, 3);
  if (from instanceof Decimal) {
    const step = new Decimal(10).pow(-from.decimalPlaces());
    return present([1, -1].map((sign) => nearest((n) => trying(from.plus(step.times(sign * n))))));
  }
  if (from instanceof CalendarDate) {
    return present(
      [1, -1].map((sign) =>
        nearest((n) => {
          const to = from.plusDays(sign * n);
          return to && trying(to);
        }),
      ),
    );
  }
  return [];
}

/** The turn at the smallest distance, by doubling and then halving; an outcome that comes and goes may hide one. */
function nearest(at: (distance: number) => DecisionTurn | undefined): DecisionTurn | undefined {
  let far = 1;
  let found = at(far);
  while (!found && far < FURTHEST) found = at((far *= 2));
  if (!found) return undefined;
  let near = Math.floor(far / 2);
  while (far - near > 1) {
    const middle = Math.floor((near + far) / 2);
    const turn = at(middle);
    if (turn) [far, found] = [middle, turn];
    else near = middle;
  }
  return found;
}

function present<T>(list: readonly (T | undefined)[]): T[] {
  return list.filter((each) => each !== undefined);
}

/** What a decision says apart from its amounts: which rows hit, and every yes, no and word of its value. */
function outcome(trace: DecisionTrace): string {
  const seen = new Set<string>();
  const parts: string[] = [said(trace.value)];
  const visit = (each: DecisionTrace): void => {
    if (seen.has(each.key)) return;
    seen.add(each.key);
    for (const { rows } of each.tables) parts.push(rows.flatMap(({ row, hit }) => (hit ? [row] : [])).join());
    each.requires.forEach(visit);
  };
  visit(trace);
  return parts.join(';');
}

function said(value: Value): string {
  if (value instanceof Decimal) return '#';
  if (isList(value)) return `[${value.map(said).join()}]`;
  if (isContext(value)) return `{${[...value].map(([name, each]) => `${name}:${said(each)}`).join()}}`;
  return value === null ? 'null' : formatValue(value);
}
