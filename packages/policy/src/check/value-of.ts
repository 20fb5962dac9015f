import type { Field } from '@mingbai/core';
import { CalendarDate, Decimal, type Value } from '@mingbai/policy-engine';

/** A field's value as a rule has it: money in 元, a blank null, a code as its slug, several codes a list. */
export function valueOf({ type }: Field, raw: unknown): Value {
  if (raw === null || raw === undefined || raw === '') return null;
  switch (type) {
    case 'money':
      return new Decimal(String(raw as number | string)).div(100);
    case 'integer':
    case 'decimal':
    case 'year':
      return new Decimal(String(raw as number | string));
    case 'date':
    case 'month':
      return dayOf(String(raw as string)) ?? null;
    case 'boolean':
      return raw === true || raw === 1;
    case 'codes':
      // No code is the same as nothing said.
      return Array.isArray(raw) && raw.length > 0 ? raw.map(String) : null;
    default:
      return String(raw as string);
  }
}

export function dayOf(text: string): CalendarDate | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  return CalendarDate.of(Number(year), Number(month), Number(date));
}

/** Full years on a day, 0 or less before birth: as `age()` of PostgreSQL counts them. */
export function ageOn(day: CalendarDate, birth: CalendarDate): number {
  return birth.epochDay <= day.epochDay ? yearsBetween(birth, day) : -yearsBetween(day, birth);
}

function yearsBetween(from: CalendarDate, to: CalendarDate): number {
  const early = to.month < from.month || (to.month === from.month && to.day < from.day);
  return to.year - from.year - (early ? 1 : 0);
}
