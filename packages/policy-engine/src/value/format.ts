import { Decimal, formatNumber } from './number.ts';
import { isContext, isList, Range, type Value, FunctionValue } from './value.ts';

/** The value as FEEL writes it within lists and contexts; texts in quotes. */
function nested(value: Value): string {
  return typeof value === 'string' ? JSON.stringify(value) : formatValue(value);
}

/** The value as FEEL's `string()` writes it; functions are `null`. */
export function formatValue(value: Value): string {
  if (value === null || value instanceof FunctionValue) return 'null';
  if (value instanceof Decimal) return formatNumber(value);
  if (isList(value)) return `[${value.map(nested).join(', ')}]`;
  if (isContext(value)) {
    return `{${[...value].map(([key, each]) => `${keyed(key)}: ${nested(each)}`).join(', ')}}`;
  }
  if (value instanceof Range) {
    const low = value.low === null ? '' : nested(value.low);
    const high = value.high === null ? '' : nested(value.high);
    return `${value.lowClosed ? '[' : '('}${low}..${high}${value.highClosed ? ']' : ')'}`;
  }
  return value.toString();
}

function keyed(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key);
}
