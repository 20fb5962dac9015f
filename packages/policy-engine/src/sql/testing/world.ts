import { type CodeMember, BOOLEAN, DATE, listOf, NUMBER, numberOf, STRING, type Type } from '../../type.ts';
import type { CalendarDate } from '../../value/date.ts';
import { Decimal } from '../../value/number.ts';
import { readDate } from '../../value/temporal.ts';
import type { Context, Value } from '../../value/value.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { Binding } from '../binding.ts';

/** A small world of households to hold the interpreter and two databases against: what its facts are, and where they are kept. */

const code = (name: string, ...labels: string[]): Type => ({
  kind: 'code',
  list: { name, members: labels.map((zh, at): CodeMember => ({ code: `0${at + 1}`, zh })) },
});
const SEX = code('性别', '男', '女');
const RELATION = code('关系', '户主', '配偶', '子女');
const RISK = code('风险', '因病', '因灾', '因学');
const YUAN = numberOf('元');

const MEMBER: Vocabulary = {
  姓名: { type: STRING },
  年龄: { type: NUMBER },
  工资: { type: YUAN },
  性别: { type: SEX },
  关系: { type: RELATION },
  出生: { type: DATE },
  在校: { type: BOOLEAN },
};
const VILLAGE: Vocabulary = { 村名: { type: STRING }, 人口: { type: NUMBER } };

export const VOCABULARY: Vocabulary = {
  收入: { type: YUAN },
  支出: { type: YUAN },
  人数: { type: NUMBER },
  面积: { type: NUMBER },
  户主: { type: STRING },
  地址: { type: STRING },
  类型: { type: RELATION },
  低保: { type: BOOLEAN },
  危房: { type: BOOLEAN },
  认定: { type: DATE },
  脱贫: { type: DATE },
  风险: { type: listOf(RISK) },
  成员: { type: listOf({ kind: 'context', entries: MEMBER }) },
  村: { type: { kind: 'context', entries: VILLAGE } },
  监测线: { type: YUAN },
  检查日: { type: DATE },
};

/** The columns of a table with how their facts look in SQL. */
export const HOUSEHOLD_COLUMNS = {
  收入: 'income bigint',
  支出: 'spent bigint',
  人数: 'persons integer',
  面积: 'area decimal(12,3)',
  户主: 'head varchar',
  地址: 'address varchar',
  类型: 'kind varchar',
  低保: 'allowance boolean',
  危房: 'unsafe boolean',
  认定: 'registered date',
  脱贫: 'exited date',
  风险: 'risks varchar[]',
};
export const MEMBER_COLUMNS = {
  姓名: 'name varchar',
  年龄: 'age integer',
  工资: 'wage bigint',
  性别: 'sex varchar',
  关系: 'relation varchar',
  出生: 'born date',
  在校: 'school boolean',
};

export const LINE = new Decimal('4000.5');
export const DAY = readDate('2024-02-29') as CalendarDate;

function memberBinding(alias: string): Binding {
  return {
    姓名: { sql: `${alias}.name` },
    年龄: { sql: `${alias}.age`, scale: 0, digits: 9 },
    工资: { sql: `${alias}.wage`, scale: 2, digits: 12 },
    性别: { sql: `${alias}.sex` },
    关系: { sql: `${alias}.relation` },
    出生: { sql: `${alias}.born` },
    在校: { sql: `${alias}.school` },
  };
}

export const BINDING: Binding = {
  收入: { sql: 'h.income', scale: 2, digits: 12 },
  支出: { sql: 'h.spent', scale: 2, digits: 12 },
  人数: { sql: 'h.persons', scale: 0, digits: 9 },
  面积: { sql: 'h.area', decimals: 3, digits: 12 },
  户主: { sql: 'h.head' },
  地址: { sql: 'h.address' },
  类型: { sql: 'h.kind' },
  低保: { sql: 'h.allowance' },
  危房: { sql: 'h.unsafe' },
  认定: { sql: 'h.registered' },
  脱贫: { sql: 'h.exited' },
  风险: { sql: 'h.risks' },
  成员: {
    list: {
      from: (alias) => `member as ${alias}`,
      on: [{ outer: 'h.id', inner: (alias) => `${alias}.household` }],
      order: (alias) => `${alias}.place`,
      item: memberBinding,
    },
  },
  村: {
    context: { 村名: { sql: 'v.name' }, 人口: { sql: 'v.people', scale: 0, digits: 9 } },
    present: '(v.id is not null)',
  },
  监测线: { constant: LINE },
  检查日: { constant: DAY },
};

/** The rows that the binding speaks of. */
export const ROWS = 'household as h left join village as v on v.id = h.village';

export const CONSTANTS: Context = new Map<string, Value>([
  ['监测线', LINE],
  ['检查日', DAY],
]);
