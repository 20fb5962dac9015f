import type { EvaluateOptions } from '../evaluate/run.ts';
import type { Decimal } from '../value/number.ts';
import { type Facts, isList, Range, type Value } from '../value/value.ts';
import type { Leaf } from './leaves.ts';
import { withValue } from './origin.ts';
import { fromLine, startOf, toLine } from './scale.ts';
import type { Step } from './trace.ts';

/** Everything the expression compares, as the distance between the two sides, by where it is compared. */
type Distances = Map<string, Decimal>;

function addDistance(distances: Distances, key: string, left: Value, right: Value): void {
  const a = toLine(left);
  const b = toLine(right);
  if (a && b && (left as object).constructor === (right as object).constructor)
    distances.set(key, a.minus(b));
}

function collect(step: Step, key: string, distances: Distances): void {
  const { node, steps } = step;
  const [first, ...others] = steps;
  if (first && (node.kind === 'comparison' || node.kind === 'between' || node.kind === 'in')) {
    others.forEach(({ value }, at) => {
      const ends =
        value instanceof Range ? [value.low, value.high] : value !== null && isList(value) ? value : [value];
      ends.forEach((end, which) => addDistance(distances, `${key}:${at}:${which}`, first.value, end));
    });
  }
  steps.forEach((each, at) => collect(each, `${key}.${at}`, distances));
}

export type Probe = (facts: Facts, options: EvaluateOptions) => Step;

/**
 * The places on the leaf's line where something the expression compares changes sides, nearest first. They are
 * found by moving the leaf one and two steps and seeing how the distances change: where they change evenly,
 * the place where they vanish is exact.
 */
export function boundariesOf(leaf: Leaf, facts: Facts, probe: Probe, options: EvaluateOptions): Decimal[] {
  const from = toLine(leaf.value) ?? startOf(leaf.type);
  const distances = [0, 1, 2].map((by) => {
    const found: Distances = new Map();
    const value = fromLine(leaf.type, from.plus(by));
    if (value !== undefined) collect(probe(withValue(facts, leaf.path, value), options), '', found);
    return found;
  });
  const [at = new Map<string, Decimal>(), next, last] = distances;
  const places = new Map<string, Decimal>();
  for (const [key, distance] of at) {
    const one = next?.get(key)?.minus(distance);
    const two = last?.get(key)?.minus(distance);
    if (!one || !two || one.isZero() || !two.eq(one.times(2))) continue;
    const place = from.minus(distance.div(one));
    places.set(place.toString(), place);
  }
  return [...places.values()].toSorted((a, b) => a.minus(from).abs().cmp(b.minus(from).abs())).slice(0, 8);
}
