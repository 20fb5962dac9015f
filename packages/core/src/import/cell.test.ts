import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeList } from '../dictionary/codes/list.ts';
import type { Field, FieldType } from '../dictionary/field.ts';
import { cellReader } from './cell.ts';
import type { Words } from './fault.ts';
import { Outcome, type ImportDictionary, type Value } from './value.ts';

const relation: CodeList = {
  id: 'relation',
  zh: '关系',
  en: 'Relation',
  codes: [
    { code: 'head', zh: '户主', en: 'Head', formCode: { 2018: '01' }, aliases: [{ text: '本人' }] },
    { code: 'son', zh: '之子', en: 'Son', formCode: { 2018: '03' } },
    { code: 'other', zh: '其他', en: 'Other', formCode: { 2018: '99' } },
  ],
  source: 'test',
};
const dictionary: ImportDictionary = {
  field: () => undefined,
  list: (id) => (id === 'cause' ? { ...relation, open: true } : relation),
};

const FIELD: Field = {
  key: 'person.x',
  zh: '甲',
  en: 'A',
  type: 'text',
  codes: 'relation',
  sensitivity: 'personal',
  filledBy: 'village',
  source: 'test',
};

function read(
  type: FieldType,
  text: string,
  over: Partial<Field> = {},
  kind = 't',
): { value: Value; rule?: string; repairs?: string[]; expected?: Words } {
  const out = new Outcome();
  const value = cellReader({ ...FIELD, type, ...over }, dictionary)(text, kind, out);
  return {
    value,
    ...(out.rule === undefined ? {} : { rule: out.rule, expected: out.expected }),
    ...(out.repairs.length === 0 ? {} : { repairs: [...out.repairs] }),
  };
}

describe('what would be a wrong value without a word', () => {
  it.each([
    ['4.11525E+13', { value: null, rule: 'number-digits-lost' }],
    ['4.1152500260001E+13', { value: '41152500260001', repairs: ['text-as-number'] }],
    ['4.1152500260001234E+16', { value: null, rule: 'number-digits-lost' }],
    ['4.5E座', { value: '4.5E座' }],
  ])('a number of a household that a text file holds as %s', (text, expected) => {
    expect(read('text', text)).toMatchObject(expected);
  });

  it.each(['?三', '张＊', '张*', '张□', '张\ufffd', '\ue863三'])('%s is no name', (text) => {
    expect(read('text', text, { key: 'person.name' })).toMatchObject({
      value: null,
      rule: 'name-characters',
    });
    expect(read('text', text, { key: 'work.employer' }).rule).toBeUndefined();
  });

  it.each(['•', '・', '．', '‧', '﹒', '.'])('阿卜杜拉%s买买提 is written with the one dot', (dot) => {
    expect(read('text', `阿卜杜拉${dot}买买提`, { key: 'person.name' })).toMatchObject({
      value: '阿卜杜拉·买买提',
      repairs: ['separator'],
    });
  });

  it('20193 is a birth of 1955 or no day at all', () => {
    expect(read('date', '20193', { key: 'person.birth_date' })).toEqual({
      value: '1955-04-14',
      repairs: ['excel-serial'],
    });
    for (const kind of ['t', 'n'])
      expect(read('date', '20193', { key: 'household.exited_on' }, kind)).toMatchObject({
        rule: 'not-a-date',
      });
    expect(read('date', '43525').value).toBe('2019-03-01');
  });

  it('3口人 are three', () => {
    expect(read('integer', '3口人', { unit: '人' })).toEqual({ value: 3, repairs: ['unit-removed'] });
  });
});

describe('text', () => {
  it('trims, narrows letters and digits, closes names, and leaves Chinese punctuation', () => {
    expect(read('text', '  红花村（东），１２组\u200b ')).toEqual({
      value: '红花村（东），12组',
      repairs: ['trimmed', 'full-width'],
    });
    expect(read('text', '张　三', { key: 'person.name' })).toEqual({
      value: '张三',
      repairs: ['inner-space'],
    });
    expect(read('text', "'0012")).toEqual({ value: '0012', repairs: ['trimmed'] });
    expect(read('text', '——')).toEqual({ value: null, repairs: ['placeholder'] });
  });

  it('takes numbers of households from number cells while no digit can be lost', () => {
    expect(read('text', '4115250001', {}, 'n')).toEqual({ value: '4115250001', repairs: ['text-as-number'] });
    expect(read('text', '4.115250001E9', {}, 'n')).toEqual({
      value: '4115250001',
      repairs: ['text-as-number'],
    });
    expect(read('text', '41152500010000012', {}, 'n')).toMatchObject({
      value: null,
      rule: 'number-digits-lost',
    });
  });
});

describe('numbers', () => {
  it.each<[FieldType, string, Value, string[] | undefined]>([
    ['integer', '3.0', 3, undefined],
    ['integer', '3', 3, undefined],
    ['integer', '３', 3, ['full-width']],
    ['integer', '3人', 3, ['unit-removed']],
    ['decimal', '3.50', '3.5', undefined],
    ['decimal', '1,234.50', '1234.5', ['number-as-text']],
    ['money', '1,234.50元', 123_450, ['unit-removed', 'number-as-text']],
    ['money', '1.2万元', 1_200_000, ['unit-removed']],
    ['money', '￥12', 1200, ['unit-removed']],
    ['money', '0.125', 13, ['rounded']],
    ['money', '-20', -2000, undefined],
    ['year', '2019年', 2019, ['unit-removed']],
    ['money', '-', null, ['placeholder']],
  ])('%s %s → %s', (type, text, value, repairs) => {
    const unit = type === 'money' ? '元' : '人';
    expect(read(type, text, { unit })).toEqual(repairs === undefined ? { value } : { value, repairs });
  });

  it('reads what a workbook stores as what it shows', () => {
    expect(read('decimal', '3.2999999999999998', {}, 'n')).toEqual({ value: '3.3' });
    expect(read('money', '1234.5600000000001', { unit: '元' }, 'n')).toEqual({ value: 123_456 });
  });

  it('refuses foreign units, fractions of people, and values out of range', () => {
    expect(read('decimal', '3平方米', { unit: '亩' })).toMatchObject({ rule: 'not-a-number' });
    expect(read('decimal', '500米', { unit: '公里' })).toEqual({ value: '0.5', repairs: ['unit-removed'] });
    expect(read('integer', '2.5')).toMatchObject({ value: null, rule: 'not-whole' });
    expect(read('integer', '31', { unit: '人', range: { min: 1, max: 30 } })).toMatchObject({
      rule: 'out-of-range',
      expected: { zh: '1–30 人', en: '1–30 persons' },
    });
    expect(read('money', '9'.repeat(20), { unit: '元' })).toMatchObject({ rule: 'out-of-range' });
  });

  it('gives money to the fen for any amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (fen) => {
        const written = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
        expect(read('money', written, { unit: '元' }).value).toBe(fen);
      }),
    );
  });
});

describe('codes', () => {
  it.each([
    ['户主', 'head', undefined],
    ['head', 'head', undefined],
    ['本人', 'head', ['old-name']],
    ['01', 'head', ['code-to-label']],
    ['1', 'head', ['code-to-label']],
    ['01户主', 'head', ['code-to-label']],
    ['01-户主', 'head', ['code-to-label']],
    ['户主（01）', 'head', ['code-to-label']],
    ['　户主', 'head', ['trimmed']],
  ])('%s is %s', (text, value, repairs) => {
    expect(read('code', text)).toEqual(repairs === undefined ? { value } : { value, repairs });
  });

  it('reads the numbers of the national standard where no form prints its own', () => {
    const sex = { ...relation, codes: [{ code: 'female', zh: '女', en: 'Female', gb: '2' }] };
    const read = cellReader({ ...FIELD, type: 'code' }, { field: () => undefined, list: () => sex });
    const out = new Outcome();
    expect([read('2', 'n', out), out.repairs]).toEqual(['female', ['code-to-label']]);
  });

  it('suggests the nearest label, and takes an unknown word of an open list as other', () => {
    expect(read('code', '之孑')).toMatchObject({
      value: null,
      rule: 'not-in-list',
      expected: { zh: '最接近：之子', en: 'nearest: Son' },
    });
    expect(read('code', '表叔公').expected).toEqual({
      zh: '可选：户主、之子、其他',
      en: 'one of: Head, Son, Other',
    });
    expect(read('code', '懒', { codes: 'cause' })).toMatchObject({
      value: 'other',
      rule: 'not-in-open-list',
    });
  });

  it('reads several codes by any separator, in order, once each', () => {
    for (const separator of [','])
      expect(read('codes', ['户主', '之子', '户主'].join(separator))).toEqual({ value: ['head', 'son'] });
    for (const separator of ['、', '，', '；', ';', '/', '|', ' ']) {
      expect(read('codes', ['户主', '之子'].join(separator))).toEqual({
        value: ['head', 'son'],
        repairs: ['separator'],
      });
    }
    expect(read('codes', '户主,之子', { atMost: 1 })).toMatchObject({
      rule: 'too-many-codes',
      expected: '1',
    });
    expect(read('codes', '户主,之孑')).toMatchObject({
      rule: 'not-in-list',
      expected: { zh: '最接近：之子', en: 'nearest: Son' },
    });
  });
});

describe('other kinds', () => {
  it('reads the day of a day with its midnight', () => {
    const repairs = ['date-shape'];
    expect(read('date', '1977-09-11 00:00:00')).toEqual({ value: '1977-09-11', repairs });
    expect(read('date', '1977/9/11  0:00:00')).toMatchObject({ value: '1977-09-11' });
    expect(read('date', '1977年9月11日 ００：００')).toMatchObject({ value: '1977-09-11' });
  });

  it('reads yes and no', () => {
    expect(
      ['是', '否', '有', '无', 'Y', 'n', '1', '0', '√', '×', '1.0', 'TRUE'].map(
        (text) => read('boolean', text).value,
      ),
    ).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1]);
    expect(read('boolean', '是')).toEqual({ value: 1 });
    expect(read('boolean', '大概')).toMatchObject({ value: null, rule: 'not-yes-or-no' });
  });

  it('mends identity numbers that are whole and refuses those that are not', () => {
    expect(read('identity', ' 110105 19491231 002x ')).toEqual({
      value: '11010519491231002X',
      repairs: ['trimmed', 'inner-space', 'upper-case'],
    });
    expect(read('identity', '１１０１０５１９４９１２３１００２Ｘ')).toEqual({
      value: '11010519491231002X',
      repairs: ['full-width'],
    });
    expect(read('identity', '4.11525E+17', {}, 'n')).toMatchObject({
      value: null,
      rule: 'identity-digits-lost',
    });
    expect(read('identity', '4.11525E+17')).toMatchObject({ value: null, rule: 'identity-digits-lost' });
    expect(read('identity', '110105194912310021', {}, 'n')).toMatchObject({
      value: null,
      rule: 'identity-digits-lost',
    });
    expect(read('identity', '999999000000000001')).toMatchObject({
      value: '999999000000000001',
      rule: 'identity-placeholder',
    });
  });

  it('reads phones from number cells', () => {
    expect(read('phone', '1.3812345678E+10', {}, 'n')).toEqual({
      value: '13812345678',
      repairs: ['text-as-number'],
    });
    expect(read('phone', '138 1234 5678')).toEqual({ value: '13812345678', repairs: ['inner-space'] });
    expect(read('phone', '无')).toEqual({ value: null, repairs: ['placeholder'] });
  });

  it('tells errors and formulas without a value', () => {
    expect(read('integer', '#N/A', {}, 'e')).toMatchObject({ value: null, rule: 'cell-error' });
    expect(read('text', '', {}, 'f')).toMatchObject({ value: null, rule: 'formula-without-value' });
  });

  it('reads what it wrote as the same value without a repair', () => {
    const types = fc.constantFrom<FieldType>(
      'text',
      'code',
      'integer',
      'decimal',
      'date',
      'month',
      'year',
      'identity',
      'phone',
      'account',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '2019年3月',
        '01户主',
        ' 110105 19491231 002x',
        '138-1234-5678',
        '03764951234',
        '1,200.50',
        '3.0',
        '43525',
        '６２１７００１２３４',
        '－',
        "'12",
        "''",
        "' '12",
        '2019/3/1 8:00',
      ),
      fc.nat().map(String),
    );
    fc.assert(
      fc.property(types, texts, fc.constantFrom('t', 'n'), (type, text, kind) => {
        const { value } = read(type, text, {}, kind);
        if (value !== null) expect(read(type, String(value))).toEqual({ value });
      }),
      { numRuns: 5000 },
    );
  });
});
