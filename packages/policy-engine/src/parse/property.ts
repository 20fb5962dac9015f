import { BOOLEAN, DATE, DAYS, NUMBER, STRING, TIME, type Type } from '../type.ts';
import { normalName } from '../vocabulary.ts';

const DATE_PARTS: Record<string, Type> = { year: NUMBER, month: NUMBER, day: NUMBER, weekday: NUMBER };
const TIME_PARTS: Record<string, Type> = {
  hour: NUMBER,
  minute: NUMBER,
  second: NUMBER,
  'time offset': DAYS,
  timezone: STRING,
};

const PARTS: Partial<Record<Type['kind'], Record<string, Type>>> = {
  date: DATE_PARTS,
  time: TIME_PARTS,
  'date and time': { ...DATE_PARTS, ...TIME_PARTS, date: DATE, time: TIME },
  'days and time duration': { days: NUMBER, hours: NUMBER, minutes: NUMBER, seconds: NUMBER },
  'years and months duration': { years: NUMBER, months: NUMBER },
};

/** The part of a date, time, duration or range that a path names. */
export function propertyType(of: Type, written: string): { name: string; type: Type } | undefined {
  const name = normalName(written);
  if (of.kind === 'range') {
    if (name === 'start' || name === 'end') return { name, type: of.of };
    return name === 'start included' || name === 'end included' ? { name, type: BOOLEAN } : undefined;
  }
  const type = PARTS[of.kind]?.[name];
  return type && { name, type };
}
