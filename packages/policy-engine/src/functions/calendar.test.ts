import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['@"2024-01-31" + @"P1M"', '2024-02-29'],
  ['@"2024-03-01" - @"2024-02-01"', 'P29D'],
  ['@"2020-01-01T00:00:00Z" = @"2020-01-01T08:00:00+08:00"', 'true'],
  ['date("2020-01-01").weekday', '3'],
  ['@"P1Y6M".months', '6'],
  ['@"P1DT2H".hours', '2'],
  ['years and months duration(@"2011-12-22", @"2013-08-24")', 'P1Y8M'],
  ['duration("P1D")*2.5', 'P2DT12H'],
  ['@"P10D"/@"P2D"', '5'],
  ['date and time("2020-01-01T10:00:00@Asia/Shanghai").time offset', 'PT8H'],
  ['@"10:00:00" + @"PT15H"', '01:00:00'],
  ['date(2020,2,30)', 'null'],
  ['@"2020-07-01T12:00:00@Europe/Paris" - @"2020-01-01T12:00:00@Europe/Paris"', 'P181DT23H'],
  ['number("1 000,5"," ",",")', '1000.5'],
  ['string(1.10)', '"1.1"'],
  ['string([1,"a",{b:@"2020-01-01"}])', '"[1, \\"a\\", {b: 2020-01-01}]"'],
  ['week of year(@"2019-09-17")', '38'],
  ['day of year(@"2019-09-17")', '260'],
  ['day of week(@"2019-09-17")', '"Tuesday"'],
  ['is(@"12:00:00",@"12:00:00Z")', 'false'],
  ['@"2021-01-01" < @"2021-01-02"', 'true'],
  ['-@"P1D"', '-P1D'],
  ['date and time(@"2020-01-01",@"10:00:00")', '2020-01-01T10:00:00'],
  ['time(10,30,0.5)', '10:30:00.5'],
  ['date("2020-01-01T10:00:00")', '2020-01-01'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
