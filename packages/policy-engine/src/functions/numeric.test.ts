import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['decimal(1/3,2)', '0.33'],
  ['decimal(2.5,0)', '2'],
  ['floor(-1.5)', '-2'],
  ['floor(-1.56,1)', '-1.6'],
  ['ceiling(1.5)', '2'],
  ['round up(-5.5,0)', '-6'],
  ['round half up(5.5,0)', '6'],
  ['round half down(5.5,0)', '5'],
  ['round down(1.126,2)', '1.12'],
  ['round half up(1234,-2)', '1200'],
  ['modulo(-12,5)', '3'],
  ['modulo(10.1,4.5)', '1.1'],
  ['sqrt(16)', '4'],
  ['odd(5)', 'true'],
  ['even(2)', 'true'],
  ['abs(-3)', '3'],
  ['log(10)', '2.302585092994045684017991454684364'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
