import type { Decimal } from './number.ts';
import type { Temporal } from './temporal.ts';

/** A range value; an end that is null is open without limit. */
export class Range {
  constructor(
    readonly low: Value,
    readonly high: Value,
    readonly lowClosed: boolean,
    readonly highClosed: boolean,
  ) {}
}

/** A function value. `call` takes the arguments in the order of `parameters`. */
export class FunctionValue {
  constructor(
    readonly parameters: readonly string[],
    readonly call: (values: readonly Value[]) => Value,
  ) {}
}

/** Entries keep the order they were written in. */
export type Context = ReadonlyMap<string, Value>;

/** What FEEL computes with. Codes are strings that hold the code. */
export type Value =
  | null
  | boolean
  | string
  | Decimal
  | Temporal
  | Range
  | FunctionValue
  | readonly Value[]
  | Context;

/** What an expression is evaluated on: values by the vocabulary's names. */
export type Facts = Context;

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isContext(value: Value): value is Context {
  return value instanceof Map;
}
