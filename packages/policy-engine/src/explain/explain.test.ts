import { expect, test } from 'vitest';
import type { Json } from '../facts/json.ts';
import { toFacts } from '../facts/to-facts.ts';
import { parse } from '../parse/parse.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { explain, type ExplainOptions, type Explanation, type Trace } from './explain.ts';

function explained(
  source: string,
  json: Record<string, Json>,
  options: Partial<ExplainOptions> = {},
): Explanation {
  const parsed = parse(source, SAMPLE);
  const facts = toFacts(SAMPLE, json);
  if (!parsed.ok || !facts.ok) throw new Error(JSON.stringify([parsed.problems, facts]));
  return explain(parsed.expression, facts.facts, { source, vocabulary: SAMPLE, ...options });
}

const household = {
  人均纯收入: '6000.50',
  监测线: 7300,
  人口数: 3,
  脱贫: true,
  有安全饮水: false,
  'date left': '2020-11-30',
  家庭类别: '04',
  成员: [
    { 年龄: 40, 健康状况: '01', 在校: false, 'full name': '张三' },
    { 年龄: 70, 健康状况: '04', 在校: false, 'full name': '王五' },
    { 年龄: 12, 在校: true, 'full name': '张小明' },
  ],
  月收入: [100, 200],
};

function decided(source: string): string[] {
  return explained(source, household).decided.map(({ path }) => path.join('.'));
}

test.each([
  ['人均纯收入 < 监测线', ['人均纯收入', '监测线']],
  ['有安全饮水 and 人均纯收入 < 监测线', ['有安全饮水']],
  ['脱贫 and 有安全饮水', ['有安全饮水']],
  ['脱贫 or 有安全饮水', ['脱贫']],
  ['脱贫 and 人口数 = 3', ['脱贫', '人口数']],
  ['脱贫 and 识别日期 > @"2020-01-01"', ['脱贫', '识别日期']],
  ['some m in 成员 satisfies m.年龄 >= 60 and m.健康状况 = "残疾"', ['成员.1.年龄', '成员.1.健康状况']],
  ['some m in 成员 satisfies m.年龄 >= 80', ['成员.0.年龄', '成员.1.年龄', '成员.2.年龄']],
  ['every m in 成员 satisfies m.年龄 >= 16', ['成员.2.年龄']],
  ['count(成员[在校]) = 1', ['成员.0.在校', '成员.1.在校', '成员.2.在校']],
  ['成员[2].年龄 > 60', ['成员.1.年龄']],
  ['sum(月收入) = 300', ['月收入']],
  ['if 脱贫 then 人均纯收入 else 监测线', ['脱贫', '人均纯收入']],
  ['人均纯收入 between 1 and 监测线', ['人均纯收入', '监测线']],
])('%s is decided by %j', (source, paths) => {
  expect(decided(source)).toEqual(paths);
});

test.each([
  [
    '人均纯收入 < 监测线 and 家庭类别 != null',
    '成立：人均纯收入（6000.5元）小于监测线（7300元）；家庭类别（“残疾”）不为空。',
    'Holds: net income per person (6000.5 元) is below monitoring line (7300 元); class of the household (“disabled”) is not null.',
  ],
  [
    'date left >= @"2020-12-01"',
    '不成立：脱贫日期（2020年11月30日）早于2020年12月1日。',
    'Does not hold: day of leaving (2020-11-30) is before 2020-12-01.',
  ],
  [
    '人均纯收入 in [3000..6000) and 人口数 > 0',
    '不成立：人均纯收入（6000.5元）不符合：3000元到6000元（不含6000元）。',
    'Does not hold: net income per person (6000.5 元) is not among: 3000 元 to 6000 元 (without 6000 元).',
  ],
  [
    'some m in 成员 satisfies m.健康状况 = "残疾"',
    '成立：王五的健康状况（“残疾”）是“残疾”。',
    'Holds: health of 王五 (“disabled”) is “disabled”.',
  ],
  [
    '识别日期 < date left',
    '无法判断：识别日期为空，无法判断“识别日期早于脱贫日期”。',
    'Cannot be told: 识别日期 is not known, so “识别日期 is before day of leaving” cannot be told.',
  ],
  [
    'list contains(月收入, 300) and count(成员[在校]) >= 0',
    '不成立：月收入中有300：否。',
    'Does not hold: income by month includes 300: no.',
  ],
  [
    'count(成员[年龄 >= 16 and 健康状况 = "残疾"]) > 1',
    '不成立：成员中「年龄不小于16岁，且健康状况是“残疾”」者的个数（1）不大于1。',
    'Does not hold: the number of members where (age is at least 16 岁 and health is “disabled”) (1) is at most 1.',
  ],
  [
    'some m in 成员 satisfies m.年龄 between 80 and 90 or m.年龄 in [100..120)',
    '不成立：成员（共3项）没有一项「年龄在80岁到90岁之间，或年龄在100岁到120岁（不含120岁）之中」。',
    'Does not hold: for none of the 3 of members: (age is between 80 岁 and 90 岁 or age is one of 100 岁 to 120 岁 (without 120 岁)).',
  ],
  [
    'every m in 成员 satisfies not(m.健康状况 in ("患有大病", "长期慢性病"))',
    '成立：成员（共3项）每一项都「健康状况不在“患有大病”、“长期慢性病”之中」。',
    'Holds: for all 3 of members: health is none of “grave illness”, “long-term illness”.',
  ],
  [
    'not(starts with(家庭类别, "0") and contains(家庭类别, "4"))',
    '不成立：家庭类别以“0”开头：是；家庭类别含有“4”：是。',
    'Does not hold: class of the household starts with “0”: yes; class of the household contains “4”: yes.',
  ],
  [
    'if 人均纯收入 < 监测线 then "低于" else "高于"',
    '结果是“低于”：人均纯收入（6000.5元）小于监测线（7300元）。',
    'The result is “低于”: net income per person (6000.5 元) is below monitoring line (7300 元).',
  ],
])('%s in words', (source, zh, en) => {
  const { words } = explained(source, household, {
    member: (each) => {
      const name = each.get('full name');
      return typeof name === 'string' ? { zh: name, en: name } : undefined;
    },
  });
  expect(words.zh).toBe(zh);
  expect(words.en.replaceAll('day of identification', '识别日期')).toBe(en);
});

test('the trace has each part that was computed, with its text and value', () => {
  const { trace } = explained('有安全饮水 and 人均纯收入 < 监测线', household);
  const lines = (step: Trace): string[] => [
    `${step.source}: ${String(step.value)}`,
    ...step.parts.flatMap(lines),
  ];
  expect(lines(trace)).toEqual(['有安全饮水 and 人均纯收入 < 监测线: false', '有安全饮水: false']);
});

test('what could not be computed is told, in the explanation and to the caller', () => {
  const told: string[] = [];
  const { value, notes, words } = explained('人均纯收入 / (人口数 - 3) > 10', household, {
    onError: ({ code }) => told.push(code),
  });
  expect(value).toBeNull();
  expect(notes.map(({ code, from, to }) => [code, from, to])).toEqual([['division-by-zero', 0, 17]]);
  expect(told).toEqual(['division-by-zero']);
  expect(words.zh).toContain('除数为零');
});
