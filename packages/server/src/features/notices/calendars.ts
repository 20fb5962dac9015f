import type { Calendar } from '@mingbai/core';
import { loadCalendars, readBundle } from '@mingbai/policy';

let loading: Promise<Calendar> | undefined;

/** The official calendars that come with the house, read once for each process. */
export function officialCalendar(): Promise<Calendar> {
  loading ??= readBundle().then((bundle) => loadCalendars(bundle).calendar);
  return loading;
}
