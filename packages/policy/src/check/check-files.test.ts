import { formOf, regionCode, type Value } from '@mingbai/core';
import { beforeAll, expect, test } from 'vitest';
import { readBundle } from '../load/bundle.ts';
import { loadRules, type RuleSet } from '../load/load-rules.ts';
import { rulesAtWork } from '../run/at-work.ts';
import { checkFiles, type FileFinding } from './check-files.ts';
import { FileRows } from './file-rows.ts';

const FORM = formOf('person-47');
const REGION = '411525101201';
const VIEW = { on: '2021-12-31', region: regionCode('411525') };
let set: RuleSet;
beforeAll(async () => {
  set = loadRules(await readBundle());
});

type Cells = Readonly<Record<string, Value>>;

const HEAD: Cells = {
  'household.household_no': '1',
  'person.name': '甲',
  'person.identity_no': '411525196203050012',
  'person.birth_date': '1962-03-05',
  'person.sex': 'male',
  'membership.relation': 'head',
};
const WIFE: Cells = {
  ...HEAD,
  'person.name': '乙',
  'person.identity_no': '411525196403050025',
  'person.birth_date': '1964-03-05',
  'person.sex': 'female',
  'membership.relation': 'spouse',
};

/** Rows of one sheet that has the columns that these cells name. */
function found(...rows: Cells[]): FileFinding[] {
  const files = new FileRows();
  const asked = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = new Map(
    FORM.columns.flatMap(({ to }, index) =>
      asked.has(to) ? [[to, String.fromCodePoint(65 + (index % 26))] as const] : [],
    ),
  );
  for (const [index, row] of rows.entries())
    files.add({
      file: 'a.xlsx',
      sheet: '一',
      row: index + 2,
      form: 'person-47',
      region: REGION,
      values: FORM.columns.map(({ to }) => row[to] ?? null),
      columns,
    });
  const view = { ...VIEW, parameters: set.parameters };
  return [...checkFiles(files, rulesAtWork(set, view, 'file'), view)];
}

const rulesOf = (findings: readonly FileFinding[]): string[] => [
  ...new Set(findings.map(({ rule }) => rule)),
];

test('two heads of one household are found at the first of them', () => {
  const findings = found(HEAD, { ...WIFE, 'membership.relation': 'head' });
  expect(findings.find(({ rule }) => rule === '2-002')).toMatchObject({
    file: 'a.xlsx',
    sheet: '一',
    row: 2,
    field: 'membership.relation',
    value: '户主',
    severity: 'error',
  });
});

test('a household without a head is told at its first member, and where the others stand beside it', () => {
  const [first, ...others] = found(
    { ...WIFE, 'membership.relation': 'spouse' },
    { ...HEAD, 'membership.relation': 'son' },
    { ...HEAD, 'household.household_no': '2', 'person.identity_no': '411525197203050014' },
  ).filter(({ rule }) => rule === '2-001');
  expect(others).toEqual([]);
  const column = first?.column ?? '';
  expect(first).toMatchObject({ row: 2, field: 'membership.relation' });
  expect(first?.beside).toEqual([{ file: 'a.xlsx', sheet: '一', row: 3, column }]);
  // What is said of one person, or stands with the household itself, is told in its own cells alone.
  const own = found({ ...HEAD, 'person.ethnicity': null }, { ...WIFE, 'person.ethnicity': null });
  expect(own.filter(({ beside }) => beside !== undefined)).toEqual([]);
});

test('a contradiction with the identity number stands in the cells of both fields', () => {
  const findings = found(HEAD, { ...WIFE, 'person.birth_date': '1964-05-03' }).filter(
    ({ rule }) => rule === '1-005',
  );
  expect(findings.map(({ row, field }) => [row, field])).toEqual([
    [3, 'person.birth_date'],
    [3, 'person.identity_no'],
  ]);
});

test('a column that no file has is unknown, one that is empty is blank', () => {
  expect(rulesOf(found(HEAD, WIFE))).not.toContain('3-001');
  const findings = found({ ...HEAD, 'person.ethnicity': 'han' }, { ...WIFE, 'person.ethnicity': null });
  expect(findings.filter(({ rule }) => rule === '3-001')).toMatchObject([
    { row: 3, field: 'person.ethnicity', value: '' },
  ]);
});

test('one number of two persons is found in files alone', () => {
  const other = {
    ...WIFE,
    'household.household_no': '2',
    'membership.relation': 'head',
    'person.person_no': '9',
  };
  expect(rulesOf(found(HEAD, WIFE, other))).toContain('1-001');
});
