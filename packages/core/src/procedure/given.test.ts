import { describe, expect, test } from 'vitest';
import { checkDigit } from '../import/identity.ts';
import { givenSchema, readGiven } from './given.ts';
import type { ProcedureQuestion } from './model.ts';
import { small } from './testing/small.ts';

const question = (more: Partial<ProcedureQuestion>): ProcedureQuestion => ({
  key: 'x',
  zh: '问',
  en: 'Question',
  required: true,
  unregistered: false,
  ...more,
});
const read = (one: ProcedureQuestion, value: unknown): unknown => {
  const { read: kept, faults } = readGiven([one], { x: value });
  return faults.length > 0 ? faults[0]?.en : kept['x'];
};
const NUMBER = `41152519700101001${checkDigit('41152519700101001')}`;

describe('an answer', () => {
  test.each<[Partial<ProcedureQuestion>, unknown, unknown]>([
    [{ type: 'text' }, '  张三 ', '张三'],
    [{ type: 'text' }, 'x'.repeat(201), 'Question: at most 200 characters'],
    [{ type: 'decimal' }, 5800.5, 5800.5],
    [{ type: 'decimal' }, -12.34, -12.34],
    [{ type: 'decimal' }, 5800.555, 'Question: a number with at most two decimals is wanted'],
    [{ type: 'decimal' }, '5800.5', 'Question: a number with at most two decimals is wanted'],
    [{ type: 'integer' }, 3218, 3218],
    [{ type: 'integer' }, 3218.5, 'Question: a whole number is wanted'],
    [{ type: 'integer' }, '3218', 'Question: a whole number is wanted'],
    [{ type: 'money' }, -1, 'Question: not less than 0'],
    [{ type: 'date' }, '2024-02-29', '2024-02-29'],
    [{ type: 'date' }, '2025-02-29', 'Question: a day is wanted (YYYY-MM-DD)'],
    [{ type: 'yes-no' }, false, false],
    [{ type: 'yes-no' }, 'no', 'Question: yes or no is wanted'],
    [{ type: 'choice', choices: [{ code: 'a', zh: '甲', en: 'A' }] }, 'a', 'a'],
    [{ type: 'choice', choices: [{ code: 'a', zh: '甲', en: 'A' }] }, 'b', 'Question: choose from the list'],
    [{ type: 'persons' }, ['7', '7', '8'], ['7', '8']],
    [{ type: 'persons' }, [], 'Question: not filled in'],
    [{ type: 'person' }, 7, 'Question: choose from the register'],
    [{ field: 'household.main_cause' }, 'illness', 'illness'],
    [{ field: 'household.main_cause' }, '因病', 'Question: choose from the list'],
    [{ field: 'household.other_causes' }, ['illness', 'disability', 'schooling'], 'Question: at most 2'],
    [{ field: 'risk.identified_month' }, '2026-03', '2026-03-01'],
    [{ field: 'risk.identified_month' }, '2026-03-02', 'Question: a month is wanted (YYYY-MM)'],
    [{ field: 'person.identity_no' }, NUMBER.toLowerCase(), NUMBER],
    [
      { field: 'person.identity_no' },
      NUMBER.slice(0, 17) + (NUMBER.endsWith('0') ? '1' : '0'),
      'Question: the number is not right (length or check digit)',
    ],
    [
      { field: 'person.phone' },
      '138 0000',
      'Question: a mobile number of 11 digits is wanted, or a landline with its area code',
    ],
    [{ type: 'text' }, '   ', 'Question: not filled in'],
    [{ type: 'text', required: false }, '', undefined],
  ])('to %o of %j is read as %j', (more, value, expected) =>
    expect(read(question(more), value)).toEqual(expected),
  );
});

describe('members', () => {
  const head = { 'membership.relation': 'head', 'person.name': '张三', 'person.identity_no': NUMBER };
  const members = question({ type: 'members' });

  test('are read field by field', () => {
    expect(read(members, [head])).toEqual([head]);
    expect(read(members, [{ ...head, 'person.sex': '男' }])).toBe('person 1, Sex: choose from the list');
    expect(read(members, [{ ...head, 'person.name': '' }])).toBe('person 1, Name: not filled in');
    expect(read(members, [{ ...head, 'person.shoe_size': 43 }])).toBe(
      'person 1, person.shoe_size: the form does not ask this',
    );
  });

  test('have one head', () => {
    expect(read(members, [head, head])).toBe('Question: exactly one head is wanted (2 found)');
    expect(read(members, [{ ...head, 'membership.relation': 'spouse' }])).toBe(
      'Question: exactly one head is wanted (0 found)',
    );
  });

  test('are asked of a household that is not registered', () => {
    const unregistered = question({ type: 'members', unregistered: true });
    const faults = (registered?: boolean): number => readGiven([unregistered], {}, registered).faults.length;
    expect([faults(true), faults(undefined), faults(false)]).toEqual([0, 0, 1]);
  });
});

test('the schema of a form says at which answer it goes wrong, in both languages', () => {
  const schema = givenSchema(small(), 'ask');
  expect(schema.parse({ cause: 'illness', who: '7', income: null })).toEqual({ cause: 'illness', who: '7' });
  const { error } = schema.safeParse({ cause: 'whim', who: '7', mood: 'good' });
  expect(error?.issues.map(({ path }) => path)).toEqual([['cause'], ['mood']]);
  expect(error?.issues[0]).toMatchObject({
    params: { zh: '主要致贫原因：请从选项中选择', en: 'Main cause of poverty: choose from the list' },
  });
});
