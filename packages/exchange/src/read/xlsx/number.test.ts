import { SSF } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { builtInShow, showOfFormat } from './date-format.ts';
import { plainNumber, showNumber } from './number.ts';

test.each([
  'yyyy-mm-dd',
  'm/d/yy',
  'yyyy"年"m"月"',
  'yyyy"年"m"月"d"日"',
  '[$-804]yyyy"年"m"月";@',
  '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
  'mmm-yy',
  'aaaa',
  'd-mmm',
  '[Red]yyyy/mm/dd',
  'yyyy年mm月',
  'e"年"m"月"',
])('%s is a date', (code) => {
  expect(showOfFormat(code)).toEqual({ as: 'date', date: true, time: false });
});

test.each(['h:mm', 'mm:ss.0', 'h:mm AM/PM', '上午/下午h"时"mm"分"', 'h"时"mm"分"ss"秒"'])(
  '%s is a time',
  (code) => {
    expect(showOfFormat(code)).toEqual({ as: 'date', date: false, time: true });
  },
);

test.each([
  'General',
  'G/通用格式',
  '0.00',
  '#,##0.00_);[Red]\\(#,##0.00\\)',
  '0.00E+00',
  '@',
  '0"年"',
  '0.0"d"',
  '#"亩"',
  '[h]:mm:ss',
  '0%',
  '# ?/?',
  '_ * #,##0_ ;_ * "-"_ ;_ @_ ',
  '"ymd"0',
  '\\d0',
  ';;;',
  '',
])('%j is a number', (code) => {
  expect(showOfFormat(code)).toEqual({ as: 'number' });
});

test('leading zeros that the format shows are read', () => {
  expect(showNumber('411525', showOfFormat('000000000000'), false)).toEqual({
    kind: 'n',
    text: '000000411525',
  });
  expect(showNumber('-1', showOfFormat('000'), false).text).toBe('-1');
});

test.each([
  ['"41152500"000000', '260001', '41152500260001'],
  ['"41152500"000000', '1', '41152500000001'],
  ['\\4\\1\\1000', '7', '411007'],
  ['[$-804]"2021-"General', '15', '2021-15'],
  ['"41152500"000000;"-"0', '12', '41152500000012'],
])('%s: the digits of the format are part of the number %s that is seen', (code, raw, text) => {
  expect(showNumber(raw, showOfFormat(code), false)).toEqual({ kind: 't', text });
});

test('built-in formats, those of Chinese systems too', () => {
  for (const id of [14, 15, 17, 27, 28, 31, 36, 50, 57, 58])
    expect(builtInShow(id)).toMatchObject({ date: true });
  for (const id of [18, 21, 32, 35, 45, 55])
    expect(builtInShow(id)).toMatchObject({ date: false, time: true });
  expect(builtInShow(22)).toMatchObject({ date: true, time: true });
  for (const id of [0, 1, 4, 9, 10, 11, 37, 44, 46, 48, 49, 164])
    expect(builtInShow(id)).toEqual({ as: 'number' });
});

test('every day of both date systems is the day that a second library shows', () => {
  const show = showOfFormat('yyyy-mm-dd');
  for (let serial = 1; serial < 2_958_466; serial += serial < 500 ? 1 : 997) {
    for (const date1904 of [false, true]) {
      if (date1904 && serial > 2_957_003) continue;
      const theirs = SSF.format('yyyy-mm-dd', serial, { date1904 }) as string;
      expect(showNumber(String(serial), show, date1904).text).toBe(theirs);
    }
  }
});

test('seconds are rounded, and carried to the next day', () => {
  const show = showOfFormat('yyyy-mm-dd hh:mm');
  expect(showNumber('43525.999999', show, false).text).toBe('2019-03-02');
  expect(showNumber('43525.354166666664', show, false).text).toBe('2019-03-01T08:30:00');
  expect(showNumber('2958466', show, false)).toEqual({ kind: 'n', text: '2958466' });
});

test.each([
  ['411525199001011234', '411525199001011234'],
  ['4.1152519900101101E+17', '4.1152519900101101E+17'],
  ['0.1', '0.1'],
  ['3218.5', '3218.5'],
  ['2.2999999999999998', '2.3'],
  ['-1.1000000000000001', '-1.1'],
  ['99.999999999999986', '100'],
  ['1E-7', '0.0000001'],
  ['1.2E3', '1200'],
  ['1E-40', '1E-40'],
  ['1E+15', '1E+15'],
  ['abc', 'abc'],
])('%s is shown as %s', (stored, shown) => {
  expect(plainNumber(stored)).toBe(shown);
});
