import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['true and null', 'null'],
  ['false and null', 'false'],
  ['true or null', 'true'],
  ['false or null', 'null'],
  ['not(null)', 'null'],
  ['null = null', 'true'],
  ['null = 1', 'false'],
  ['1 = "1"', 'null'],
  ['null < 1', 'null'],
  ['if null then 1 else 2', '2'],
  ['{a:1}={a:1}', 'true'],
  ['[1,[2]]=[1,[2]]', 'true'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
