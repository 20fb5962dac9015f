import { expect, test } from 'vitest';
import { CalendarDate } from './date.ts';
import { Moment } from './moment.ts';
import { readDate, readDuration, readMoment, readTemporal, readTime } from './temporal.ts';
import { offsetOf, readZone } from './zone.ts';

test.each([
  ['2020-02-29', '2020-02-29'],
  ['2021-02-29', undefined],
  ['2020-2-9', undefined],
  ['02020-01-01', undefined],
  ['-0044-03-15', '-0044-03-15'],
  ['12345-01-01', '12345-01-01'],
  ['2020-01-01Z', undefined],
])('the date %s is %s', (text, date) => {
  expect(readDate(text)?.toString()).toBe(date);
});

test.each([
  ['10:20:30', '10:20:30'],
  ['10:20:30.500', '10:20:30.5'],
  ['10:20:30Z', '10:20:30Z'],
  ['10:20:30+00:00', '10:20:30Z'],
  ['10:20:30-03:30', '10:20:30-03:30'],
  ['10:20:30@Asia/Shanghai', '10:20:30@Asia/Shanghai'],
  ['10:20:30@Nowhere/Town', undefined],
  ['10:20', undefined],
  ['25:00:00', undefined],
  ['10:20:30+19:00', undefined],
])('the time %s is %s', (text, time) => {
  expect(readTime(text)?.toString()).toBe(time);
});

test.each([
  ['P1Y2M', 'P1Y2M'],
  ['P14M', 'P1Y2M'],
  ['-P0M', 'P0M'],
  ['P1DT2H3M4.5S', 'P1DT2H3M4.5S'],
  ['PT36H', 'P1DT12H'],
  ['-PT1S', '-PT1S'],
  ['P1Y1D', undefined],
  ['P', undefined],
  ['PT', undefined],
  ['P1DT', undefined],
])('the duration %s is %s', (text, duration) => {
  expect(readDuration(text)?.toString()).toBe(duration);
});

test('what stands in @"…" is told by its form', () => {
  const kinds = ['2020-01-01', '2020-01-01T10:00:00', '10:00:00', 'P1D', 'P1M'].map(
    (text) => readTemporal(text)?.constructor.name,
  );
  expect(kinds).toEqual(['CalendarDate', 'Moment', 'ClockTime', 'DaysDuration', 'MonthsDuration']);
});

test('regions have their offsets of the day, before and after the clocks change', () => {
  const paris = readZone('@Europe/Paris');
  const at = (text: string): number => readMoment(text)?.localSecond ?? Number.NaN;
  expect(paris && offsetOf(paris, at('2021-03-28T01:30:00'))).toBe(3600);
  expect(paris && offsetOf(paris, at('2021-03-28T03:30:00'))).toBe(7200);
  expect(paris && offsetOf(paris, at('2021-10-31T04:00:00'))).toBe(3600);
  const shanghai = readZone('@Asia/Shanghai');
  expect(shanghai && offsetOf(shanghai, at('2020-07-01T00:00:00'))).toBe(28_800);
});

test('one instant by two clocks is one instant; with and without a zone do not compare', () => {
  const one = readMoment('2020-01-01T00:00:00Z');
  const other = readMoment('2020-01-01T08:00:00@Asia/Shanghai');
  const bare = readMoment('2020-01-01T00:00:00');
  if (!(one instanceof Moment) || !other || !bare) throw new Error('not read');
  expect(one.compare(other)).toBe(0);
  expect(one.compare(bare)).toBeUndefined();
});

test('every day of eight centuries counts up by one and comes back', () => {
  const first = CalendarDate.of(1599, 12, 31)?.epochDay ?? 0;
  let before = CalendarDate.ofEpochDay(first);
  for (let day = first + 1; day < first + 292_200; day += 1) {
    const date = CalendarDate.ofEpochDay(day);
    if (!date || !before || date.compare(before) <= 0 || date.epochDay !== day) throw new Error(`day ${day}`);
    before = date;
  }
  expect(before?.toString()).toBe('2400-01-05');
});
