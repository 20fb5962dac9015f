import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReceipt, RECEIPT_SIGNS, receiptNumber } from './receipt.ts';

const sign = fc.constantFrom(...RECEIPT_SIGNS);
const random = fc.array(sign, { minLength: 10, maxLength: 10 }).map((signs) => signs.join(''));

test('is read however it is typed', () => {
  const number = receiptNumber('7KQ49MXTA2');
  expect(number).toMatch(/^7KQ4-9MXT-A2..$/);
  expect(readReceipt(` ${number.toLowerCase().replaceAll('-', ' ')} `)).toBe(number);
  expect(readReceipt(number.replace('7', '７'))).toBe(number);
});

test('a wrong sign, or two exchanged, is no receipt', () => {
  fc.assert(
    fc.property(random, fc.nat(11), sign, (ten, at, other) => {
      const number = receiptNumber(ten);
      expect(readReceipt(number)).toBe(number);
      const plain = number.replaceAll('-', '');
      const wrong = plain.slice(0, at) + other + plain.slice(at + 1);
      if (wrong !== plain) expect(readReceipt(wrong)).toBeUndefined();
      const swapped = [...plain];
      const next = Math.min(at + 1, 9);
      const first = Math.min(at, 8);
      [swapped[first], swapped[next]] = [swapped[next] ?? '', swapped[first] ?? ''];
      if (swapped.join('') !== plain) expect(readReceipt(swapped.join(''))).toBeUndefined();
    }),
  );
});
