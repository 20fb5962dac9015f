import { describe, expect, it } from 'vitest';
import { cellReader } from './cell.ts';
import { findField } from '../dictionary/index.ts';
import { raise } from './raise.ts';
import { registerDictionary } from './register-dictionary.ts';
import { Outcome } from './value.ts';

const PLACE = { file: 'a.xlsx', sheet: 'x', row: 2, column: 'A' };

/** Both sentences of the fault that a cell of a field has. */
function said(key: string, text: string): { zh: string; en: string } {
  const field = findField(key);
  if (field === undefined) throw new RangeError(key);
  const out = new Outcome();
  cellReader(field, registerDictionary())(text, 't', out);
  const { zh, en } = field;
  return raise(out.rule ?? 'required', { ...PLACE, field: key, value: text, zh, en, expected: out.expected })
    .message;
}

describe('the sentences of a fault', () => {
  it('have units and labels in their own language', () => {
    expect(said('work.months', '13')).toEqual({
      zh: '“13”超出范围 0–12 月',
      en: '"13" is outside 0–12 months',
    });
    expect(said('person.sex', 'x').en).toBe(
      '"x" is not a value of Sex; one of: Male, Female, Unknown, Not stated',
    );
    expect(said('membership.relation', '表叔公').zh).toBe(
      '“表叔公”不在“与户主关系”的可选值中；可选：户主、配偶、之子、之女、之儿媳、之女婿 等 28 项',
    );
    expect(said('person.major_illness_insurance', '?')).toEqual({
      zh: '“?”应为“是”或“否”',
      en: '"?" should be yes or no',
    });
  });

  it('part the names of places as each language does', () => {
    const fault = raise('place-unknown', {
      ...PLACE,
      field: 'place.village',
      value: '甲村',
      expected: '乙村、丙村',
    });
    expect(fault.message.zh).toContain('乙村、丙村');
    expect(fault.message.en).toContain('乙村, 丙村');
    const far = raise('place-unknown', { ...PLACE, field: 'place.village', value: '甲村' });
    expect(far.message.zh).toBe('找不到“甲村”，也没有相近的地名，请按“行政区划”页上的名称填写');
  });
});
