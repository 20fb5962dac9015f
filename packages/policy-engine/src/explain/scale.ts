import { CalendarDate } from '../value/date.ts';
import { DaysDuration, MonthsDuration, NANOS_PER_DAY } from '../value/duration.ts';
import { Moment } from '../value/moment.ts';
import { Decimal } from '../value/number.ts';
import type { Type } from '../type.ts';
import type { Value } from '../value/value.ts';

const DAY = new Decimal(86_400);

/** Where an ordered value stands on a line of numbers: dates and durations in days or months; else undefined. */
export function toLine(value: Value): Decimal | undefined {
  if (value instanceof Decimal) return value;
  if (value instanceof CalendarDate) return new Decimal(value.epochDay);
  if (value instanceof MonthsDuration) return new Decimal(value.months);
  if (value instanceof DaysDuration) return new Decimal(value.nanos.toString()).div(NANOS_PER_DAY.toString());
  if (value instanceof Moment) {
    return new Decimal(value.time.nano).div(1_000_000_000).plus(value.utcSecond).div(DAY);
  }
  return undefined;
}

/** Whether values of the type stand on a line that we can go along, and whether only in whole steps. */
export function lineOf({ kind }: Type): 'whole' | 'dense' | undefined {
  if (kind === 'number') return 'dense';
  return kind === 'date' || kind === 'years and months duration' || kind === 'days and time duration'
    ? 'whole'
    : undefined;
}

/** The value of the type at a place of the line, or undefined beyond its ends. */
export function fromLine({ kind }: Type, at: Decimal): Value | undefined {
  if (kind === 'number') return at.isFinite() ? at : undefined;
  const whole = at.toNumber();
  if (!Number.isSafeInteger(whole)) return undefined;
  if (kind === 'date') return Math.abs(whole) < 1e7 ? CalendarDate.ofEpochDay(whole) : undefined;
  if (kind === 'years and months duration') return new MonthsDuration(whole);
  return kind === 'days and time duration' ? new DaysDuration(BigInt(whole) * NANOS_PER_DAY) : undefined;
}

/** Where to begin when nothing is known. */
export function startOf({ kind }: Type): Decimal {
  return new Decimal(kind === 'date' ? 10_957 : 0);
}
