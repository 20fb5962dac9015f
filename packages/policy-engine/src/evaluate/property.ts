import { CalendarDate } from '../value/date.ts';
import { DaysDuration, MonthsDuration, NANOS_PER_SECOND } from '../value/duration.ts';
import { Moment } from '../value/moment.ts';
import { Decimal } from '../value/number.ts';
import { ClockTime } from '../value/time.ts';
import { Range, type Value } from '../value/value.ts';
import { offsetOf } from '../value/zone.ts';

/** The named part of a date, time, duration or range; undefined when it has none such. */
export function property(value: Value, name: string): Value | undefined {
  if (value instanceof CalendarDate) return ofDate(value, name);
  if (value instanceof ClockTime) return ofTime(value, value.secondOfDay, name);
  if (value instanceof Moment) {
    if (name === 'date') return value.date;
    if (name === 'time') return value.time;
    return ofDate(value.date, name) ?? ofTime(value.time, value.localSecond, name);
  }
  if (value instanceof DaysDuration) return ofDays(value, name);
  if (value instanceof MonthsDuration) {
    if (name === 'years') return new Decimal(value.years);
    return name === 'months' ? new Decimal(value.months % 12) : undefined;
  }
  return value instanceof Range ? ofRange(value, name) : undefined;
}

function ofDate(date: CalendarDate, name: string): Value | undefined {
  if (name === 'year' || name === 'month' || name === 'day' || name === 'weekday')
    return new Decimal(date[name]);
  return undefined;
}

function ofTime(time: ClockTime, local: number, name: string): Value | undefined {
  if (name === 'hour' || name === 'minute') return new Decimal(time[name]);
  if (name === 'second') return new Decimal(time.nano).div(1_000_000_000).plus(time.second);
  if (name === 'timezone') return time.zone?.kind === 'region' ? time.zone.name : null;
  if (name !== 'time offset') return undefined;
  return time.zone ? new DaysDuration(BigInt(offsetOf(time.zone, local)) * NANOS_PER_SECOND) : null;
}

function ofDays(value: DaysDuration, name: string): Value | undefined {
  const { days, hours, minutes, seconds, nanos } = value.parts;
  if (name === 'days') return new Decimal(days);
  if (name === 'hours') return new Decimal(hours);
  if (name === 'minutes') return new Decimal(minutes);
  return name === 'seconds' ? new Decimal(nanos).div(1_000_000_000).plus(seconds) : undefined;
}

function ofRange(range: Range, name: string): Value | undefined {
  if (name === 'start') return range.low;
  if (name === 'end') return range.high;
  if (name === 'start included') return range.lowClosed;
  return name === 'end included' ? range.highClosed : undefined;
}
