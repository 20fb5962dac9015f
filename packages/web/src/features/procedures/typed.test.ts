import { expect, test } from 'vitest';
import { fenOf, typedDecimal, typedNumber } from './typed.ts';

test.each([
  ['5800.50', 5800.5],
  ['５８００', 5800],
  [' 1,234.5 元', 1234.5],
  ['-3', -3],
  ['5.8万', '5.8万'],
  ['', ''],
])('%j is the number %j', (text, number) => {
  expect(typedNumber(text)).toBe(number);
});

test.each([
  ['0.07', 7],
  ['1,234.5', 123450],
  ['１２元', 1200],
  ['12.345', undefined],
  ['-1', undefined],
])('%j yuan are %j fen', (text, fen) => {
  expect(fenOf(text)).toBe(fen);
});

test.each([
  ['１.70', '1.70'],
  ['1,234.5', '1234.5'],
  ['约3', '约3'],
  ['', ''],
])('%j is the decimal %j', (text, decimal) => {
  expect(typedDecimal(text)).toBe(decimal);
});
