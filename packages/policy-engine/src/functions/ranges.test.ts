import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['before(1,[2..3])', 'true'],
  ['meets([1..5],[5..10])', 'true'],
  ['overlaps([1..5],[3..8])', 'true'],
  ['includes([1..10],5)', 'true'],
  ['during((1..5),[1..5])', 'true'],
  ['starts(1,[1..5])', 'true'],
  ['coincides([1..5],[1..5])', 'true'],
  ['overlaps after([3..8],[1..5])', 'true'],
  ['overlaps before([1..5],[3..8])', 'true'],
  ['finished by([1..10],[5..10])', 'true'],
  ['range("[1..5)")', '[1..5)'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
