import { expect, test } from 'vitest';
import { journalKeyEn } from '../../i18n/journal.en.ts';
import { journalKeyZh } from '../../i18n/journal.zh.ts';
import { changeLines, type ChangeWords } from './changeLines.ts';

function words(language: 'zh' | 'en'): ChangeWords {
  const keys: Readonly<Record<string, string>> = language === 'zh' ? journalKeyZh : journalKeyEn;
  return {
    language,
    key: (key) => keys[key],
    noun: (noun) => (language === 'zh' ? `〔${noun}〕` : noun),
    wrote: (fresh, changed) => `+${fresh} ~${changed}`,
    nothing: keys['nothing'] ?? '',
  };
}

function told(changes: unknown, subject: string | null = null, language: 'zh' | 'en' = 'zh'): string[] {
  return changeLines(changes, subject, words(language)).map(({ label, text }) => `${label}: ${text}`);
}

test('an import says its file and what it wrote of each noun', () => {
  const changes = {
    file: '人口.xlsx',
    dataDate: '2021-12-31',
    rows: 9,
    left: 1,
    nouns: [{ noun: 'household', new: 2, changed: 1 }],
  };
  expect(told(changes, 'import:9')).toEqual([
    '文件: 人口.xlsx',
    '数据日期: 2021-12-31',
    '行数: 9',
    '有错未导入的行: 1',
    '〔household〕: +2 ~1',
  ]);
});

test('what was and what is stand beside each other, and only where they differ', () => {
  const account = { old: { name: '张三', disabled: false }, new: { name: '张三', disabled: true } };
  expect(told(account, 'account:x')).toEqual(['停用: 否 → 是']);
  expect(told({ old: '旧村', new: '新村', on: '2023-01-01' }, 'region:1', 'en')).toEqual([
    'Name: 旧村 → 新村',
    'Day: 2023-01-01',
  ]);
  expect(told({ old: { name: '张三' }, new: { name: null } }, 'account:x', 'en')).toEqual([
    'Name: 张三 → (empty)',
  ]);
  expect(told({ name: '低保', version: [1, 2], state: ['draft', 'published'] }, null, 'en')).toEqual([
    'Name: 低保',
    'Version: 1 → 2',
    'State: draft → published',
  ]);
});

test('fields go by their names in the dictionary, codes by their labels', () => {
  expect(told({ field: 'phone' }, 'household:1')).toEqual(['字段: 户联系电话']);
  expect(told({ field: 'identity_no' }, 'person:1', 'en')).toEqual(['Field: Identity number']);
  expect(told({ columns: [{ form: 'person-47', header: '电话', to: 'household.phone' }] })).toEqual([
    '列: “电话” → 户联系电话',
  ]);
  expect(
    told({ filter: { exit: 'poor', searched: true }, columns: ['household.household_no'], count: 3 }),
  ).toEqual(['条件 · exit: poor', '条件 · 按姓名或号码查找: 是', '列: 户编号', '数量: 3']);
});

test('roles and places are named, nothing is said of what is empty, and any shape is read', () => {
  expect(told({ role: 'county_clerk', region: '411525000000', department: null })).toEqual([
    '角色: 县级业务员',
    '区划: 411525000000',
  ]);
  expect(told({ successor: { code: '411525100201', name: '孙滩村' } })).toEqual([
    '并入: 孙滩村（411525100201）',
  ]);
  expect(told({ unheardOf: { a: [1, { b: true }] } })).toEqual(['unheardOf · a: 1、b 是']);
  for (const odd of [null, 3, 'text', [1], {}]) expect(told(odd)).toEqual([]);
});

test('a list that was taken along says its columns and what it was narrowed by in words', () => {
  const persons = {
    filter: { region: '411525101000', sex: 'female', health: 'healthy,-', searched: true },
    columns: ['name', 'identity', 'sex', 'village', 'household_no', 'health'],
    count: 12,
  };
  expect(told(persons)).toEqual([
    '条件 · 区划: 411525101000',
    '条件 · 性别: 女',
    '条件 · 健康状况: 健康、-',
    '条件 · 按姓名或号码查找: 是',
    '列: 姓名或名称、证件号码（脱敏）、性别、行政村、户编号、健康状况',
    '数量: 12',
  ]);
  expect(told({ filter: { exit_state: 'exited' }, columns: ['head', 'per_capita_net'] }, null, 'en')).toEqual(
    [
      expect.stringMatching(/^Filter · [A-Z][a-z ]+: [A-Z][a-z ]+$/),
      expect.stringMatching(/^Columns: Head, Net income per head/),
    ],
  );
});
