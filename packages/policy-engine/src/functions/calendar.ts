import type { CALENDAR } from '../signature/calendar.ts';
import { CalendarDate } from '../value/date.ts';
import { DAY_NAMES, MONTH_NAMES } from '../value/day-names.ts';
import { Moment } from '../value/moment.ts';
import { Decimal } from '../value/number.ts';
import type { Value } from '../value/value.ts';
import type { Runner, Runners } from './runner.ts';

function ofDay(run: (date: CalendarDate) => Value | undefined): Runner {
  return ([value]) => {
    const date = value instanceof Moment ? value.date : value;
    return date instanceof CalendarDate ? run(date) : undefined;
  };
}

/** ISO 8601: weeks begin on Monday; week 1 is the one with the year's first Thursday. */
function week(date: CalendarDate): number | undefined {
  const thursday = date.plusDays(4 - date.weekday);
  return thursday && Math.ceil(thursday.dayOfYear / 7);
}

export const calendar: Runners<typeof CALENDAR> = {
  'day of year': ofDay((date) => new Decimal(date.dayOfYear)),
  'day of week': ofDay((date) => DAY_NAMES[date.weekday - 1]),
  'month of year': ofDay((date) => MONTH_NAMES[date.month - 1]),
  'week of year': ofDay((date) => {
    const number = week(date);
    return number === undefined ? undefined : new Decimal(number);
  }),
  now: (_, { now }) => now ?? null,
  today: (_, { now }) => now?.date ?? null,
};
