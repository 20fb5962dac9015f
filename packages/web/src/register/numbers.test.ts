import { expect, it } from 'vitest';
import { isNumber } from './numbers.ts';

it.each([
  ['411525199003071234', true],
  ['411525 19900307 123X', true],
  ['１３８１２３４５６７８', true],
  ['41152519900307123X42', true],
  ['138-1234－5678', true],
  ['411525–19900307–1234', true],
  ['2021-12-31', false],
  ['1234', false],
  ['张三', false],
  ['zs', false],
])('%s: %s', (typed, number) => expect(isNumber(typed)).toBe(number));
