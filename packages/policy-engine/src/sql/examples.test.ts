import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CalendarDate } from '../value/date.ts';
import { Decimal } from '../value/number.ts';
import type { Context, Value } from '../value/value.ts';
import { type Engine, openEngines } from './testing/engines.ts';
import { hold, read } from './testing/hold.ts';
import { LINE } from './testing/world.ts';

const number = (text: string): Decimal => new Decimal(text);
const day = (year: number, month: number, date: number): Value => CalendarDate.of(year, month, date) ?? null;
const facts = (entries: Record<string, Value>): Context => new Map(Object.entries(entries));

const MEMBERS: Value = [
  facts({
    姓名: '张三',
    年龄: number('41'),
    工资: number('1200.5'),
    关系: '01',
    出生: day(1983, 2, 28),
    在校: false,
  }),
  facts({ 姓名: '李四', 年龄: number('8'), 工资: null, 关系: '03', 出生: day(2016, 2, 29), 在校: true }),
  facts({ 姓名: null, 年龄: number('8'), 工资: number('0'), 关系: null, 出生: null, 在校: null }),
];
const HOUSEHOLDS = [
  facts({
    收入: number('12000.1'),
    支出: LINE.times(3),
    人数: number('3'),
    面积: number('2.125'),
    户主: '张三',
    地址: '上村3组 12号',
    类型: '01',
    低保: true,
    危房: false,
    认定: day(2024, 1, 31),
    脱贫: day(2024, 2, 29),
    风险: ['01', null],
    成员: MEMBERS,
    村: facts({ 村名: '上村', 人口: number('300') }),
  }),
  // Nothing known, no members.
  facts({ 人数: number('0'), 风险: [], 成员: [], 村: null }),
  facts({
    人数: null,
    收入: number('0'),
    面积: number('-2.5'),
    户主: "'; drop table household; --\\",
    成员: [],
  }),
];
let engines: Engine[] = [];
beforeAll(async () => {
  engines = await openEngines(HOUSEHOLDS);
});
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

async function holdAll(sources: readonly string[], dialects = ['postgres', 'duckdb']): Promise<void> {
  for (const engine of engines.filter(({ dialect }) => dialects.includes(dialect))) {
    const { differences, unsupported } = await hold(sources.map(read), HOUSEHOLDS, engine);
    expect(unsupported).toEqual([]);
    expect(differences.join('\n')).toBe('');
  }
}

/** For every pair of true, false and null; facts stand for them, so that nothing is folded away. */
const TRUTHS = ['(人数 > 1)', '(人数 < 0)', '低保', '危房', 'null'];

describe('null is FEEL’s', () => {
  test('in choices among texts and truths that are compared, whatever their conditions are', () =>
    holdAll(
      TRUTHS.flatMap((a) =>
        TRUTHS.flatMap((b) => {
          const texts = `(if ${a} then "甲" else if ${b} then "乙" else if 人数 = 0 then null else "丙")`;
          const again = `(if ${a} then "甲" else if ${b} then "乙" else "甲")`;
          const truths = `(if ${a} then true else if ${b} then false else 人数 = 3)`;
          return [
            ...[texts, again].flatMap((choice) => [
              choice,
              `${choice} = "甲"`,
              `${choice} != "甲"`,
              `not(${choice} = "乙")`,
              `${choice} in ("乙", "丙")`,
              `if ${choice} = "乙" then 1 else if ${choice} = null then 2 else 3`,
              `list contains([${choice}, 户主], "乙")`,
              `${choice} = null`,
            ]),
            truths,
            `${truths} = true`,
            `not(${truths})`,
            `if ${truths} then "是" else "否"`,
          ];
        }),
      ),
    ));

  test('in texts looked for in an array', () =>
    holdAll([
      'some x in 风险 satisfies x in ("因病", "因灾")',
      'some x in 风险 satisfies x = "因学"',
      'not(some x in 风险 satisfies x = "因学")',
      'if (some x in 风险 satisfies x in ("因病", "因灾")) then 1 else 2',
      'every x in 风险 satisfies x in ("因病", "因灾")',
      'some x in 风险 satisfies not(x in ("因病"))',
    ]));

  test('in and, or, not, if and comparisons of truths', () =>
    holdAll(
      TRUTHS.flatMap((a) => [
        `not(${a})`,
        `if ${a} then 1 else 2`,
        ...TRUTHS.flatMap((b) => [`${a} and ${b}`, `${a} or ${b}`, `${a} = ${b}`, `${a} != ${b}`]),
      ]),
    ));
  test('in comparisons of values', () =>
    holdAll(
      ['=', '!=', '<', '>='].flatMap((operator) => [
        `收入 ${operator} 支出`,
        `收入 ${operator} null`,
        `户主 ${operator} 地址`,
        `认定 ${operator} 脱贫`,
        `收入 / 人数 ${operator} 监测线`,
        `收入 / 人数 ${operator} 支出 / 人数`,
      ]),
    ));
  test('in tests of ranges and lists', () =>
    holdAll([
      '人数 in (1, 3)',
      '人数 in (null, 0)',
      '人数 in [1..5]',
      '人数 in (> 2, null)',
      '收入 in [支出..20000]',
      '人数 between 收入 and 5',
      '户主 in ("张三", null)',
      '户主 in ["张三", "李四"]',
      '认定 in [date("2024-01-31")..检查日]',
      '"因病" in 风险',
      'null in 风险',
      '人数 in 成员.年龄',
      '类型 in ("户主", "子女")',
    ]));
  test('in what is asked of members', () =>
    holdAll(
      ['some', 'every'].flatMap((kind) => [
        `${kind} m in 成员 satisfies m.在校`,
        `${kind} m in 成员 satisfies m.工资 > 1000`,
        `${kind} m in 成员 satisfies m.年龄 > 100`,
        `${kind} m in 成员, k in 成员 satisfies m.年龄 = k.年龄 and m.姓名 != k.姓名`,
        `not(${kind} m in 成员 satisfies m.工资 > 1000)`,
      ]),
    ));
});

describe('every function that can be compiled says what the interpreter says', () => {
  test('of lists', () =>
    holdAll([
      ...['count', 'sum', 'min', 'max', 'mean'].flatMap((name) => [
        `${name}(成员.年龄)`,
        `${name}(成员.工资)`,
        `${name}(成员[工资 != null].工资)`,
        `${name}(成员[年龄 < 0].年龄)`,
        `${name}([人数, 2, 1.5])`,
        `${name}([])`,
      ]),
      'count(风险)',
      'count(distinct values(成员.姓名))',
      'count(distinct values(成员.年龄))',
      'count(成员[年龄 = 人数 + 5])',
      'sum(for m in 成员 return m.年龄 * 人数)',
      'sum(for m in 成员 return m.年龄 / 4)',
      'min(成员.姓名)',
      'max(成员.出生)',
      'list contains(成员.姓名, 户主)',
      'list contains(成员.姓名, null)',
      'list contains(风险, "因灾")',
      'list contains(风险, null)',
      'any(for m in 成员 return m.在校)',
      'all(for m in 成员 return m.年龄 > 5)',
      '成员[1].姓名',
      '成员[-1].年龄',
      '成员[关系 = "子女"][1].出生',
      '风险[1] = "因病"',
      'sum(人数)',
      '村 = null',
      '村.人口 / 人数 > 99',
    ]));
  test('of numbers', () =>
    holdAll([
      '收入 + 支出 * 2 - 人数 / 4',
      '收入 / 人数',
      '1 / 人数',
      '面积 / 0',
      '人数 ** 3',
      '2.5 ** 2 * 面积',
      'modulo(人数, -2)',
      'modulo(收入, 7.5)',
      'abs(面积)',
      'odd(人数)',
      'even(人数)',
      ...[
        'decimal',
        'floor',
        'ceiling',
        'round up',
        'round down',
        'round half up',
        'round half down',
      ].flatMap((name) => [
        `${name}(面积, 0)`,
        `${name}(面积, 1)`,
        `${name}(面积, 2)`,
        `${name}(收入, -3)`,
        `${name}(收入 / 人数, 2)`,
        `${name}(-面积 / 人数, 2)`,
      ]),
    ]));
  test('of text', () =>
    holdAll([
      'string length(户主)',
      'substring(地址, 2, 3)',
      'substring(地址, -3)',
      'substring(地址, 99)',
      'upper case(地址)',
      'lower case("ABC" + 户主)',
      'contains(户主, "三")',
      'starts with(地址, "上")',
      'ends with(户主, "\\\\")',
      'substring before(地址, "组")',
      'substring after(地址, "没有")',
      'matches(地址, "^\\\\w|[上下]村\\\\d+组")',
      'matches(户主, "^[张李].{1,2}$")',
      'replace(地址, "\\\\s+", "")',
      'replace(地址, "[0-9]", "#")',
      'string(面积) + "亩"',
      'string(认定)',
      'string(低保)',
      `户主 = "'; drop table household; --\\\\"`,
      `户主 in ("'; drop table household; --\\\\", "x")`,
    ]));
  test('of text, numerals in it, in PostgreSQL', () =>
    holdAll(['number(string(面积)) + 1', 'number(户主)', 'number(" 12.50 ") * 人数'], ['postgres']));
  test('of days and durations', () =>
    holdAll([
      '认定 + duration("P1M")',
      '认定 - duration("P11M")',
      '脱贫 + duration("P1Y")',
      '脱贫 - duration("P1DT1H")',
      '脱贫 - 认定',
      '脱贫 - 认定 > duration("P28D")',
      '(脱贫 - 认定).days',
      'years and months duration(认定, 检查日)',
      'years and months duration(检查日, 认定)',
      'years and months duration(认定, 检查日) < duration("P1M")',
      'years and months duration(date("1960-03-01"), 脱贫).years >= 60',
      '认定.year * 100 + 认定.month',
      '认定.weekday',
      'day of week(认定)',
      'month of year(认定)',
      'day of year(脱贫)',
      'week of year(认定)',
      'date(2024, 人数 - 1, 29)',
      'date(2023, 人数 - 1, 29)',
      'duration("P1D") * 人数 < duration("P2D")',
      'date and time("2024-01-31T08:00:00") - duration("PT9H") < date and time("2024-01-31T00:00:00")',
      'is(认定, 脱贫)',
    ]));
});

describe('what random expressions found', () => {
  test('an aggregate that speaks only of the row further out stays in its list', () =>
    holdAll([
      'max(for m in 成员 return 人数)',
      'sum(for m in 成员 return 支出 - 收入)',
      'every m in 成员 satisfies 低保',
    ]));
  test('the least of what is everywhere the same is still null for nobody', () =>
    holdAll(['min(for m in 成员 return 0)', 'max(人数, min(for m in 成员 return 0), 1)']));
  test('a remainder of a decimal keeps its places', () =>
    holdAll(['sum(for m in 成员 return modulo(面积, 0.5))', '4000.5 / ceiling(面积, 0) < 收入']));
  test('DuckDB takes several members and several facts of the household at once', () =>
    holdAll(['some m in 成员, k in 成员 satisfies (收入 / 面积 >= m.工资) and m.年龄 = k.年龄']));
});
