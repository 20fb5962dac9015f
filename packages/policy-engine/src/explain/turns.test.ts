import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/compile.ts';
import { toFacts } from '../facts/to-facts.ts';
import type { Json } from '../facts/json.ts';
import { parse } from '../parse/parse.ts';
import { arbitraryExpression, arbitraryFacts } from '../testing/arbitrary.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { listOf, STRING } from '../type.ts';
import { formatValue } from '../value/format.ts';
import type { Facts } from '../value/value.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { explain, type Explanation } from './explain.ts';
import { withValue } from './origin.ts';

function factsOf(json: Record<string, Json>): Facts {
  const read = toFacts(SAMPLE, json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.facts;
}

function explained(source: string, json: Record<string, Json>): Explanation {
  const parsed = parse(source, SAMPLE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return explain(parsed.expression, factsOf(json), { source, vocabulary: SAMPLE });
}

/** `path relation value` of each change. */
function turns(source: string, json: Record<string, Json>): string[] {
  return explained(source, json).turns.map(({ changes }) =>
    changes.map(({ path, relation, to }) => `${path.join('.')} ${relation} ${formatValue(to)}`).join(' & '),
  );
}

const members = [
  { 年龄: 40, 健康状况: '01', 在校: false, 出生日期: '1980-05-01' },
  { 年龄: 70, 健康状况: '04', 在校: false },
  { 年龄: 12, 在校: false },
];

test.each<[string, Record<string, Json>, string[]]>([
  ['人均纯收入 < 7300', { 人均纯收入: 6000 }, ['人均纯收入 >= 7300']],
  ['人均纯收入 <= 7300', { 人均纯收入: 6000 }, ['人均纯收入 > 7300']],
  ['人均纯收入 > 7300', { 人均纯收入: 7300 }, ['人均纯收入 > 7300']],
  ['人均纯收入 = 7300', { 人均纯收入: 1 }, ['人均纯收入 = 7300']],
  ['人均纯收入 < 监测线', { 人均纯收入: 6000, 监测线: 7300 }, ['人均纯收入 >= 7300', '监测线 <= 6000']],
  [
    '人均纯收入 * 2 + 100 < 监测线',
    { 人均纯收入: 1000, 监测线: 7300 },
    ['人均纯收入 >= 3600', '监测线 <= 2100'],
  ],
  ['人均纯收入 in [3000..4000)', { 人均纯收入: 4100 }, ['人均纯收入 = 3999']],
  ['人均纯收入 in [3000..4000)', { 人均纯收入: '4100.5' }, ['人均纯收入 = 3999.99']],
  ['人均纯收入 < 3000', {}, ['人均纯收入 < 3000', '人均纯收入 >= 3000']],
  ['round half up(人均纯收入, 0) >= 3001', { 人均纯收入: 2990 }, ['人均纯收入 >= 3001']],
  ['识别日期 > @"2020-12-31"', { 识别日期: '2020-06-01' }, ['识别日期 >= 2021-01-01']],
  ['识别日期 <= @"2020-12-31"', { 识别日期: '2020-06-01' }, ['识别日期 >= 2021-01-01']],
  ['家庭类别 = "残疾"', { 家庭类别: '01' }, ['家庭类别 = 04']],
  ['家庭类别 = null', { 家庭类别: '01' }, ['家庭类别 = null']],
  ['脱贫 and 有安全饮水', { 脱贫: false, 有安全饮水: true }, ['脱贫 = true']],
  ['脱贫 and 人口数 > 4', { 脱贫: false, 人口数: 4 }, ['脱贫 = true & 人口数 > 4']],
  ['人均纯收入 > 7000 and 人口数 >= 5', { 人均纯收入: 1, 人口数: 4 }, ['人均纯收入 > 7000 & 人口数 >= 5']],
  ['户主姓名 = "张三"', { 户主姓名: '张三' }, ['户主姓名 != 张三']],
  ['户主姓名 = "张三"', { 户主姓名: '李四' }, ['户主姓名 = 张三']],
  ['some m in 成员 satisfies m.年龄 >= 60', { 成员: members }, ['成员.1.年龄 < 60']],
  ['count(成员[年龄 >= 16 and 年龄 < 60]) = 0', { 成员: members }, ['成员.0.年龄 >= 60']],
  ['成员[1].出生日期 > @"1990-01-01"', { 成员: members }, ['成员.0.出生日期 >= 1990-01-02']],
  [
    'if 种植面积(亩) >= 100 then 种植面积(亩) * 300 else 0',
    { '种植面积(亩)': '99.9' },
    ['种植面积(亩) >= 100'],
  ],
  ['count(成员[年龄 >= 16 and 年龄 < 60]) / 人口数 > 0.5', { 成员: members, 人口数: 4 }, ['人口数 = 1']],
  ['人均纯收入 * 2', { 人均纯收入: 1 }, []],
])('%s on %j turns by %j', (source, json, expected) => {
  expect(turns(source, json)).toEqual(expected);
});

test('a list may lack a member', () => {
  const measures: Vocabulary = { 帮扶措施: { type: listOf(STRING) } };
  const source = 'list contains(帮扶措施, "产业") or list contains(帮扶措施, "就业")';
  const parsed = parse(source, measures);
  const read = toFacts(measures, { 帮扶措施: ['教育'] });
  if (!parsed.ok || !read.ok) throw new Error('not read');
  const { turns: found } = explain(parsed.expression, read.facts, { source, vocabulary: measures });
  expect(found.map(({ words }) => words.zh)).toEqual([
    '如果帮扶措施第1项改为“产业”或“就业”（现在是“教育”），就成立。',
    '如果帮扶措施里有“产业”或“就业”，就成立。',
  ]);
});

test('every turn given turns the value, by a computation of its own', () => {
  let given = 0;
  fc.assert(
    fc.property(
      arbitraryExpression(SAMPLE, undefined, { depth: 2 }),
      arbitraryFacts(SAMPLE),
      (source, json) => {
        const parsed = parse(source, SAMPLE);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        const facts = factsOf(json);
        const before = evaluate(parsed.expression, facts);
        const { turns: found, value } = explain(parsed.expression, facts, { source, vocabulary: SAMPLE });
        expect(value).toBe(before);
        for (const turn of found) {
          given += 1;
          const changed = turn.changes.reduce(
            (all, { path, example }) => withValue(all, path, example),
            facts,
          );
          const after = evaluate(parsed.expression, changed);
          expect(after).toBe(turn.value);
          expect(after).not.toBe(before);
          for (const { relation, to, example } of turn.changes) {
            if (relation === '=' || relation === '>=' || relation === '<=') {
              expect(formatValue(example)).toBe(formatValue(to));
            }
          }
        }
      },
    ),
    { numRuns: 250 },
  );
  expect(given).toBeGreaterThan(100);
});
