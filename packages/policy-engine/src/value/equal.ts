import { CalendarDate } from './date.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { Moment } from './moment.ts';
import { Decimal } from './number.ts';
import { ClockTime } from './time.ts';
import { isContext, isList, Range, type Context, type Value } from './value.ts';

/** Whether two values are equal; null when their kinds do not compare. Null equals null alone. */
export function equal(left: Value, right: Value): boolean | null {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' || typeof left === 'boolean') {
    return typeof left === typeof right ? left === right : null;
  }
  if (left instanceof Decimal) return right instanceof Decimal ? left.eq(right) : null;
  if (isList(left)) return isList(right) ? equalLists(left, right) : null;
  if (isContext(left)) return isContext(right) ? equalContexts(left, right) : null;
  if (left instanceof Range) return right instanceof Range ? equalRanges(left, right) : null;
  const order = sameKind(left, right) ? compare(left, right) : null;
  if (order !== null) return order === 0;
  // A time with a zone and one without are both times, and not equal.
  return sameKind(left, right) ? false : null;
}

function sameKind(left: Value, right: Value): boolean {
  return [CalendarDate, ClockTime, Moment, DaysDuration, MonthsDuration].some(
    (kind) => left instanceof kind && right instanceof kind,
  );
}

function equalLists(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((item, at) => equal(item, right[at] ?? null) === true);
}

function equalContexts(left: Context, right: Context): boolean {
  if (left.size !== right.size) return false;
  for (const [name, value] of left) {
    const other = right.get(name);
    if (other === undefined || equal(value, other) !== true) return false;
  }
  return true;
}

function equalRanges(left: Range, right: Range): boolean {
  return (
    left.lowClosed === right.lowClosed &&
    left.highClosed === right.highClosed &&
    equal(left.low, right.low) === true &&
    equal(left.high, right.high) === true
  );
}

/** Below 0, 0 or above 0 as `left` comes before, with or after `right`; null when they have no order. */
export function compare(left: Value, right: Value): number | null {
  if (left instanceof Decimal) return right instanceof Decimal ? left.cmp(right) : null;
  if (typeof left === 'string') return typeof right === 'string' ? compareText(left, right) : null;
  if (left instanceof CalendarDate) return right instanceof CalendarDate ? left.compare(right) : null;
  if (left instanceof Moment) return right instanceof Moment ? (left.compare(right) ?? null) : null;
  if (left instanceof ClockTime) return right instanceof ClockTime ? (left.compare(right) ?? null) : null;
  if (left instanceof MonthsDuration)
    return right instanceof MonthsDuration ? left.months - right.months : null;
  if (left instanceof DaysDuration && right instanceof DaysDuration) {
    return left.nanos < right.nanos ? -1 : Number(left.nanos > right.nanos);
  }
  return null;
}

/** By code points, as UTF-8 sorts; JavaScript's own order puts surrogates before U+E000. */
function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Whether the value lies in the range; null when they do not compare. */
export function inRange(value: Value, { low, high, lowClosed, highClosed }: Range): boolean | null {
  const above = low === null ? 1 : compare(value, low);
  const below = high === null ? -1 : compare(value, high);
  const fromLow = above === null ? null : above > 0 || (lowClosed && above === 0);
  const toHigh = below === null ? null : below < 0 || (highClosed && below === 0);
  if (fromLow === false || toHigh === false) return false;
  return fromLow === null || toHigh === null || value === null ? null : true;
}
