import { expect, test } from 'vitest';
import { sameUnit, unitOf } from './unit.ts';

test.each([
  ['元', '*', undefined, '元'],
  ['元/亩', '*', '亩', '元'],
  ['元', '/', '亩', '元/亩'],
  ['元', '/', '元', undefined],
  ['元', '*', '年', '元·年'],
  ['元/亩', '/', '年', '元/亩·年'],
  [undefined, '/', '年', '1/年'],
  ['亩', '*', '亩', '亩·亩'],
] as const)('%s %s %s is %s', (left, operator, right, unit) => {
  expect(unitOf(operator, left, right)).toBe(unit);
});

test('units are the same however they are written, and none goes with any', () => {
  expect(sameUnit('元·年/亩', '年·元/亩')).toBe(true);
  expect(sameUnit('元', undefined)).toBe(true);
  expect(sameUnit('元', '万元')).toBe(false);
});
