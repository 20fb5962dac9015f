import { expect, test } from 'vitest';
import { distance, nearest } from './suggest.ts';

test.each([
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['人均纯收入', '人均纯收如', 1],
  ['ab', 'ba', 1],
  ['𠮷野', '吉野', 1],
])('from %s to %s it is %d letters', (one, other, letters) => {
  expect(distance(one, other)).toBe(letters);
  expect(distance(other, one)).toBe(letters);
});

test('the nearest word is near enough to be meant', () => {
  const known = ['人均纯收入', '监测线', '家庭人口数', 'string length'];
  expect(nearest('人均收入', known)).toBe('人均纯收入');
  expect(nearest('人口数', known)).toBe('家庭人口数');
  expect(nearest('sting length', known)).toBe('string length');
  expect(nearest('土地面积', known)).toBeUndefined();
});
