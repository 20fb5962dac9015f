import { expect, test } from 'vitest';
import { factsOf } from '../syntax/walk.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { BOOLEAN, listOf, NUMBER, STRING } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { parse } from './parse.ts';

function facts(source: string, vocabulary: Vocabulary = SAMPLE): string[] {
  const parsed = parse(source, vocabulary);
  expect(parsed.problems).toEqual([]);
  return parsed.ok ? factsOf(parsed.expression) : [];
}

test.each([
  ['5月收入 > 种植面积(亩) / 种植面积(亩) * 5月收入', ['5月收入', '种植面积(亩)']],
  ['15 > 5月收入', ['5月收入']],
  ['net income > 监测线', ['人均纯收入', '监测线']],
  ['net   income>1', ['人均纯收入']],
  ['date left > 识别日期', ['date left', '识别日期']],
  ['"5月收入" = 户主姓名 // 种植面积(亩)', ['户主姓名']],
  ['成员[full name = "张三"].年龄 = [1]', ['成员']],
  ['户主.健康状况 = "残疾"', ['户主']],
])('%s speaks of %j', (source, names) => {
  expect(facts(source)).toEqual(names);
});

test('names may have what FEEL has as signs, and the longest one counts', () => {
  const odd: Vocabulary = {
    a: { type: NUMBER },
    b: { type: NUMBER },
    'a-b': { type: NUMBER },
    '收入/支出': { type: NUMBER },
    '收入（元）': { type: NUMBER },
    '收入(元)': { type: NUMBER },
    '比例%': { type: NUMBER },
    '2021年': { type: NUMBER },
    '2021年收入': { type: NUMBER },
    '是否易地搬迁，是/否': { type: BOOLEAN },
    "Applicant's name": { type: STRING },
    'a, b': { type: listOf(NUMBER) },
  };
  expect(facts('a-b + a', odd)).toEqual(['a-b', 'a']);
  expect(facts('a - b', odd)).toEqual(['a-b']);
  expect(facts('b - a', odd)).toEqual(['b', 'a']);
  expect(facts('收入/支出 + 收入（元） + 收入(元)', odd)).toEqual(['收入/支出', '收入（元）', '收入(元)']);
  expect(facts('比例% * 2021年收入 + 2021年', odd)).toEqual(['比例%', '2021年收入', '2021年']);
  expect(facts('是否易地搬迁，是/否 and Applicant\'s name = ""', odd)).toEqual([
    '是否易地搬迁，是/否',
    "Applicant's name",
  ]);
  expect(facts('sum(a, b)', odd)).toEqual(['a, b']);
});

test('a name inside an expression hides a fact, and a member hides both', () => {
  const parsed = parse('for 监测线 in [1] return 监测线 + 户主.年龄', SAMPLE);
  expect(parsed.ok && factsOf(parsed.expression)).toEqual(['户主']);
  const inner = parse('count(成员[年龄 > 3 and item.年龄 < 监测线 * 0])', SAMPLE);
  expect(inner.problems.map(({ code }) => code)).toEqual(['unit']);
  expect(facts('for x in 成员, 年龄 in [1, 2] return x.年龄 + 年龄')).toEqual(['成员']);
});

test('codes are read by code, label, English label and alias', () => {
  const texts = ['"04"', '"残疾"', '"disabled"', '"大病"'];
  const codes = texts.map((text) => {
    const parsed = parse(`家庭类别 = ${text}`, SAMPLE);
    const right = parsed.ok && parsed.expression.kind === 'comparison' ? parsed.expression.right : undefined;
    return right?.kind === 'code' ? right.value : undefined;
  });
  expect(codes).toEqual(['04', '04', '04', '03']);
});
