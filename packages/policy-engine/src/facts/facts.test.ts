import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/compile.ts';
import { parse } from '../parse/parse.ts';
import { arbitraryFacts } from '../testing/arbitrary.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { formatValue } from '../value/format.ts';
import { type Json, toJson } from './json.ts';
import { toFacts } from './to-facts.ts';

test('what goes in comes out: facts, through an expression that names them, are the same JSON', () => {
  fc.assert(
    fc.property(arbitraryFacts(SAMPLE), (json) => {
      const read = toFacts(SAMPLE, json);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      for (const [name, given] of Object.entries(json)) {
        const parsed = parse(name, SAMPLE);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        const value = evaluate(parsed.expression, read.facts);
        const again = toFacts(SAMPLE, { [name]: toJson(value) });
        expect(again.ok && formatValue(again.facts.get(name) ?? null)).toBe(formatValue(value));
        if (given === null || typeof given === 'boolean') expect(toJson(value)).toBe(given);
      }
    }),
  );
});

test.each<[Record<string, Json>, (string | number)[]]>([
  [{ 人均收入: 1 }, ['人均收入']],
  [{ 人均纯收入: '三千' }, ['人均纯收入']],
  [{ 人均纯收入: 2 ** 60 }, ['人均纯收入']],
  [{ 脱贫: '是' }, ['脱贫']],
  [{ 识别日期: '2020-02-30' }, ['识别日期']],
  [{ 务工时长: 'P30D' }, ['务工时长']],
  [{ 成员: [{ 年龄: 3 }, { 年龄: 'x' }] }, ['成员', 1, '年龄']],
  [{ 成员: [{ 健康状况: '残急' }] }, ['成员', 0, '健康状况']],
  [{ 成员: { 年龄: 3 } }, ['成员']],
  [{ 户主: 3 }, ['户主']],
  [{ 人均纯收入: 1, 'net income': 1 }, ['net income']],
])('%j is refused at %j', (json, path) => {
  const read = toFacts(SAMPLE, json);
  expect(read.ok ? [] : read.problems.map((problem) => problem.path)).toEqual([path]);
});

test('numbers keep their digits, codes may be labels, names may be aliases', () => {
  const read = toFacts(SAMPLE, {
    'net income': '110101199003070123.45',
    家庭类别: '大病',
    成员: [{ 健康状况: 'disabled' }],
  });
  expect(read.ok && [...read.facts].map(([name, value]) => [name, toJson(value)])).toEqual([
    ['人均纯收入', '110101199003070123.45'],
    ['家庭类别', '03'],
    ['成员', [{ 健康状况: '04' }]],
  ]);
});
