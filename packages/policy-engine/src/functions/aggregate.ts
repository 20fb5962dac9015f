import { compare } from '../value/equal.ts';
import { DaysDuration, MonthsDuration } from '../value/duration.ts';
import { Decimal } from '../value/number.ts';
import type { Value } from '../value/value.ts';
import { finite, isNumber, listIn, listOfAll, type Runner } from './runner.ts';

/** The members when all are numbers and there is one at least. */
function numbers(value: Value | undefined): readonly Decimal[] | undefined {
  const list = listOfAll(value, isNumber);
  return list && list.length > 0 ? list : undefined;
}

function total(list: readonly Decimal[]): Decimal {
  return list.reduce((sum, each) => sum.plus(each), new Decimal(0));
}

/** The least (-1) or greatest (1); null for no members, undefined when they do not compare. */
function extreme(sign: -1 | 1): Runner {
  return ([value]) => {
    const list = listIn(value);
    if (!list) return undefined;
    let [best = null] = list;
    for (const each of list) {
      const order = compare(each, best);
      if (order === null) return list.includes(null) ? null : undefined;
      if (order * sign > 0) best = each;
    }
    return best;
  };
}

function sum(value: Value | undefined): Value | undefined {
  const list = listIn(value);
  if (!list) return undefined;
  // FEEL: the sum of nothing is not known, and neither is one with something unknown in it.
  if (list.length === 0 || list.includes(null)) return null;
  const all = numbers(value);
  if (all) return finite(total(all));
  if (list.every((each) => each instanceof DaysDuration)) {
    return new DaysDuration(list.reduce((nanos, each) => nanos + each.nanos, 0n));
  }
  if (list.every((each) => each instanceof MonthsDuration)) {
    return new MonthsDuration(list.reduce((months, each) => months + each.months, 0));
  }
  return undefined;
}

function ofNumbers(run: (list: readonly Decimal[]) => Value | undefined, least = 1): Runner {
  return ([value]) => {
    const list = listIn(value);
    if (!list) return undefined;
    if (list.length < least || list.includes(null)) return null;
    const all = numbers(value);
    return all && run(all);
  };
}

function middle(list: readonly Decimal[]): Decimal {
  const sorted = list.toSorted((one, other) => one.cmp(other));
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? new Decimal(0);
  return sorted.length % 2 === 1 ? upper : upper.plus(sorted[half - 1] ?? 0).div(2);
}

/** Of a sample: divided by one less than there are. */
function deviation(list: readonly Decimal[]): Decimal {
  const mean = total(list).div(list.length);
  const squares = total(list.map((each) => each.minus(mean).pow(2)));
  return squares.div(list.length - 1).sqrt();
}

function mode(list: readonly Decimal[]): Value[] {
  const counts = new Map<string, { value: Decimal; count: number }>();
  for (const value of list) {
    const key = value.toString();
    counts.set(key, { value, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const most = Math.max(...[...counts.values()].map(({ count }) => count));
  return [...counts.values()]
    .filter(({ count }) => count === most)
    .map(({ value }) => value)
    .toSorted((one, other) => one.cmp(other));
}

/** Ascending, or undefined when the members do not compare. */
export function ordered(list: readonly Value[]): Value[] | undefined {
  const [first = null] = list;
  if (list.some((each) => compare(each, first) === null)) return list.length === 0 ? [] : undefined;
  return list.toSorted((one, other) => compare(one, other) ?? 0);
}

export const aggregates = {
  count: ([value]: readonly (Value | undefined)[]) => {
    const list = listIn(value);
    return list && new Decimal(list.length);
  },
  min: extreme(-1),
  max: extreme(1),
  sum: ([value]: readonly (Value | undefined)[]) => sum(value),
  mean: ofNumbers((list) => finite(total(list).div(list.length))),
  product: ofNumbers((list) => finite(list.reduce((product, each) => product.times(each), new Decimal(1)))),
  median: ofNumbers(middle),
  stddev: ofNumbers(deviation, 2),
  mode: (([value]) => {
    const list = listIn(value);
    if (list?.length === 0) return [];
    return ofNumbers(mode)([value], {});
  }) satisfies Runner,
};
