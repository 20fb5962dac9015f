import fc from 'fast-check';
import { Decimal } from '../../value/number.ts';
import { CalendarDate } from '../../value/date.ts';
import type { Context, Value } from '../../value/value.ts';

const maybe = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });

export const whole = (least: number, most: number): fc.Arbitrary<Value> =>
  fc.integer({ min: least, max: most }).map((value) => new Decimal(value));

/** 分 as 元, often near the line and near zero. */
const money = fc
  .oneof(
    fc.integer({ min: -300, max: 300 }),
    fc.constantFrom(0, 400_049, 400_050, 400_051, 1),
    fc.integer({ min: 0, max: 999_999_999_999 }),
  )
  .map((fen): Value => new Decimal(fen).div(100));

/** Ends of months and years, leap days, and any other. */
const day: fc.Arbitrary<Value> = fc
  .oneof(
    fc.constantFrom<[number, number, number]>(
      [2024, 2, 29],
      [2023, 2, 28],
      [2024, 1, 31],
      [2023, 12, 31],
      [2024, 3, 1],
      [2000, 2, 29],
      [1900, 2, 28],
      [1799, 1, 1],
      [2199, 12, 31],
    ),
    fc.tuple(
      fc.integer({ min: 1930, max: 2030 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    ),
  )
  .map(([year, month, date]): Value => CalendarDate.of(year, month, date) ?? null);

export const TEXTS = [
  '',
  '张三',
  '李四',
  '王五 ',
  ' a',
  'Abc',
  'abc',
  "O'Brien",
  'back\\slash',
  '100%',
  '𠮷野',
  '\u{1f98a}张',
  '男',
  '51122319900101',
  'a_b',
  '甲.乙',
];
const text = fc.constantFrom<Value>(...TEXTS);
const code = fc.constantFrom<Value>('01', '02', '03');
const flag = fc.boolean();

function context(entries: Record<string, fc.Arbitrary<Value>>): fc.Arbitrary<Context> {
  return fc.record(entries).map((record): Context => new Map(Object.entries(record)));
}

const member = context({
  姓名: maybe(text),
  年龄: maybe(whole(0, 30)),
  工资: maybe(money),
  性别: maybe(code),
  关系: maybe(code),
  出生: maybe(day),
  在校: maybe(flag),
});

/** Facts of one household, with nulls, empty lists, days at the edges and decimals. */
export const household: fc.Arbitrary<Context> = context({
  收入: maybe(money),
  支出: maybe(money),
  人数: maybe(whole(-2, 6)),
  面积: maybe(
    fc.integer({ min: -2500, max: 99_999_999 }).map((value): Value => new Decimal(value).div(1000)),
  ),
  户主: maybe(text),
  地址: maybe(text),
  类型: maybe(code),
  低保: maybe(flag),
  危房: maybe(flag),
  认定: maybe(day),
  脱贫: maybe(day),
  风险: maybe(fc.array(maybe(code), { maxLength: 3 })),
  成员: fc.array(member, { maxLength: 4 }),
  村: maybe(context({ 村名: maybe(text), 人口: maybe(whole(0, 500)) })),
});
