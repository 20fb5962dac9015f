import fc from 'fast-check';
import { DATE, DATE_TIME, DAYS, MONTHS, NUMBER, type Type } from '../type.ts';
import type { Making, Production } from './production.ts';

/** Dates, times and durations. */
export function temporals(type: Type, { of }: Making): Production[] {
  const two = (feature: string, left: Type, sign: string, right: Type): Production => {
    return { feature, make: () => fc.tuple(of(left), of(right)).map(([a, b]) => `(${a} ${sign} ${b})`) };
  };
  switch (type.kind) {
    case 'date':
    case 'date and time':
      return [
        two('date + days', type, '+', DAYS),
        two('date + days', type, '-', DAYS),
        two('date + months', type, '+', MONTHS),
        two('date + months', type, '-', MONTHS),
        ...(type.kind === 'date'
          ? [{ feature: 'date of date and time', make: () => of(DATE_TIME).map((each) => `date(${each})`) }]
          : []),
      ];
    case 'days and time duration':
      return [
        two('date - date', DATE, '-', DATE),
        two('duration + duration', DAYS, '+', DAYS),
        two('duration + duration', DAYS, '-', DAYS),
        two('duration * number', DAYS, '*', NUMBER),
      ];
    case 'years and months duration':
      return [
        two('duration + duration', MONTHS, '+', MONTHS),
        two('duration + duration', MONTHS, '-', MONTHS),
        {
          feature: 'years and months duration',
          make: () =>
            fc.tuple(of(DATE), of(DATE)).map(([from, to]) => `years and months duration(${from}, ${to})`),
        },
      ];
    default:
      return [];
  }
}
