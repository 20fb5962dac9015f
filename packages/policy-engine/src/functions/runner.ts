import type { EvaluateOptions } from '../evaluate/run.ts';
import { Decimal } from '../value/number.ts';
import { isContext, isList, type Context, type Value } from '../value/value.ts';

/** The arguments in the signature's order; undefined where one was left out. */
export type Given = readonly (Value | undefined)[];

/** Computes a built-in function; undefined when it cannot with these arguments. */
export type Runner = (given: Given, options: EvaluateOptions) => Value | undefined;

/** The runners of one theme: every function its signatures name. */
export type Runners<Signatures> = { readonly [Name in keyof Signatures]: Runner };

export function isNumber(value: Value | undefined): value is Decimal {
  return value instanceof Decimal;
}

/** A whole number that JavaScript counts exactly, or undefined. */
export function whole(value: Value | undefined): number | undefined {
  if (!isNumber(value) || !value.isInteger()) return undefined;
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : undefined;
}

export function isText(value: Value | undefined): value is string {
  return typeof value === 'string';
}

export function listIn(value: Value | undefined): readonly Value[] | undefined {
  return value !== undefined && isList(value) ? value : undefined;
}

export function contextIn(value: Value | undefined): Context | undefined {
  return value !== undefined && isContext(value) ? value : undefined;
}

/** The list when all its members are of the kind, else undefined. */
export function listOfAll<Kind extends Value>(
  value: Value | undefined,
  is: (item: Value) => item is Kind,
): readonly Kind[] | undefined {
  const list = listIn(value);
  return list?.every(is) ? (list as readonly Kind[]) : undefined;
}

/** The number, when it is one that decimals of 34 digits hold. */
export function finite(value: Decimal): Decimal | undefined {
  return value.isFinite() ? value : undefined;
}
