import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/compile.ts';
import { toFacts } from '../facts/to-facts.ts';
import { parse } from '../parse/parse.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { dividesByZero } from './zero-divisors.ts';

function read(source: string) {
  const parsed = parse(source, SAMPLE);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.problems[0]?.en ?? ''}`);
  return parsed.expression;
}

test.each(['人均纯收入 / 12 > 100', 'modulo(人口数, 4) = 0', 'count(成员) > 0', '人均纯收入 * 0 = 人口数'])(
  '%s divides by nothing that can be zero',
  (source) => expect(dividesByZero(read(source))).toBeUndefined(),
);

test.each([
  ['人均纯收入 / 人口数 > 100', true],
  ['modulo(监测线, 人口数) = 1', true],
  ['100 / (人口数 - 1) > 3', false],
  ['100 / 0 > 人口数', true],
  // Guarded: the answer does not hang on it.
  ['if 人口数 > 0 then 人均纯收入 / 人口数 > 100 else false', false],
  ['if 人口数 > 0 then true else 人均纯收入 / 人口数 > 100', true],
  ['人口数 > 0 and 人均纯收入 / 人口数 > 100', false],
  ['人口数 = 0 or 人均纯收入 / 人口数 > 100', false],
  // Of members: one of them is enough.
  ['some m in 成员 satisfies 100 / m.年龄 > 200', true],
  ['every m in 成员 satisfies 100 / (m.年龄 + 1) > 0', false],
  ['some m in 成员 satisfies (some n in 成员 satisfies m.年龄 / n.年龄 > 200)', true],
  ['count(成员[100 / 年龄 > 200]) = 0', true],
  ['脱贫 = true and (人口数 > 0 and 人均纯收入 / 人口数 > 100)', false],
  ['脱贫 = true or 人均纯收入 / 人口数 > 100', true],
  ['sum(for m in 成员 return 100 / m.年龄) > 3', true],
  ['监测线 in [(100 / 人口数)..900]', true],
] as const)('%s, nobody there: %s', (source, told) => {
  const facts = toFacts(SAMPLE, {
    人均纯收入: 6000,
    监测线: 700,
    人口数: 0,
    成员: [{ 年龄: 0 }, { 年龄: 7 }],
  });
  if (!facts.ok) throw new Error(JSON.stringify(facts));
  const condition = dividesByZero(read(source));
  if (condition === undefined) throw new Error(`${source} divides`);
  expect(evaluate(condition, facts.facts)).toBe(told);
});
