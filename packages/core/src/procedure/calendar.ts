import { addDays } from '../day.ts';
import type { Span } from './model.ts';

/** Of one year, as the State Council's notice has it: days off (ISO), and weekend days that are worked instead. */
export interface CalendarYear {
  readonly off: readonly string[];
  readonly work: readonly string[];
}

/** By year: `{ "2026": … }`. A year that is not there is counted by its weekends alone. */
export type Calendar = Readonly<Record<string, CalendarYear>>;

/** Days on which a notice did not hang, both included. One that goes on ends today, for now. */
export interface Interruption {
  readonly from: string;
  readonly to: string;
}

/** Whether offices are open: the year's notice decides, elsewhere Monday to Friday. */
export function isWorkingDay(calendar: Calendar, day: string): boolean {
  const year = calendar[day.slice(0, 4)];
  if (year?.off.includes(day)) return false;
  if (year?.work.includes(day)) return true;
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The last day of a period that begins on a day. Days of an interruption are not counted; a last day that is
 * a day off (or interrupted) moves on to the next working day where the span asks for it.
 */
export function endOf(
  span: Span,
  fromDay: string,
  calendar: Calendar,
  interruptions: readonly Interruption[] = [],
): string {
  const runs = (day: string): boolean => !interruptions.some(({ from, to }) => from <= day && day <= to);
  const counts = (day: string): boolean =>
    runs(day) && (span.count === 'calendar' || isWorkingDay(calendar, day));
  let day = span.first === 'counts' ? fromDay : addDays(fromDay, 1);
  for (let left = span.days; ; day = addDays(day, 1)) {
    if (counts(day)) left -= 1;
    if (left === 0) break;
  }
  if (span.last === 'next-working-day')
    while (!runs(day) || !isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** A calendar that is needed and not there. */
export interface CalendarWarning {
  readonly year: number;
  readonly zh: string;
  readonly en: string;
}

const NEXT_YEAR_FROM = '-10-01';

/** This year's calendar when it is missing, and from October on the next year's. */
export function calendarWarnings(calendar: Calendar, today: string): CalendarWarning[] {
  const year = Number(today.slice(0, 4));
  const warnings: CalendarWarning[] = [];
  if (!(year in calendar))
    warnings.push({
      year,
      zh: `缺少 ${year} 年节假日历，工作日暂按周末推算；请添加 policy/calendars/${year}.yaml`,
      en: `The calendar of ${year} is missing: working days are counted by weekends alone. Add policy/calendars/${year}.yaml`,
    });
  if (today >= `${year}${NEXT_YEAR_FROM}` && !(year + 1 in calendar))
    warnings.push({
      year: year + 1,
      zh: `还没有 ${year + 1} 年节假日历，跨年的期限暂按周末推算；国务院办公厅通知发布后请添加 policy/calendars/${year + 1}.yaml`,
      en: `There is no calendar of ${year + 1} yet: periods that reach into it are counted by weekends. Add policy/calendars/${year + 1}.yaml once the State Council has announced it`,
    });
  return warnings;
}
