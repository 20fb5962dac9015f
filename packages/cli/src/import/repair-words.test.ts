import type { Repair } from '@mingbai/core';
import { expect, test } from 'vitest';
import { inWords } from './repair-words.ts';

const said = (field: string, to: string) => {
  const repair: Repair = { file: 'a', sheet: 'b', row: 2, column: 'C', field, from: '', to, how: 'trimmed' };
  const { to: words, stored } = inWords(repair);
  return [words, stored];
};

test('a repair says what a person sees and keeps what is stored beside it', () => {
  expect(said('household.per_capita_net', '812300')).toEqual(['8123.00', '812300']);
  expect(said('household.per_capita_net', '-5')).toEqual(['-0.05', '-5']);
  expect(said('person.ethnicity', 'han')).toEqual(['汉族', 'han']);
  expect(said('work.area', 'county')).toEqual(['乡（镇）外县内务工', 'county']);
  expect(said('person.major_illness_insurance', '0')).toEqual(['否', '0']);
  expect(said('person.name', '张三')).toEqual(['张三', undefined]);
  expect(said('person.ethnicity', '')).toEqual(['', undefined]);
  expect(said('place.village', '红花村民委员会')).toEqual(['红花村民委员会', undefined]);
});
