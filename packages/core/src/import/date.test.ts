import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from './date.ts';

const day = fc
  .date({ min: new Date('1910-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Every way in which people write 2019-03-01. */
const SHAPES: readonly ((y: string, m: string, d: string) => string)[] = [
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m, d) => `${y}-${Number(m)}-${Number(d)}`,
  (y, m, d) => `${y}/${Number(m)}/${Number(d)}`,
  (y, m, d) => `${y}.${m}.${d}`,
  (y, m, d) => `${y}.${Number(m)}.${Number(d)}`,
  (y, m, d) => `${y}${m}${d}`,
  (y, m, d) => `${y}年${Number(m)}月${Number(d)}日`,
  (y, m, d) => `${y} 年 ${m} 月 ${d} 日`,
  (y, m, d) => `${y}-${m}-${d} 08:30:00`,
  (y, m, d) => `${y}-${m}-${d}T00:00:00`,
];
const MONTHS: readonly ((y: string, m: string) => string)[] = [
  (y, m) => `${y}${m}`,
  (y, m) => `${y}-${Number(m)}`,
  (y, m) => `${y}.${m}`,
  (y, m) => `${y}/${m}`,
  (y, m) => `${y}年${Number(m)}月`,
  (y, m) => `${y}-${m}-01`,
];

describe('dates', () => {
  it('reads every shape of every day as that day', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...SHAPES), (iso, shape) => {
        const [y = '', m = '', d = ''] = iso.split('-');
        expect(readDate(shape(y, m, d), 'date', false)?.value).toBe(iso);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads every shape of every month as its first day, and its own output again without a repair', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...MONTHS), (iso, shape) => {
        const [y = '', m = ''] = iso.split('-');
        const value = readDate(shape(y, m), 'month', false)?.value;
        expect(value).toBe(`${y}-${m}-01`);
        expect(readDate(value ?? '', 'month', false)).toEqual({ value });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['二〇一四年三月一日', '2014-03-01'],
    ['二零一四年十二月三十一日', '2014-12-31'],
    ['二○二〇年十月十号', '2020-10-10'],
    ['二〇一九年一月', '2019-01-01'],
    ['二〇二一年二月二十日', '2021-02-20'],
  ])('reads %s in words', (text, value) => {
    expect(readDate(text, 'date', false)).toEqual({ value, repair: 'date-shape' });
  });

  it.each(['二〇一四年十三月', '二〇一四年二月三十日', '一四年三月', '二〇一四年三'])(
    'refuses %s: the calendar has no such day',
    (text) => {
      expect(readDate(text, 'date', false)).toBeUndefined();
    },
  );

  it('reads day numbers of a spreadsheet as the day that it shows', () => {
    fc.assert(
      fc.property(day, (iso) => {
        const serial = String((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000);
        if (serial.length === 5)
          expect(readDate(serial, 'date', true)).toEqual({ value: iso, repair: 'excel-serial' });
      }),
    );
    expect(readDate('43525', 'date', true)?.value).toBe('2019-03-01');
  });

  it.each([
    '2019-02-30',
    '20191301',
    '2019-0-1',
    '1899-13',
    '2019',
    '二〇一九',
    '2019-3-1-2',
    '999999',
    '1700-01-01',
    '',
  ])('refuses %s', (text) => expect(readDate(text, 'date', false)).toBeUndefined());

  it('refuses the number 2019.1, which was January or October before the spreadsheet cut it', () => {
    expect(readDate('2019.1', 'month', true)).toBeUndefined();
    expect(readDate('2019.1', 'month', false)?.value).toBe('2019-01-01');
    expect(readDate('2019.11', 'month', true)?.value).toBe('2019-11-01');
  });

  it('refuses 20193 as a month: a day number of 1955, or March 2019', () => {
    expect(readDate('20193', 'month', true)).toBeUndefined();
    expect(readDate('43525', 'month', true)?.value).toBe('2019-03-01');
  });
});
