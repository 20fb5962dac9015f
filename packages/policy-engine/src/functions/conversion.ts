import type { CONVERSION } from '../signature/conversion.ts';
import { CalendarDate } from '../value/date.ts';
import { DaysDuration, MonthsDuration, NANOS_PER_SECOND } from '../value/duration.ts';
import { Moment } from '../value/moment.ts';
import { readNumber } from '../value/number.ts';
import { readDate, readDuration, readMoment, readTime } from '../value/temporal.ts';
import { formatValue } from '../value/format.ts';
import { ClockTime } from '../value/time.ts';
import type { Value } from '../value/value.ts';
import { readZone, UTC } from '../value/zone.ts';
import { readRange } from './read-range.ts';
import { contextIn, isNumber, isText, listIn, type Runner, type Runners, whole } from './runner.ts';

const date: Runner = ([from, month, day]) => {
  if (from instanceof CalendarDate) return from;
  if (from instanceof Moment) return from.date;
  if (isText(from)) return readDate(from) ?? readMoment(from)?.date;
  const [y, m, d] = [whole(from), whole(month), whole(day)];
  return y === undefined || m === undefined || d === undefined ? undefined : CalendarDate.of(y, m, d);
};

const time: Runner = ([from, minute, second, offset]) => {
  if (from instanceof ClockTime) return from;
  if (from instanceof Moment) return from.time;
  if (from instanceof CalendarDate) return ClockTime.of(0, 0, 0, 0, UTC);
  if (isText(from)) return readTime(from);
  const [h, m] = [whole(from), whole(minute)];
  if (h === undefined || m === undefined || !isNumber(second)) return undefined;
  const zone = offset instanceof DaysDuration ? zoneOf(offset) : undefined;
  if (offset !== undefined && offset !== null && !zone) return undefined;
  const nanos = second.minus(second.trunc()).times(1_000_000_000).trunc().toNumber();
  return ClockTime.of(h, m, second.trunc().toNumber(), nanos, zone);
};

function zoneOf({ nanos }: DaysDuration): { kind: 'offset'; seconds: number } | undefined {
  const seconds = Number(nanos / NANOS_PER_SECOND);
  return Math.abs(seconds) <= 18 * 3600 ? { kind: 'offset', seconds } : undefined;
}

const moment: Runner = ([from, second]) => {
  if (second === undefined) {
    if (from instanceof Moment) return from;
    if (from instanceof CalendarDate) {
      const midnight = ClockTime.of(0, 0, 0);
      return midnight && new Moment(from, midnight);
    }
    return isText(from) ? readMoment(from) : undefined;
  }
  const day = from instanceof Moment ? from.date : from;
  if (day instanceof CalendarDate && second instanceof ClockTime) return new Moment(day, second);
  return from instanceof Moment && isText(second) ? movedTo(from, second) : undefined;
};

/** The same instant by the clock of another zone. */
function movedTo(from: Moment, text: string): Moment | undefined {
  const zone = readZone(text) ?? readZone(`@${text}`);
  if (!zone || !from.time.zone) return undefined;
  return Moment.at(from.utcSecond, from.time.nano, zone);
}

function dayOf(value: Value | undefined): CalendarDate | undefined {
  if (value instanceof Moment) return value.date;
  return value instanceof CalendarDate ? value : undefined;
}

/** Whole months from one day to another, towards zero. */
function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) return months - 1;
  return months < 0 && to.day > from.day ? months + 1 : months;
}

/** A numeral with its grouping signs, ` `, `,` or `.`, and its decimal sign, `.` or `,`. */
function groupedNumber(from: string, grouping: Value, decimal: Value): Value | undefined {
  const groups = grouping === null ? '' : grouping;
  const point = decimal === null ? '.' : decimal;
  if (!isText(groups) || !isText(point) || !['', ' ', ',', '.'].includes(groups)) return undefined;
  if (!['.', ','].includes(point) || groups === point) return undefined;
  const plain = groups ? from.replaceAll(groups, '') : from;
  return readNumber(point === ',' ? (plain.includes('.') ? 'x' : plain.replace(',', '.')) : plain);
}

export const conversion: Runners<typeof CONVERSION> = {
  date,
  time,
  'date and time': moment,
  duration: ([from]) => {
    if (from instanceof DaysDuration || from instanceof MonthsDuration) return from;
    return isText(from) ? readDuration(from) : undefined;
  },
  'years and months duration': ([from, to]) => {
    const [one, other] = [dayOf(from), dayOf(to)];
    return one && other && new MonthsDuration(monthsBetween(one, other));
  },
  number: ([from, grouping = null, decimal = null]) => {
    if (isNumber(from)) return from;
    return isText(from) ? groupedNumber(from.trim(), grouping, decimal) : undefined;
  },
  string: ([from = null]) => (from === null ? null : isText(from) ? from : formatValue(from)),
  range: ([from]) => (isText(from) ? readRange(from) : undefined),
  context: ([entries]) => {
    const made = new Map<string, Value>();
    for (const each of listIn(entries) ?? []) {
      const entry = contextIn(each);
      const key = entry?.get('key');
      const value = entry?.get('value');
      if (!isText(key) || value === undefined || made.has(key)) return undefined;
      made.set(key, value);
    }
    return listIn(entries) && made;
  },
};
