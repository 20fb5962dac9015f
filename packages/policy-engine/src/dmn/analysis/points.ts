import { compile } from '../../evaluate/compile.ts';
import type { Expression } from '../../syntax/expression.ts';
import { parts, walk } from '../../syntax/walk.ts';
import type { Type } from '../../type.ts';
import { CalendarDate } from '../../value/date.ts';
import { compare, equal } from '../../value/equal.ts';
import { Decimal } from '../../value/number.ts';
import { type Facts, isList, Range, type Value } from '../../value/value.ts';

/** A value that no test names: what is said of it is said of every other text. */
const OTHER = '…';

export interface Points {
  /** One value for each way in which the tests can come out, as far as can be told. */
  readonly values: readonly Value[];
  /** False when a test computes with the value, so that it may turn where nobody looked. */
  readonly whole: boolean;
}

/**
 * Values that stand for all others under these tests: each value that a test names, one between each two of
 * them, one before and one after. Blank is among them where a test asks for it.
 */
export function pointsOf(type: Type, tests: readonly Expression[], facts: Facts): Points {
  const named: Value[] = [];
  for (const test of tests) for (const each of namedIn(test)) gather(compile(each)(facts), named);
  const blank = named.some((value) => value === null);
  const known = named.filter((value) => value !== null);
  return {
    values: [...around(type, distinct(known)), ...(blank ? [null] : [])],
    whole: tests.every(isPlain),
  };
}

/** The largest parts of a test that do not speak of `?`: what it compares the value with. */
function namedIn(node: Expression): Expression[] {
  if (node.kind === 'fact' && node.name === '?') return [];
  if (node.kind === 'variable') return [];
  return speaksOfInput(node) ? parts(node).flatMap(namedIn) : [node];
}

function speaksOfInput(node: Expression): boolean {
  let found = false;
  walk(node, (each) => {
    if ((each.kind === 'fact' && each.name === '?') || each.kind === 'variable') found = true;
  });
  return found;
}

const PLAIN: ReadonlySet<Expression['kind']> = new Set(['in', 'comparison', 'between', 'and', 'or', 'fact']);

/** Whether the value is only compared, never computed with. */
function isPlain(node: Expression): boolean {
  if (!speaksOfInput(node)) return true;
  return PLAIN.has(node.kind) && parts(node).every(isPlain);
}

function gather(value: Value, into: Value[]): void {
  if (isList(value)) value.forEach((each) => gather(each, into));
  else if (value instanceof Range) {
    if (value.low !== null) into.push(value.low);
    if (value.high !== null) into.push(value.high);
  } else into.push(value);
}

function distinct(values: readonly Value[]): Value[] {
  const sorted = [...values].sort((a, b) => compare(a, b) ?? 0);
  return sorted.filter((value, at) => at === 0 || equal(value, sorted[at - 1] ?? null) !== true);
}

function around(type: Type, named: readonly Value[]): readonly Value[] {
  if (type.kind === 'code') return type.list.members.map(({ code }) => code);
  if (type.kind === 'boolean') return [true, false];
  const [first] = named;
  if (first === undefined) return [anything(type)];
  if (first instanceof Decimal) {
    return between(
      named.filter((value) => value instanceof Decimal),
      (low, high) => low.plus(high).div(2),
      (one, step) => one.plus(step),
    );
  }
  if (first instanceof CalendarDate) {
    return between(
      named.filter((value) => value instanceof CalendarDate),
      (low, high) => CalendarDate.ofEpochDay(Math.floor((low.epochDay + high.epochDay) / 2)),
      (one, step) => CalendarDate.ofEpochDay(one.epochDay + step),
    );
  }
  if (typeof first === 'boolean') return [true, false];
  return typeof first === 'string' ? [...named, OTHER] : named;
}

/** The values in order, with one before, one after, and one between each two where there is one. */
function between<T extends Value>(
  sorted: readonly T[],
  middle: (low: T, high: T) => T | undefined,
  beside: (one: T, step: number) => T | undefined,
): Value[] {
  const all = sorted.flatMap((value, at): (T | undefined)[] => {
    const next = sorted[at + 1];
    return next === undefined ? [value, beside(value, 1)] : [value, middle(value, next)];
  });
  const [first] = sorted;
  if (first !== undefined) all.unshift(beside(first, -1));
  return distinct(all.filter((value) => value !== undefined));
}

function anything({ kind }: Type): Value {
  if (kind === 'number') return new Decimal(0);
  if (kind === 'date') return CalendarDate.ofEpochDay(0) ?? null;
  return OTHER;
}
