import { describe, expect, it } from 'vitest';
import { maskFault } from './mask-field.ts';
import { raise } from './raise.ts';

const PLACE = { file: 'a.xlsx', sheet: 'x', row: 1, column: 'A' };

describe('maskFault', () => {
  const shown = (field: string, value: string) =>
    maskFault(raise('not-a-date', { ...PLACE, field, value })).value;

  it('hides numbers of persons by what the field is', () => {
    expect(shown('person.identity_no', '411525199001011234')).toBe('4115**********1234');
    expect(shown('person.phone', '13812345678')).toBe('138****5678');
    expect(shown('household.bank_account', '6217001234567890123')).toBe('6217***********0123');
    expect(shown('person.identity_no', '1234')).toBe('****');
  });

  it('leaves the kind of a document as it is', () => {
    const fault = raise('identity-kind-differs', {
      ...PLACE,
      field: 'person.identity_kind',
      value: '残疾人证',
    });
    expect(maskFault(fault).value).toBe('残疾人证');
  });

  it('hides them under headers that nobody knows, and leaves dates and sums alone', () => {
    expect(shown('联系方式', '138 1234 5678')).toBe('138 *****5678');
    expect(shown('x', '2019-13-40')).toBe('2019-13-40');
    expect(shown('x', '120000.50')).toBe('120000.50');
  });

  it('hides them in the sentences too', () => {
    const fault = raise('not-a-number', { ...PLACE, field: 'person.phone', value: '13812345678' });
    const { zh, en } = maskFault(fault).message;
    expect([zh, en]).toEqual(['“138****5678”不是数字', '"138****5678" is not a number']);
  });
});
