import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['0.1+0.2=0.3', 'true'],
  ['10**-5', '0.00001'],
  ['1.2*10**3', '1200'],
  ['(10+20)/0', 'null'],
  ['10 + 20 / -5 - 3', '3'],
  ['10 + 20 / (-5 - 3)', '7.5'],
  ['5+2**5+3', '40'],
  ['-2**2', '4'],
  ['1/3', '0.3333333333333333333333333333333333'],
  ['"a"+"b"', '"ab"'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
