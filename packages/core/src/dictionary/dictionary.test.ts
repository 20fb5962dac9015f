import { describe, expect, it } from 'vitest';
import type { Code, CodeList } from './codes/list.ts';
import type { Noun } from './field.ts';
import { CODE_LISTS, FIELDS, codeListOf, fieldOf, fieldsOf, findField, labelOf, nounOf } from './index.ts';

const NOUNS: Noun[] = [
  'household',
  'person',
  'membership',
  'condition',
  'income',
  'guarantee',
  'work',
  'risk',
  'measure',
  'responsible',
  'village',
];

const twice = (words: readonly string[]) => words.filter((word, index) => words.indexOf(word) !== index);
const words = (code: Code) => [code.zh, ...(code.aliases ?? []).map((alias) => alias.text)];

describe('fields', () => {
  it('have unique keys of the form noun.column', () => {
    expect(twice(FIELDS.map((field) => field.key))).toEqual([]);
    for (const field of FIELDS) expect(field.key).toMatch(/^[a-z]+\.[a-z][a-z0-9_]*$/);
  });

  it.each(NOUNS)('%s: names and aliases stand for one field', (noun) => {
    const fields = fieldsOf(noun);
    expect(fields.length).toBeGreaterThan(3);
    expect(
      twice(fields.flatMap((field) => [field.zh, ...(field.aliases ?? []).map((alias) => alias.text)])),
    ).toEqual([]);
    expect(twice(fields.map((field) => field.en))).toEqual([]);
  });

  it('name a list exactly when they hold codes', () => {
    for (const field of FIELDS) {
      const holdsCodes = field.type === 'code' || field.type === 'codes';
      expect(field.codes !== undefined, field.key).toBe(holdsCodes);
      if (field.codes) expect(codeListOf(field.codes).codes.length).toBeGreaterThan(1);
    }
  });

  it('say their unit when they are money, and mask what is sealed', () => {
    for (const field of FIELDS) {
      if (field.type === 'money') expect(field.unit, field.key).toBe('元');
      if (['identity', 'phone', 'account'].includes(field.type))
        expect(field.sensitivity, field.key).toBe('sensitive');
    }
  });

  it('know the codes of the national system', () => {
    const keyOf = (code: string) =>
      FIELDS.filter((field) => field.nationalCode === code).map((field) => field.key);
    expect(keyOf('AAC073')).toEqual(['income.wage']);
    expect(keyOf('AAC316')).toEqual(['condition.road_type']);
    expect(keyOf('AAB006')).toEqual(['membership.relation']);
    expect(keyOf('AAC082')).toEqual(['household.per_capita_net', 'income.per_capita_net']);
  });

  it('are found, or an error says which is not', () => {
    expect(fieldOf('person.name').zh).toBe('姓名');
    expect(findField('person.nickname')).toBeUndefined();
    expect(() => fieldOf('person.nickname')).toThrow('person.nickname');
    expect(nounOf(fieldOf('village.women'))).toBe('village');
  });
});

describe('code lists', () => {
  it('have unique ids', () => {
    expect(twice(CODE_LISTS.map((list) => list.id))).toEqual([]);
  });

  it.each(CODE_LISTS)('$id: codes, labels and aliases stand for one value', (list: CodeList) => {
    expect(twice(list.codes.map((code) => code.code))).toEqual([]);
    expect(twice(list.codes.map((code) => code.en))).toEqual([]);
    expect(twice(list.codes.flatMap(words))).toEqual([]);
    for (const code of list.codes) expect(code.code).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  it.each(CODE_LISTS)('$id: a number on a form stands for one value', (list: CodeList) => {
    const numbers = list.codes.flatMap((code) =>
      Object.entries(code.formCode ?? {}).map(([form, number]) => `${form}:${number}`),
    );
    expect(twice(numbers)).toEqual([]);
  });

  it.each(CODE_LISTS.filter((list) => list.standard))(
    '$id: every value has its code in the standard',
    (list: CodeList) => {
      for (const code of list.codes) expect(code.gb, code.zh).toBeDefined();
      const current = list.codes.filter((code) => code.to === undefined);
      expect(twice(current.flatMap((code) => [code.gb ?? '', ...(code.gbReads ?? [])]))).toEqual([]);
    },
  );

  it.each(CODE_LISTS)(
    '$id: no word stands for two values even without regard to case and width',
    (list: CodeList) => {
      const owner = new Map<string, string>();
      for (const code of list.codes) {
        for (const word of [...words(code), code.en, code.code]) {
          const key = word.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
          expect(owner.get(key) ?? code.code, word).toBe(code.code);
          owner.set(key, code.code);
        }
      }
    },
  );

  it('take unknown words in as 其他 when a list is open', () => {
    const open = CODE_LISTS.filter((list) => list.open);
    expect(open.length).toBeGreaterThan(15);
    for (const list of open)
      expect(
        list.codes.some((code: Code) => code.code === 'other'),
        list.id,
      ).toBe(true);
  });

  it('map kinship to GB/T 4761, whose numbers differ from the register’s own', () => {
    const wife = codeListOf('relation').codes.find((code) => code.code === 'spouse');
    expect(wife).toMatchObject({ gb: '10', formCode: { 2018: '02' } });
    expect(codeListOf('relation').codes).toHaveLength(28);
  });

  it('have the 56 groups of GB/T 3304 in its numbers', () => {
    const groups = codeListOf('ethnicity').codes.filter((code) => Number(code.gb) <= 56);
    expect(groups.map((code) => code.gb)).toEqual(
      Array.from({ length: 56 }, (_, n) => String(n + 1).padStart(2, '0')),
    );
  });

  it('read 五保 as 特困供养 until 2018', () => {
    const extreme = codeListOf('poverty-class').codes.find((code) => code.code === 'extreme');
    expect(extreme?.aliases).toContainEqual({ text: '五保户', to: 2018 });
  });

  it('label a code in both languages, and an unknown code with itself', () => {
    expect(labelOf('monitor-class', 'marginal', 'zh')).toBe('边缘易致贫户');
    expect(labelOf('sex', 'female', 'en')).toBe('Female');
    expect(labelOf('sex', 'gone', 'zh')).toBe('gone');
  });
});
