import { isContext, isList, type Facts, type Value } from '../value/value.ts';

/** Where a fact stands: names, and positions in lists from 0. */
export type Path = readonly (string | number)[];

/** Finds the place among the facts that a value was taken from, or undefined when it was computed. */
export type Origins = (value: Value) => Path | undefined;

/**
 * Remembers where every member, context and list of the facts stands. They are told by identity: values go
 * through filters, paths and functions without being copied.
 */
export function originsOf(facts: Facts): Origins {
  const known = new Map<object, Path | undefined>();
  const visit = (value: Value, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    // One object in two places says nothing about which is meant.
    known.set(value, known.has(value) ? undefined : path);
    if (isContext(value)) for (const [name, each] of value) visit(each, [...path, name]);
    else if (isList(value)) value.forEach((each, at) => visit(each, [...path, at]));
  };
  for (const [name, value] of facts) visit(value, [name]);
  return (value) => (typeof value === 'object' && value !== null ? known.get(value) : undefined);
}

export function valueAt(facts: Facts, path: Path): Value {
  return path.reduce<Value>((value, step) => {
    if (typeof step === 'number') return isList(value) ? (value[step] ?? null) : null;
    return isContext(value) ? (value.get(step) ?? null) : null;
  }, facts);
}

/** The facts with one of them changed; the others are shared. */
export function withValue(facts: Facts, path: Path, value: Value): Facts {
  return changer(facts, path)(value);
}

/** The facts with one of them changed, again and again: each answer is good until the next. */
export function changer(facts: Facts, path: Path): (value: Value) => Facts {
  const [name, ...rest] = path;
  if (typeof name !== 'string') return () => facts;
  const working = new Map(facts);
  const from = facts.get(name) ?? null;
  return (value) => working.set(name, rest.length === 0 ? value : changed(from, rest, 0, value));
}

function changed(from: Value, path: Path, at: number, value: Value): Value {
  const step = path[at];
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (!isList(from) || step >= from.length) return from;
    return from.with(step, changed(from[step] ?? null, path, at + 1, value));
  }
  const entries = new Map(isContext(from) ? from : undefined);
  return entries.set(step, changed(entries.get(step) ?? null, path, at + 1, value));
}
