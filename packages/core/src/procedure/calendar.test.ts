import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../day.ts';
import { type Calendar, calendarWarnings, endOf, isWorkingDay } from './calendar.ts';
import type { Span } from './model.ts';

/** A made-up spring festival of nine days with two weekend days worked for it. */
const CALENDAR: Calendar = {
  2025: { off: ['2025-01-01'], work: [] },
  2026: {
    off: Array.from({ length: 9 }, (_, index) => addDays('2026-02-15', index)),
    work: ['2026-02-14', '2026-02-28'],
  },
};
const span = (days: number, more: Partial<Span> = {}): Span => ({
  days,
  count: 'calendar',
  first: 'next-day',
  last: 'as-is',
  ...more,
});
const anyDay = fc.integer({ min: 0, max: 800 }).map((count) => addDays('2025-01-01', count));
const anySpan: fc.Arbitrary<Span> = fc.record({
  days: fc.integer({ min: 1, max: 60 }),
  count: fc.constantFrom('calendar' as const, 'working' as const),
  first: fc.constantFrom('counts' as const, 'next-day' as const),
  last: fc.constantFrom('as-is' as const, 'next-working-day' as const),
});

test.each([
  ['2026-02-13', true],
  ['2026-02-14', true],
  ['2026-02-16', false],
  ['2026-02-28', true],
  ['2026-03-01', false],
  ['2031-03-01', false],
  ['2031-03-03', true],
])('%s is worked: %s', (day, worked) => expect(isWorkingDay(CALENDAR, day)).toBe(worked));

describe('a period', () => {
  test.each<[string, Span, string]>([
    ['2026-03-02', span(5), '2026-03-07'],
    ['2026-03-02', span(5, { first: 'counts' }), '2026-03-06'],
    ['2026-03-02', span(5, { last: 'next-working-day' }), '2026-03-09'],
    ['2026-03-02', span(5, { count: 'working' }), '2026-03-09'],
    ['2026-02-12', span(3, { count: 'working' }), '2026-02-24'],
    ['2024-02-28', span(1), '2024-02-29'],
    ['2025-12-30', span(3), '2026-01-02'],
  ])('from %s, %o, ends on %s', (from, of, end) => expect(endOf(of, from, CALENDAR)).toBe(end));

  test('never ends earlier for beginning later or being longer', () => {
    fc.assert(
      fc.property(anySpan, anyDay, fc.nat(20), (of, from, more) => {
        const end = endOf(of, from, CALENDAR);
        expect(endOf(of, addDays(from, more), CALENDAR) >= end).toBe(true);
        expect(endOf({ ...of, days: of.days + more }, from, CALENDAR) >= end).toBe(true);
      }),
    );
  });

  test('holds as many days of its kind as it says, counted one by one', () => {
    fc.assert(
      fc.property(anySpan, anyDay, (of, from) => {
        const end = endOf({ ...of, last: 'as-is' }, from, CALENDAR);
        let counted = 0;
        for (let day = of.first === 'counts' ? from : addDays(from, 1); day <= end; day = addDays(day, 1))
          if (of.count === 'calendar' || isWorkingDay(CALENDAR, day)) counted += 1;
        expect(counted).toBe(of.days);
      }),
    );
  });

  test('ends on no day off where the next working day is asked for', () => {
    fc.assert(
      fc.property(anySpan, anyDay, (of, from) => {
        const moved = endOf({ ...of, last: 'next-working-day' }, from, CALENDAR);
        const plain = endOf({ ...of, last: 'as-is' }, from, CALENDAR);
        expect(isWorkingDay(CALENDAR, moved)).toBe(true);
        for (let day = plain; day < moved; day = addDays(day, 1))
          expect(isWorkingDay(CALENDAR, day)).toBe(false);
      }),
    );
  });

  test('is longer by just the days it was interrupted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        anyDay,
        fc.nat(59),
        fc.integer({ min: 1, max: 30 }),
        (days, from, after, length) => {
          const begun = addDays(from, 1 + (after % days));
          const gap = { from: begun, to: addDays(begun, length - 1) };
          const end = endOf(span(days), from, CALENDAR);
          expect(endOf(span(days), from, CALENDAR, [gap])).toBe(addDays(end, length));
          const past = { from: addDays(end, 1), to: addDays(end, length) };
          expect(endOf(span(days), from, CALENDAR, [past])).toBe(end);
        },
      ),
    );
  });
});

test('a missing calendar is told: this year’s at once, the next year’s from October on', () => {
  const years = (today: string): number[] => calendarWarnings(CALENDAR, today).map(({ year }) => year);
  expect(years('2026-09-30')).toEqual([]);
  expect(years('2026-10-01')).toEqual([2027]);
  expect(years('2027-03-01')).toEqual([2027]);
  expect(years('2027-12-31')).toEqual([2027, 2028]);
});
