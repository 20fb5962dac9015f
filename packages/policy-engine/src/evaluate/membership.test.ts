import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['5 in [1..5]', 'true'],
  ['5 in [1..5)', 'false'],
  ['5 in (<3, >4)', 'true'],
  ['5 in [1,5]', 'true'],
  ['"a" in ("a","b")', 'true'],
  ['5 between 1 and 5', 'true'],
  ['3 in (? > 2)', 'true'],
  ['null in [1..3]', 'null'],
  ['[1,2] instance of list<number>', 'true'],
  ['1 instance of string', 'false'],
  ['@"2020-01-01" instance of date', 'true'],
  ['1 in >0', 'true'],
  ['[1..5].start', '1'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
