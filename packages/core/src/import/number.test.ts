import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asShown, digitsText, readDigits, roundTo, safeWhole } from './number.ts';

const text = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.nat({ max: 9999 }))
  .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}.${String(fraction).padStart(4, '0')}1`);

describe('numbers by their digits', () => {
  it('keeps eighteen digits and any fraction as they stand', () => {
    fc.assert(
      fc.property(text, (written) => {
        const digits = readDigits(written);
        expect(digits === undefined ? '' : digitsText(digits)).toBe(written);
      }),
    );
  });

  it('moves the point as an exponent says, without arithmetic', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 17n }),
        fc.integer({ min: 0, max: 12 }),
        (whole, exponent) => {
          const digits = readDigits(`${whole}E+${exponent}`);
          expect(digits?.whole).toBe(String(whole * 10n ** BigInt(exponent)));
        },
      ),
    );
  });

  it.each([
    ['1,234.50', '1234.5'],
    ['007', '7'],
    ['-0.0', '0'],
    ['.5', '0.5'],
    ['1.5E-3', '0.0015'],
    ['12.', '12'],
  ])('reads %s as %s', (written, expected) => {
    const digits = readDigits(written);
    expect(digits === undefined ? undefined : digitsText(digits)).toBe(expected);
  });

  it.each(['', '-', '.', '1,23', '1.2.3', '12a', '1e', '１', 'NaN', '0x10', '1e999'])(
    'refuses %s',
    (written) => {
      expect(readDigits(written)).toBeUndefined();
    },
  );

  it('takes the noise off a number as a workbook stores it', () => {
    expect(shown('3.2999999999999998')).toBe('3.3');
    expect(shown('0.10000000000000001')).toBe('0.1');
    expect(shown('1234.5600000000001')).toBe('1234.56');
    expect(shown('999999999999999.96')).toBe('1000000000000000');
  });

  it('rounds half up by digits, and carries', () => {
    expect(roundTo(2, { negative: false, whole: '9', fraction: '995' })).toEqual({
      negative: false,
      whole: '10',
      fraction: '',
    });
    expect(roundTo(2, { negative: true, whole: '0', fraction: '004' })).toEqual({
      negative: false,
      whole: '0',
      fraction: '',
    });
  });

  it('gives no JavaScript number where it would not be exact', () => {
    expect(safeWhole({ negative: false, whole: '1'.repeat(15), fraction: '' })).toBe(111_111_111_111_111);
    expect(safeWhole({ negative: false, whole: '1'.repeat(16), fraction: '' })).toBeUndefined();
  });
});

function shown(written: string): string | undefined {
  const digits = readDigits(written);
  return digits === undefined ? undefined : digitsText(asShown(digits));
}
