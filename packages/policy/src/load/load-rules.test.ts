import { expect, test } from 'vitest';
import { loadRules } from './load-rules.ts';

const SOURCES = 'sources:\n  ours: { zh: 本系统, en: ours, quality: inferred }\n';
const PARAMETERS = `parameters:
  - { id: old-age, zh: 高龄, en: Old age, values: [{ value: 80, from: '2000-01-01', quality: inferred, source: { zh: 试, en: trial } }] }
`;
const HEAD = `family: { id: 1, zh: 试, en: Trial }
subject: person
source: ours
rules:
`;

const rule = (more: Readonly<Record<string, string>> = {}): string => {
  const parts = {
    id: '1-001',
    zh: '年龄过大',
    en: 'Too old',
    severity: 'error',
    fields: '[person.birth_date]',
    when: '年龄 > 110',
    message: '{ zh: "{年龄} 岁", en: "aged {年龄}" }',
    fix: '{ zh: 核对, en: check }',
    cases: '{ hits: [{ 年龄: 111 }], misses: [{ 年龄: 110 }] }',
    ...more,
  };
  const lines = Object.entries(parts).map(([key, value]) => `${key}: ${value}`);
  return `  - ${lines.join('\n    ')}\n`;
};

const load = (...rules: string[]) =>
  loadRules(
    new Map([
      ['sources.yaml', SOURCES],
      ['parameters/trial.yaml', PARAMETERS],
      ['data-rules/01-trial.yaml', HEAD + rules.join('')],
    ]),
  );

const saidOf = (text: string) => {
  const { rules, quarantined } = load(text);
  expect(rules).toEqual([]);
  return quarantined[0]?.problems[0];
};

test('a right rule is loaded with its source, its facts and its line', () => {
  const { rules, quarantined } = load(rule());
  expect(quarantined).toEqual([]);
  expect(rules[0]).toMatchObject({
    id: '1-001',
    subject: 'person',
    facts: ['年龄'],
    source: { zh: '本系统', quality: 'inferred' },
    file: 'data-rules/01-trial.yaml',
    line: 5,
  });
});

test.each([
  ['a name nobody knows', { when: '年令 > 110' }, /年令/],
  ['a clash of types', { when: '年龄 > "大"' }, /./],
  ['a clash of units', { when: '务工月收入 > 年度交通费补助 * 务工月收入' }, /./],
  ['a label not in the list', { when: '性别 = "雌"' }, /雌/],
  ['no condition but a number', { when: '年龄 + 1' }, /结果/],
  ['broken syntax', { when: '年龄 > (' }, /./],
  ['a field not in the dictionary', { fields: '[person.shoe_size]' }, /shoe_size/],
  ['a message with a name nobody knows', { message: '{ zh: "{年令}", en: "x" }' }, /年令/],
  ['a source nobody registered', { source: 'hearsay' }, /出处/],
  ['a key nobody knows', { colour: 'red' }, /colour/],
  ['no case that hits', { cases: '{ hits: [], misses: [{ 年龄: 1 }] }' }, /hits.*不能为空/],
  ['a severity nobody knows', { severity: 'fatal' }, /error、warning、notice/],
  ['a case that does not hit', { cases: '{ hits: [{ 年龄: 9 }], misses: [{}] }' }, /应命中而没有命中/],
  [
    'a case that hits against its word',
    { cases: '{ hits: [{ 年龄: 111 }], misses: [{ 年龄: 112 }] }' },
    /不应命中/,
  ],
  ['a case with a name nobody knows', { cases: '{ hits: [{ 年令: 111 }], misses: [{}] }' }, /年令/],
  [
    'a division by zero',
    { when: '100 / 年龄 > 10', cases: '{ hits: [{ 年龄: 5 }], misses: [{ 年龄: 0 }] }' },
    /除数为零/,
  ],
  ['the number of another family', { id: '2-001' }, /类号/],
])('%s is quarantined with words', (_, more, words) => {
  const problem = saidOf(rule(more));
  expect(problem?.zh).toMatch(words);
  expect(problem?.en).toBeTruthy();
});

test('a problem stands where it is', () => {
  const folded = rule({ when: '>-\n      年龄 > 100 and\n      年令 > 110' });
  expect(saidOf(folded)).toMatchObject({ line: 12, column: 7 });
  expect(saidOf(rule({ fields: '[person.birth_date, person.nothing]' }))).toMatchObject({
    line: 9,
    column: 33,
  });
});

test('one bad rule does not keep the others from running, and a second of the same id is the bad one', () => {
  const { rules, quarantined } = load(
    rule(),
    rule({ zh: '又一条' }),
    rule({ id: '1-002', when: '年龄 > 高龄 and 年龄 > 110' }),
  );
  expect(rules.map(({ id }) => id)).toEqual(['1-001', '1-002']);
  expect(quarantined.map(({ id, problems }) => [id, problems[0]?.line])).toEqual([['1-001', 14]]);
});

test('a file that is no YAML is quarantined whole', () => {
  const set = loadRules(new Map([['data-rules/01.yaml', 'rules: [']]));
  expect(set.rules).toEqual([]);
  expect(set.quarantined[0]).toMatchObject({ file: 'data-rules/01.yaml', id: null });
});

test('a parameter that takes a name of the dictionary is left out, and so is the rule that needs it', () => {
  const bad = PARAMETERS.replace('zh: 高龄', 'zh: 年龄');
  const set = loadRules(
    new Map([
      ['sources.yaml', SOURCES],
      ['parameters/trial.yaml', bad],
      ['data-rules/01-trial.yaml', HEAD + rule({ when: '年龄 > 高龄' })],
    ]),
  );
  expect(set.parameters.size).toBe(0);
  expect(set.quarantined.map(({ id }) => id)).toEqual(['old-age', '1-001']);
});

test('the version changes with what is asked, not with the cases', () => {
  const version = (text: string) => load(text).rules[0]?.version;
  expect(version(rule())).toMatch(/^[0-9a-f]{12}$/);
  expect(version(rule({ cases: '{ hits: [{ 年龄: 130 }], misses: [{}] }' }))).toBe(version(rule()));
  expect(version(rule({ when: '年龄 >= 111' }))).not.toBe(version(rule()));
});
