import type { Type } from '../type.ts';
import { DATE, DATE_TIME, DAYS, MONTHS, TIME } from '../type.ts';
import { CalendarDate, LAST_YEAR } from './date.ts';
import { DaysDuration, MonthsDuration, NANOS_PER_DAY, NANOS_PER_SECOND } from './duration.ts';
import { Moment } from './moment.ts';
import { ClockTime } from './time.ts';
import { readZone } from './zone.ts';

export type Temporal = CalendarDate | ClockTime | Moment | DaysDuration | MonthsDuration;

const DATE_TEXT = /^(-?)([1-9]\d{4,8}|\d{4})-(\d\d)-(\d\d)$/;

/** Reads `YYYY-MM-DD`. */
export function readDate(text: string): CalendarDate | undefined {
  const parts = DATE_TEXT.exec(text);
  if (!parts) return undefined;
  const year = Number(parts[2]) * (parts[1] ? -1 : 1);
  return Math.abs(year) > LAST_YEAR ? undefined : CalendarDate.of(year, Number(parts[3]), Number(parts[4]));
}

const TIME_TEXT = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(.*)$/;

/** Reads `hh:mm:ss`, with a fraction and a zone when there are any. */
export function readTime(text: string): ClockTime | undefined {
  const parts = TIME_TEXT.exec(text);
  if (!parts) return undefined;
  const [, hour, minute, second, fraction = '', zoneText = ''] = parts;
  const zone = zoneText ? readZone(zoneText) : undefined;
  if (zoneText && !zone) return undefined;
  const nano = Number(fraction.slice(0, 9).padEnd(9, '0'));
  return ClockTime.of(Number(hour), Number(minute), Number(second), nano, zone);
}

/** Reads `YYYY-MM-DDThh:mm:ss…`, or a date alone, which is its midnight. */
export function readMoment(text: string): Moment | undefined {
  const at = text.indexOf('T');
  const date = readDate(at < 0 ? text : text.slice(0, at));
  const time = at < 0 ? ClockTime.of(0, 0, 0) : readTime(text.slice(at + 1));
  return date && time && new Moment(date, time);
}

const MONTHS_TEXT = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/;
const DAYS_TEXT = /^(-?)P(?:(\d+)D)?(?:T(?=[\d.])(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;

/** Reads `P1Y2M` or `P1DT2H3M4.5S`; the two kinds do not mix. */
export function readDuration(text: string): DaysDuration | MonthsDuration | undefined {
  const months = MONTHS_TEXT.exec(text);
  if (months) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    if (!Number.isSafeInteger(total)) return undefined;
    return new MonthsDuration(months[1] && total ? -total : total);
  }
  const days = DAYS_TEXT.exec(text);
  if (!days || text.endsWith('P')) return undefined;
  const seconds = BigInt(days[3] ?? 0) * 3600n + BigInt(days[4] ?? 0) * 60n + BigInt(days[5] ?? 0);
  const nanos =
    BigInt(days[2] ?? 0) * NANOS_PER_DAY +
    seconds * NANOS_PER_SECOND +
    BigInt((days[6] ?? '').slice(0, 9).padEnd(9, '0'));
  return new DaysDuration(days[1] ? -nanos : nanos);
}

/** Reads what may stand in `@"…"`: a date, a date and time, a time or a duration. */
export function readTemporal(text: string): Temporal | undefined {
  return (
    readDate(text) ??
    (text.includes('T') ? readMoment(text) : undefined) ??
    readTime(text) ??
    readDuration(text)
  );
}

export function temporalType(value: Temporal): Type {
  if (value instanceof CalendarDate) return DATE;
  if (value instanceof ClockTime) return TIME;
  if (value instanceof Moment) return DATE_TIME;
  return value instanceof DaysDuration ? DAYS : MONTHS;
}

export function isTemporal(value: unknown): value is Temporal {
  return (
    value instanceof CalendarDate ||
    value instanceof ClockTime ||
    value instanceof Moment ||
    value instanceof DaysDuration ||
    value instanceof MonthsDuration
  );
}
