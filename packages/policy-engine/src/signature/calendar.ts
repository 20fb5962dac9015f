import { DATE, DATE_TIME, NUMBER, STRING } from '../type.ts';
import { need, takes } from './signature.ts';

const date = need('date', DATE, DATE_TIME);

export const CALENDAR = {
  'day of year': [takes([date], NUMBER)],
  'day of week': [takes([date], STRING)],
  'month of year': [takes([date], STRING)],
  'week of year': [takes([date], NUMBER)],
  /** The clock is the caller's; without one these are null. */
  now: [takes([], DATE_TIME)],
  today: [takes([], DATE)],
} as const;
