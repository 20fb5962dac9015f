import { ANY, DATE, DATE_TIME, DAYS, listOf, MONTHS, NUMBER, rangeOf, STRING, TIME } from '../type.ts';
import { may, need, takes } from './signature.ts';

export const CONVERSION = {
  date: [
    takes([need('from', STRING, DATE, DATE_TIME)], DATE),
    takes([need('year', NUMBER), need('month', NUMBER), need('day', NUMBER)], DATE),
  ],
  time: [
    takes([need('from', STRING, TIME, DATE_TIME, DATE)], TIME),
    takes([need('hour', NUMBER), need('minute', NUMBER), need('second', NUMBER), may('offset', DAYS)], TIME),
  ],
  'date and time': [
    takes([need('from', STRING, DATE_TIME, DATE)], DATE_TIME),
    takes([need('date', DATE, DATE_TIME), need('time', TIME)], DATE_TIME),
    takes([need('date', DATE_TIME), need('timezone', STRING)], DATE_TIME),
  ],
  duration: [takes([need('from', STRING, DAYS, MONTHS)], ANY)],
  'years and months duration': [takes([need('from', DATE, DATE_TIME), need('to', DATE, DATE_TIME)], MONTHS)],
  number: [
    takes([need('from', STRING, NUMBER)], NUMBER),
    takes(
      [need('from', STRING, NUMBER), need('grouping separator', STRING), need('decimal separator', STRING)],
      NUMBER,
    ),
  ],
  string: [takes([need('from', ANY)], STRING)],
  range: [takes([need('from', STRING)], rangeOf(ANY))],
  context: [takes([need('entries', listOf(ANY))], ANY)],
} as const;
