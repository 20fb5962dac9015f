import type { LISTS } from '../signature/lists.ts';
import { equal } from '../value/equal.ts';
import { Decimal } from '../value/number.ts';
import { FunctionValue, isList, type Value } from '../value/value.ts';
import { aggregates, ordered } from './aggregate.ts';
import { contexts } from './contexts.ts';
import { listIn, type Runners, whole } from './runner.ts';

function same(one: Value, other: Value): boolean {
  return equal(one, other) === true;
}

function distinct(list: readonly Value[]): Value[] {
  // Texts and numbers by a key; only what has none is held against each other.
  const keys = new Set<string>();
  const others: Value[] = [];
  return list.filter((item) => {
    if (typeof item === 'string' || item instanceof Decimal) {
      const key = typeof item === 'string' ? `"${item}` : item.toString();
      if (keys.has(key)) return false;
      keys.add(key);
      return true;
    }
    if (others.some((other) => same(item, other))) return false;
    others.push(item);
    return true;
  });
}

/** The lists' members one after another; undefined when one of them is null. */
function chained(value: Value | undefined): readonly Value[] | undefined {
  const lists = listIn(value);
  if (!lists || lists.includes(null)) return undefined;
  return lists.flatMap((each) => (isList(each) ? each : [each]));
}

function flat(list: readonly Value[]): Value[] {
  return list.flatMap((item) => (isList(item) ? flat(item) : [item]));
}

/** The index of a position that counts from 1, or from the end when negative; undefined when outside. */
function place(position: Value | undefined, length: number): number | undefined {
  const at = whole(position);
  if (at === undefined || at === 0 || Math.abs(at) > length) return undefined;
  return at > 0 ? at - 1 : length + at;
}

/** In the order that `precedes` tells, keeping what it does not tell apart as it is. */
function sorted(list: readonly Value[], precedes: (one: Value, other: Value) => boolean): Value[] {
  return list.toSorted((one, other) => (precedes(one, other) ? -1 : Number(precedes(other, one))));
}

export const lists: Runners<typeof LISTS> = {
  ...aggregates,
  ...contexts,
  'list contains': ([list, element = null]) => listIn(list)?.some((item) => same(item, element)),
  sublist: ([list, start, length]) => {
    const items = listIn(list);
    const from = items && place(start, items.length);
    if (!items || from === undefined) return undefined;
    if (length === undefined) return items.slice(from);
    const count = whole(length);
    if (count === undefined || count < 0 || from + count > items.length) return undefined;
    return items.slice(from, from + count);
  },
  append: ([list, items]) => {
    const before = listIn(list);
    const added = listIn(items);
    return before && added && [...before, ...added];
  },
  concatenate: ([given]) => chained(given),
  union: ([given]) => {
    const all = chained(given);
    return all && distinct(all);
  },
  'insert before': ([list, position, item = null]) => {
    const items = listIn(list);
    const at = items && place(position, items.length);
    return items && at !== undefined ? items.toSpliced(at, 0, item) : undefined;
  },
  remove: ([list, position]) => {
    const items = listIn(list);
    const at = items && place(position, items.length);
    return items && at !== undefined ? items.toSpliced(at, 1) : undefined;
  },
  'list replace': ([list, where, item = null]) => {
    const items = listIn(list);
    if (!items) return undefined;
    if (where instanceof FunctionValue) {
      const held = items.map((each) => where.call([each, item]));
      if (!held.every((each) => typeof each === 'boolean')) return undefined;
      return items.map((each, at) => (held[at] === true ? item : each));
    }
    const at = place(where, items.length);
    return at === undefined ? undefined : items.with(at, item);
  },
  reverse: ([list]) => listIn(list)?.toReversed(),
  'index of': ([list, match = null]) =>
    listIn(list)?.flatMap((item, at) => (same(item, match) ? [new Decimal(at + 1)] : [])),
  'distinct values': ([list]) => {
    const items = listIn(list);
    return items && distinct(items);
  },
  flatten: ([list]) => {
    const items = listIn(list);
    return items && flat(items);
  },
  sort: ([list, precedes]) => {
    const items = listIn(list);
    if (!items) return undefined;
    if (precedes instanceof FunctionValue) {
      return sorted(items, (one, other) => precedes.call([one, other]) === true);
    }
    return precedes === undefined ? ordered(items) : undefined;
  },
};
