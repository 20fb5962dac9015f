import { compare } from '../value/equal.ts';
import { readNumber } from '../value/number.ts';
import { readTemporal } from '../value/temporal.ts';
import { Range, type Value } from '../value/value.ts';

const RANGE = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/;
const CONSTRUCTED = /^(?:@|(?:date and time|date|time|duration)\s*\()\s*"([^"]*)"\s*\)?$/;

/** Reads `[1..5)` with literals as its ends; one of them may be missing when its side is open. */
export function readRange(text: string): Range | undefined {
  const parts = RANGE.exec(text);
  if (!parts) return undefined;
  const [, first = '', from = '', to = '', last = ''] = parts;
  const low = from === '' ? null : readEnd(from);
  const high = to === '' ? null : readEnd(to);
  const lowClosed = first === '[';
  const highClosed = last === ']';
  if (low === undefined || high === undefined || (low === null && high === null)) return undefined;
  if ((low === null && lowClosed) || (high === null && highClosed)) return undefined;
  const order = low === null || high === null ? 0 : compare(low, high);
  return order === null || order > 0 ? undefined : new Range(low, high, lowClosed, highClosed);
}

function readEnd(text: string): Value | undefined {
  if (text.startsWith('"') && text.endsWith('"') && text.length > 1) return text.slice(1, -1);
  const constructed = CONSTRUCTED.exec(text);
  return constructed ? readTemporal(constructed[1] ?? '') : readNumber(text);
}
