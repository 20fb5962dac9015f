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
  const [name, ...rest] = path;
  if (typeof name !== 'string') return facts;
  return new Map([...facts, [name, changed(facts.get(name) ?? null, rest, value)]]);
}

function changed(from: Value, path: Path, value: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    return isList(from) && step < from.length
      ? from.with(step, changed(from[step] ?? null, rest, value))
      : from;
  }
  const entries = isContext(from) ? from : new Map<string, Value>();
  return new Map([...entries, [step, changed(entries.get(step) ?? null, rest, value)]]);
}
