import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, identitySigns, isFault, readIdentity } from './identity.ts';
import { maskAccount, maskIdentity, maskPhone, maskSample } from './mask.ts';
import { readPhone } from './phone.ts';

const birth = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2025-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const card = fc.tuple(birth, fc.integer({ min: 1, max: 999 })).map(([day, order]) => {
  const seventeen = `411525${day.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return { number: seventeen + checkDigit(seventeen), day, sex: order % 2 === 1 ? 'male' : 'female' };
});

describe('identity numbers', () => {
  it('accepts every well-formed number and reads birth and sex from it', () => {
    fc.assert(
      fc.property(card, ({ number, day, sex }) => {
        expect(readIdentity(number)).toEqual({ kind: 'id-card', birth: day, sex });
      }),
      { numRuns: 2000 },
    );
  });

  it('catches every change of one digit', () => {
    fc.assert(
      fc.property(card, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ number }, at, by) => {
        const digit = String((Number(number[at]) + by) % 10);
        expect(isFault(readIdentity(number.slice(0, at) + digit + number.slice(at + 1)))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('catches every swap of neighbours', () => {
    fc.assert(
      fc.property(card, fc.nat(16), ({ number }, at) => {
        fc.pre(number[at] !== number[at + 1]);
        const swapped =
          number.slice(0, at) + (number[at + 1] ?? '') + (number[at] ?? '') + number.slice(at + 2);
        expect(isFault(readIdentity(swapped))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('knows the published example of the standard', () => {
    expect(checkDigit('11010519491231002')).toBe('X');
    expect(readIdentity('11010519491231002X')).toEqual({
      kind: 'id-card',
      birth: '1949-12-31',
      sex: 'female',
    });
    expect(readIdentity('110105194912310021')).toEqual({ rule: 'identity-check-digit', expected: 'X' });
  });

  it('takes disability certificates with and without a reissue, officer cards, placeholders', () => {
    expect(readIdentity('11010519491231002X43')).toMatchObject({
      kind: 'disability-certificate',
      sex: 'female',
    });
    expect(readIdentity('11010519491231002X43B1')).toMatchObject({ kind: 'disability-certificate' });
    expect(readIdentity('11010519491231002X85')).toEqual({ rule: 'identity-shape' });
    expect(readIdentity('11010519491231002X40')).toEqual({ rule: 'identity-shape' });
    expect(readIdentity('军字第1234567号')).toEqual({ kind: 'officer-card' });
    expect(readIdentity('999999202001010011')).toEqual({ kind: 'placeholder' });
  });

  it('says what is wrong: length, date, area, letters, digits lost', () => {
    expect(readIdentity('110105491231002')).toEqual({ rule: 'identity-length', length: 15 });
    expect(readIdentity('110105194902300021')).toEqual({ rule: 'identity-shape' });
    expect(readIdentity('990105194912310021')).toEqual({ rule: 'identity-shape' });
    expect(readIdentity('11O105194912310021')).toEqual({ rule: 'identity-shape' });
    expect(readIdentity('411525201304050000')).toMatchObject({ rule: 'identity-digits-lost' });
    expect(readIdentity('411525198501010000')).toMatchObject({ rule: 'identity-digits-lost' });
  });
});

describe('phones', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['138-1234-5678', '13812345678'],
    ['+8613812345678', '13812345678'],
    ['0376-4951234', '0376-4951234'],
    ['03764951234', '0376-4951234'],
    ['(0376)4951234', '0376-4951234'],
    ['01062345678', '010-62345678'],
  ])('reads %s', (written, expected) => expect(readPhone(written)).toBe(expected));

  it.each(['12812345678', '1381234567', '138123456789', '4951234', '13812345678、13912345678'])(
    'refuses %s',
    (written) => {
      expect(readPhone(written)).toBeUndefined();
    },
  );
});

describe('masks', () => {
  it('keep both ends and the length', () => {
    expect(maskIdentity('411525197001011234')).toBe('4115**********1234');
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskAccount('6217001234567891234')).toBe('6217***********1234');
    expect(maskIdentity('1234567')).toBe('*******');
    expect(maskSample('张三丰')).toBe('张**');
    expect(maskSample('411525197001011234')).toBe('41**************34');
  });
});

describe('what a number tells without being read', () => {
  it('agrees with the reading of every right number', () => {
    fc.assert(
      fc.property(card, fc.constantFrom('', '43', '43B1'), ({ number, day, sex }, behind) => {
        expect(identitySigns(number + behind)).toEqual({
          length: 18 + behind.length,
          valid: true,
          birth: day,
          sex,
          disability: behind === '' ? null : '43',
          placeholder: false,
        });
      }),
      { numRuns: 500 },
    );
  });

  const seventeen = '41152519900307123';
  const right = seventeen + checkDigit(seventeen);
  const impossible = '41152519900230123';
  const given = '99999919900307123';
  it.each([
    [
      'a wrong check digit',
      `${seventeen}${checkDigit(seventeen) === '1' ? '2' : '1'}`,
      { valid: false, birth: '1990-03-07', sex: 'male' },
    ],
    ['a day that never was', impossible + checkDigit(impossible), { valid: false, birth: null, sex: 'male' }],
    [
      'a letter among the digits',
      right.replace('4', 'A'),
      { valid: false, birth: '1990-03-07', sex: 'male' },
    ],
    [
      'no digit where the sex stands',
      `${right.slice(0, 16)}X${right.slice(17)}`,
      { valid: false, sex: null },
    ],
    [
      'fifteen digits',
      '411525900307123',
      { length: 15, valid: null, birth: null, sex: null, disability: null },
    ],
    ['an officer card', '军字第1234567号', { length: 11, valid: null, birth: null, placeholder: false }],
    ['a placeholder', given + checkDigit(given), { valid: true, birth: '1990-03-07', placeholder: true }],
    ['a short placeholder', '9999991', { length: 7, valid: null, placeholder: true }],
  ])('reads %s as it is', (_, number, signs) => {
    expect(identitySigns(number)).toMatchObject(signs);
  });
});
