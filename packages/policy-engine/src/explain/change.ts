import { isList, type Value } from '../value/value.ts';
import { Decimal } from '../value/number.ts';
import { equal } from '../value/equal.ts';
import type { Leaf } from './leaves.ts';
import { fromLine, lineOf, startOf, toLine } from './scale.ts';
import type { Path } from './origin.ts';

/** A change of one fact. */
export interface Change {
  readonly path: Path;
  readonly from: Value;
  /**
   * What it must be: `= to`, `>= to`, `> to`, `<= to`, `< to`, anything but it: `!= to`; or for a list, that it
   * has a member more: `includes to`.
   */
  readonly relation: '=' | '!=' | '>=' | '>' | '<=' | '<' | 'includes';
  readonly to: Value;
  /** A value with which the change was tried and turned the result. */
  readonly example: Value;
  /** For codes and texts: the other values that do as well. */
  readonly alternatives: readonly Value[];
}

/** Whether the result turns when the leaf has this value. */
export type Turns = (value: Value) => boolean;

const STEPS = ['1', '0.01', '0.000001'].map((step) => new Decimal(step));
const FAR = ['1', '1000', '1000000'].map((step) => new Decimal(step));

/** The nearest place on its line to which a number, date or duration must move; undefined when there is none. */
export function changeOnLine(
  leaf: Leaf,
  boundaries: readonly Decimal[],
  turns: Turns,
  search: boolean,
): Change | undefined {
  const from = toLine(leaf.value);
  const turnsAt = (at: Decimal): boolean => {
    const value = fromLine(leaf.type, at);
    return value !== undefined && turns(value);
  };
  for (const boundary of boundaries) {
    const found =
      lineOf(leaf.type) === 'whole'
        ? wholeAt(leaf, from, boundary, turnsAt)
        : denseAt(leaf, from, boundary, turnsAt);
    if (found) return found;
  }
  return search && from ? searched(leaf, from, turnsAt) : undefined;
}

type TurnsAt = (at: Decimal) => boolean;

function made(leaf: Leaf, relation: Change['relation'], to: Decimal, example: Decimal): Change | undefined {
  const value = fromLine(leaf.type, to);
  const tried = fromLine(leaf.type, example);
  if (value === undefined || tried === undefined) return undefined;
  return { path: leaf.path, from: leaf.value, relation, to: value, example: tried, alternatives: [] };
}

/** Which ways to go from a place; a fact that is not known may go either. */
function ways(from: Decimal | undefined, at: Decimal): (1 | -1)[] {
  if (!from) return [1, -1];
  const order = at.cmp(from);
  return order === 0 ? [1, -1] : [order > 0 ? 1 : -1];
}

/** Whether all tried places from here on turn it too; then the change may go further as well. */
function goesOn(at: Decimal, way: 1 | -1, turnsAt: TurnsAt): boolean {
  return FAR.every((far) => {
    const value = at.plus(far.times(way));
    // Dates end somewhere; what lies beyond says nothing.
    return value.abs().gt(9_000_000) || turnsAt(value);
  });
}

function denseAt(leaf: Leaf, from: Decimal | undefined, at: Decimal, turnsAt: TurnsAt): Change | undefined {
  if (!from?.eq(at) && turnsAt(at)) {
    const way = ways(from, at).find((each) => goesOn(at, each, turnsAt));
    return made(leaf, way === undefined ? '=' : way > 0 ? '>=' : '<=', at, at);
  }
  for (const way of ways(from, at)) {
    // Cents are spoken of where there are some already.
    const steps = at.isInteger() && (from?.isInteger() ?? true) ? STEPS : STEPS.slice(1);
    const step = steps.find((each) => turnsAt(at.plus(each.times(way))));
    if (!step) continue;
    const beside = at.plus(step.times(way));
    if (goesOn(at, way, turnsAt)) return made(leaf, way > 0 ? '>' : '<', at, beside);
    return made(leaf, '=', beside, beside);
  }
  return undefined;
}

function wholeAt(
  leaf: Leaf,
  from: Decimal | undefined,
  boundary: Decimal,
  turnsAt: TurnsAt,
): Change | undefined {
  const found = ways(from, boundary).flatMap((way) => {
    const near = way > 0 ? boundary.ceil() : boundary.floor();
    const places = [near.minus(way), near, near.plus(way)];
    const ahead = from ? places.filter((at) => at.minus(from).times(way).gt(0)) : places;
    return ahead.filter(turnsAt).map((at) => ({ way, at, on: goesOn(at, way, turnsAt) }));
  });
  const best = found.find(({ on }) => on) ?? found[0];
  return best && made(leaf, best.on ? (best.way > 0 ? '>=' : '<=') : '=', best.at, best.at);
}

/** Single steps at first, then ever longer ones: for what is compared after rounding, counting or taking a part. */
const REACHES = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 32, 64, 128, 256, 512, 1024, 4096, 16_384, 65_536];

function searched(leaf: Leaf, from: Decimal, turnsAt: TurnsAt): Change | undefined {
  const whole = from.trunc();
  const found = ([1, -1] as const).flatMap((way) => {
    const at = REACHES.findIndex((reach) => turnsAt(whole.plus(reach * way)));
    let long = REACHES[at];
    if (long === undefined) return [];
    let short = REACHES[at - 1] ?? 0;
    while (long - short > 1) {
      const middle = Math.floor((short + long) / 2);
      if (turnsAt(whole.plus(middle * way))) long = middle;
      else short = middle;
    }
    return [{ way, at: whole.plus(long * way), reach: long }];
  });
  const [nearest] = found.toSorted((a, b) => a.reach - b.reach);
  if (!nearest) return undefined;
  const { way, at } = nearest;
  return made(leaf, goesOn(at, way, turnsAt) ? (way > 0 ? '>=' : '<=') : '=', at, at);
}

/** The other values a code, a yes-or-no or a text may have that turn the result. */
export function changeOfKind(leaf: Leaf, texts: readonly string[], turns: Turns): Change | undefined {
  const { path, type, value: from } = leaf;
  const others = othersOf(leaf, texts).filter((value) => equal(value, from) !== true && turns(value));
  const [to, ...alternatives] = others;
  if (to === undefined) return undefined;
  const isOther = type.kind === 'string' && to === OTHER;
  if (isOther && from !== null)
    return { path, from, relation: '!=', to: from, example: to, alternatives: [] };
  if (isOther && alternatives[0] === undefined) return undefined;
  const named = isOther ? (alternatives[0] ?? to) : to;
  const rest = alternatives.filter((each) => each !== OTHER && each !== named);
  return { path, from, relation: '=', to: named, example: named, alternatives: rest };
}

/** A text that nobody wrote. */
const OTHER = '\u{10fffd}';

function othersOf({ type }: Leaf, texts: readonly string[]): Value[] {
  if (type.kind === 'boolean') return [true, false];
  if (type.kind === 'code') return type.list.members.map(({ code }) => code);
  return type.kind === 'string' ? [OTHER, ...texts] : [];
}

/** Values worth trying while another fact changes too. */
export function triesOf(leaf: Leaf, boundaries: readonly Decimal[], texts: readonly string[]): Value[] {
  if (!lineOf(leaf.type)) {
    return othersOf(leaf, texts)
      .filter((value) => equal(value, leaf.value) !== true)
      .slice(0, 6);
  }
  const from = toLine(leaf.value) ?? startOf(leaf.type);
  return boundaries.slice(0, 3).flatMap((at) => {
    const place = lineOf(leaf.type) === 'whole' ? at.round() : at;
    const beyond = place.plus(place.lt(from) ? -1 : 1);
    return [place, beyond].flatMap((each) => fromLine(leaf.type, each) ?? []);
  });
}

/** A member that a list of codes or texts lacks; with it, the result turns. */
export function changeOfList(leaf: Leaf, texts: readonly string[], turns: Turns): Change | undefined {
  const { path, type, value: from } = leaf;
  const list = from !== null && isList(from) ? from : [];
  const of: Leaf = { path, type: type.kind === 'list' ? type.of : type, value: null };
  const missing = othersOf(of, texts).filter(
    (each) => each !== OTHER && !list.some((one) => equal(one, each) === true),
  );
  const [to, ...alternatives] = missing.filter((each) => turns([...list, each]));
  if (to === undefined) return undefined;
  return { path, from, relation: 'includes', to, example: [...list, to], alternatives };
}
