import type { Expression, Filter, For, Iterator, Quantified } from '../syntax/expression.ts';
import { CalendarDate } from '../value/date.ts';
import { Decimal } from '../value/number.ts';
import { isList, Range, type Value } from '../value/value.ts';
import { mentions } from '../syntax/walk.ts';
import { type Code, type Emit, fail, type Run } from './run.ts';

/** No list that a rule counts through is longer; a slip of the pen shall not fill the memory. */
const LONGEST = 10_000_000;

type Items = (run: Run) => readonly Value[] | null;

function itemsOf(node: Iterator, emit: Emit): Items {
  const list = emit(node.list);
  if (!node.end) {
    return (run) => {
      const value = list(run);
      const items = membersOf(value);
      return items === undefined ? fail(run, node, 'bad-argument', NOT_COUNTED) : items;
    };
  }
  const end = emit(node.end);
  return (run) => {
    const from = list(run);
    const to = end(run);
    if (from === null || to === null) return null;
    return counted(from, to, true, true) ?? fail(run, node, 'bad-argument', NOT_COUNTED);
  };
}

/** What an iteration goes through: a list's members, those a range counts (undefined when it cannot), a value alone. */
export function membersOf(value: Value): readonly Value[] | null | undefined {
  if (value instanceof Range) return counted(value.low, value.high, value.lowClosed, value.highClosed);
  return value === null || isList(value) ? value : [value];
}

const NOT_COUNTED = { zh: '两端不是整数或日期，不能逐个取值', en: 'The ends are not whole numbers or dates' };

/** The whole numbers or days from one end to the other, upwards or downwards. */
function counted(from: Value, to: Value, first: boolean, last: boolean): Value[] | undefined {
  const a = position(from);
  const b = position(to);
  if (a === undefined || b === undefined || from instanceof Decimal !== to instanceof Decimal)
    return undefined;
  const step = a <= b ? 1 : -1;
  const count = Math.abs(b - a) + 1;
  if (count > LONGEST) return undefined;
  const items: Value[] = [];
  for (let at = first ? 0 : 1; at < (last ? count : count - 1); at += 1) {
    const place = a + at * step;
    const item = from instanceof Decimal ? new Decimal(place) : CalendarDate.ofEpochDay(place);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function position(value: Value): number | undefined {
  if (value instanceof CalendarDate) return value.epochDay;
  if (!(value instanceof Decimal) || !value.isInteger()) return undefined;
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Visits every combination; stops when `visit` answers true. Null when one of the lists is null. */
function combinations(
  iterators: readonly { readonly binding: number; readonly items: Items }[],
  at: number,
  run: Run,
  visit: () => boolean,
): boolean | null {
  const iterator = iterators[at];
  if (!iterator) return visit();
  const items = iterator.items(run);
  if (items === null) return null;
  for (const item of items) {
    run.slots[iterator.binding] = item;
    const stop = combinations(iterators, at + 1, run, visit);
    if (stop !== false) return stop;
  }
  return false;
}

function iteratorsOf(iterators: readonly Iterator[], emit: Emit): { binding: number; items: Items }[] {
  return iterators.map((each) => ({ binding: each.binding, items: itemsOf(each, emit) }));
}

export function loop(node: For, emit: Emit): Code {
  const iterators = iteratorsOf(node.iterators, emit);
  const body = emit(node.body);
  const { partial } = node;
  const partialUsed = mentions(node.body, partial);
  return (run) => {
    const results: Value[] = [];
    const ended = combinations(iterators, 0, run, () => {
      if (partialUsed) run.slots[partial] = results.slice();
      results.push(body(run));
      return false;
    });
    return ended === null ? null : results;
  };
}

export function quantified(node: Quantified, emit: Emit): Code {
  const iterators = iteratorsOf(node.iterators, emit);
  const condition = emit(node.condition);
  const deciding = node.kind === 'some';
  const eager = emit.eager === true;
  return (run) => {
    let known = true;
    let found = false;
    const ended = combinations(iterators, 0, run, () => {
      const value = condition(run);
      if (value === deciding) found = true;
      else if (value !== !deciding) known = false;
      return found && !eager;
    });
    if (ended === null) return null;
    if (found) return deciding;
    return known ? !deciding : null;
  };
}

export function filter(node: Filter, emit: Emit): Code {
  const list = emit(node.list);
  const predicate = emit(node.predicate);
  const { binding, mode } = node;
  const constant = !mentions(node.predicate, binding);
  return (run) => {
    const value = list(run);
    if (value === null) return null;
    const items = isList(value) ? value : [value];
    // A position is the same for all members unless it speaks of them.
    if (mode === 'index' && constant) return itemAt(items, predicate(run), node.predicate, run);
    const kept: Value[] = [];
    for (const item of items) {
      run.slots[binding] = item;
      const held = predicate(run);
      if (held === true) kept.push(item);
      else if (held instanceof Decimal && mode !== 'predicate')
        return itemAt(items, held, node.predicate, run);
    }
    if (items.length === 0 && mode !== 'predicate') {
      run.slots[binding] = null;
      return predicate(run) instanceof Decimal ? null : kept;
    }
    return kept;
  };
}

function itemAt(items: readonly Value[], position: Value, place: Expression, run: Run): Value {
  if (position === null) return null;
  const at = position instanceof Decimal && position.isInteger() ? position.toNumber() : 0;
  if (at === 0 || Math.abs(at) > items.length) {
    return fail(run, place, 'out-of-range', {
      zh: '序号超出列表的范围',
      en: 'The position is outside the list',
    });
  }
  return items.at(at > 0 ? at - 1 : at) ?? null;
}
