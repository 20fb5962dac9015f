import { formatValue } from '../value/format.ts';
import { Decimal } from '../value/number.ts';
import { FunctionValue, isContext, isList, type Value } from '../value/value.ts';

/** What facts look like outside: JSON. Dates and durations are texts as FEEL writes them. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * The value as JSON. A number is a number where JavaScript's floats write the same decimal, else a text;
 * dates, durations and ranges are texts; functions are null.
 */
export function toJson(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value instanceof Decimal) {
    const number = value.toNumber();
    return new Decimal(number).eq(value) ? number : value.toFixed();
  }
  if (value instanceof FunctionValue) return null;
  if (isList(value)) return value.map(toJson);
  if (isContext(value)) return Object.fromEntries([...value].map(([name, each]) => [name, toJson(each)]));
  return formatValue(value);
}
