import { expect, test } from 'vitest';
import { lastWork, workPeriod } from './work.ts';

const year = { period: '2021-01-01', area: 'beyond', months: 3, started: null };
const spell = { period: '2021-10-01', started: '2021-10-01', place: '福建省泉州市', away: true };

test('the months and the distance of the last year are said with the year, whatever the monthly watch adds', () => {
  expect(lastWork([spell, year], 'zh')).toBe('2021：3 月 · 省外');
  expect(lastWork([year], 'en')).toBe('2021: 3 months · Outside the province');
  expect(
    lastWork(
      [
        { ...year, period: '2020-01-01' },
        { ...year, period: '2018-01-01' },
      ],
      'zh',
    ),
  ).toMatch(/^2020：/);
});

test('a year without work is blank, and does not give way to an earlier one', () => {
  const none = { period: '2021-01-01', months: 0, area: null };
  expect(lastWork([none, { ...year, period: '2020-01-01' }], 'zh')).toBe('');
  expect(lastWork([], 'zh')).toBe('');
  expect(lastWork([{ ...none, public_post: 'forest', public_post_months: 12 }], 'zh')).toMatch(
    /^2021：12 月 · ./,
  );
});

test('a later watch is said where no row of its year is known', () => {
  expect(lastWork([{ ...spell, period: '2022-03-01', started: '2022-03-01' }, year], 'zh')).toBe(
    '2022-03：福建省泉州市',
  );
});

test('a spell is told from a year, also one that began in January', () => {
  expect(workPeriod(spell)).toEqual({ of: 'spell', period: '2021-10' });
  expect(workPeriod({ ...spell, period: '2021-01-01', started: '2021-01-01' }).of).toBe('spell');
  expect(workPeriod(year)).toEqual({ of: 'year', period: '2021' });
});
