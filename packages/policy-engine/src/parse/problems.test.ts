import { expect, test } from 'vitest';
import { SAMPLE } from '../testing/vocabulary.ts';
import { BOOLEAN, NUMBER } from '../type.ts';
import { parse } from './parse.ts';

/** The first problem as `code: the characters it is about → suggestion`. */
function problem(source: string, options?: Parameters<typeof parse>[2]): string {
  const [first] = parse(source, SAMPLE, options).problems;
  if (!first) return 'none';
  expect(first.zh).toMatch(/[\u4e00-\u9fff]/);
  expect(first.en).not.toBe('');
  const { code, from, to, suggestion } = first;
  return `${code}: ${source.slice(from, to)}${suggestion === undefined ? '' : ` → ${suggestion}`}`;
}

test.each([
  // names
  ['人均纯收如 < 监测线', 'unknown-name: 人均纯收如 → 人均纯收入'],
  ['监测线 > 0 and 成员[1].年令 > 3', 'unknown-name: 年令 → 年龄'],
  ['完全没有的东西 > 1', 'unknown-name: 完全没有的东西'],
  ['年龄 > 60', 'unknown-name: 年龄 → 户主.年龄'],
  ['some m in 成员 satisfies 在校', 'unknown-name: 在校 → m.在校'],
  ['some m in 成员 satisfies n.年龄 > 60', 'unknown-name: n'],
  ['识别日期.yeer = 2020', 'unknown-name: yeer'],
  ['substrin("a", 1)', 'unknown-function: substrin → substring'],
  ['round halfup(人均纯收入, 2) > 1', 'unknown-function: round halfup → round half up'],
  ['count > 1', 'unknown-name: count'],
  // types
  ['人均纯收入 > "很高"', 'type: 人均纯收入 > "很高"'],
  ['脱贫 and 人均纯收入', 'type: 人均纯收入'],
  ['if 人均纯收入 then 1 else 2', 'type: 人均纯收入'],
  ['脱贫 < 有安全饮水', 'type: 脱贫 < 有安全饮水'],
  ['识别日期 > "2020-01-01"', 'type: "2020-01-01" → @"2020-01-01"'],
  ['识别日期 between "2019-01-01" and @"2020-01-01"', 'type: "2019-01-01" → @"2019-01-01"'],
  ['识别日期 + 30', 'type: 识别日期 + 30 → 识别日期 + @"P30D"'],
  ['户主姓名 - "张"', 'type: 户主姓名 - "张"'],
  ['成员["张三"]', 'type: "张三"'],
  ['人均纯收入(1)', 'type: 人均纯收入'],
  ['识别日期 instance of dates', 'unknown-name: dates → date'],
  // units
  ['人均纯收入 < 种植面积(亩)', 'unit: 人均纯收入 < 种植面积(亩)'],
  ['人均纯收入 + 户主.年龄 > 3', 'unit: 人均纯收入 + 户主.年龄'],
  ['人均纯收入 * 种植面积(亩) < 监测线', 'unit: 人均纯收入 * 种植面积(亩) < 监测线'],
  ['人均纯收入 in [1..户主.年龄]', 'unit: [1..户主.年龄]'],
  // codes
  ['家庭类别 = "残急"', 'code: "残急" → "残疾"'],
  ['家庭类别 in ("大病", "不知道")', 'code: "不知道"'],
  ['成员[健康状况 = "健庚"].年龄 = null', 'code: "健庚" → "健康"'],
  ['list contains(成员.健康状况, "重病")', 'code: "重病" → "大病"'],
  ['家庭类别 < "残疾"', 'type: 家庭类别 < "残疾"'],
  // functions
  ['substring("abc")', 'arity: substring("abc")'],
  ['substring("abc", 1, 2, 3)', 'arity: substring("abc", 1, 2, 3)'],
  ['substring("abc", "1")', 'argument: "1"'],
  ['substring(text: "abc", start position: 1)', 'argument: "abc"'],
  ['string length(人均纯收入)', 'argument: 人均纯收入'],
  ['sum(成员.full name) > 1', 'argument: 成员.full name'],
  ['(function(x, y) x + y)(1)', 'arity: (function(x, y) x + y)(1)'],
  ['(function(a) external {java: {class: "x"}})(1)', 'unknown-function: external'],
  // literals
  ['识别日期 > date("2020-02-30")', 'literal: "2020-02-30"'],
  ['识别日期 > @"去年"', 'literal: @"去年"'],
  ['务工时长 > duration("P1Y2D")', 'literal: "P1Y2D"'],
  // syntax
  ['家庭类别 = 残疾', 'unknown-name: 残疾 → "残疾"'],
  ['脱贫 = "是"', 'type: "是" → true'],
  ['today() - 识别日期 > 30', 'type: 30 → @"P30D"'],
  ['家庭类别 = ["残疾", "大病"]', 'type: 家庭类别 = ["残疾", "大病"]'],
  ['成员.年龄 > 60', 'type: 成员.年龄 > 60'],
  ['成员[年龄 > 60] > 2', 'type: 成员[年龄 > 60] > 2'],
  ['len(户主姓名) > 2', 'unknown-function: len → string length'],
  // habits
  ['人均纯收入 is not null', 'habit: is not null → != null'],
  ['人均纯收入小于监测线', 'habit: 小于 →  < '],
  ['人均纯收入 >= 3000 且 脱贫', 'habit: 且 → and'],
  ['人均纯收入 > 3,000', 'habit: 3,000 → 3000'],
  ['人均纯收入 > 监测线 * 12.5%', 'habit: 12.5% → 0.125'],
  ['人均纯收入 < 3000元', 'habit: 3000元 → 3000'],
  ['识别日期 > 2020-01-01', 'habit: 2020-01-01 → @"2020-01-01"'],
  ['脱贫 and not 有安全饮水', 'habit: not 有安全饮水 → not(有安全饮水)'],
  ['脱贫 = True', 'habit: True → true'],
  ["户主姓名 = '张三'", 'habit: \'张三\' → "张三"'],
  ['some m in 成员 where m.年龄 > 60', 'habit: where → satisfies'],
  ['人均纯收入 between 1 to 监测线', 'habit: between 1 to 监测线 → between 1 and 监测线'],
  ['', 'syntax: '],
  ['人均纯收入 <', 'syntax: '],
  ['(人均纯收入 + 1', 'syntax: '],
  ['人均纯收入 == 3', 'syntax: == → ='],
  ['人均纯收入 <> 3', 'syntax: <> → !='],
  ['户主姓名 = "张三', 'syntax: "张三'],
  ['人均纯收入 ≥ 3', 'habit: ≥ → >='],
  ['户主姓名 = “张三”', 'habit: “张三” → "张三"'],
  ['户主姓名 = “张三', 'full-width: “ → "'],
  ['人均纯收入 ＜ 3', 'habit: ＜ → <'],
  ['人均纯收如 ＜ 3', 'full-width: 人均纯收如 ＜ 3 → 人均纯收如 < 3'],
])('%s: %s', (source, said) => {
  expect(problem(source)).toBe(said);
});

test('what is missing is told by name', () => {
  expect(parse('if 脱贫 then 1', SAMPLE).problems[0]?.zh).toContain('else');
  expect(parse('for m in 成员', SAMPLE).problems[0]?.zh).toContain('return');
  expect(parse('(人均纯收入 + 1', SAMPLE).problems[0]?.zh).toContain(')');
});

test('a result of another type than asked for is a problem', () => {
  expect(problem('人均纯收入 + 1', { expect: BOOLEAN })).toBe('result: 人均纯收入 + 1');
  expect(problem('人均纯收入 > 1', { expect: BOOLEAN })).toBe('none');
  expect(problem('null', { expect: NUMBER })).toBe('none');
});

test('not strictly, only what cannot be read is refused, and the rest is told', () => {
  const clash = parse('人均纯收入 > "很高" or 没有的', SAMPLE, { strict: false });
  expect(clash.ok).toBe(true);
  expect(clash.problems.map(({ code }) => code)).toEqual(['type', 'type', 'unknown-name'].slice(1));
  expect(parse('人均纯收入 >', SAMPLE, { strict: false }).ok).toBe(false);
});
