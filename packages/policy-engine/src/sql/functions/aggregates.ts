import type { Call } from '../../syntax/expression.ts';
import { Decimal } from '../../value/number.ts';
import { added, carriedPart, divided } from '../arithmetic.ts';
import { numbersOf, refuse } from '../compiling.ts';
import { type Form, NULL_FORM, type NumberForm, type Compiling } from '../form.ts';
import { constantNumber, settled } from '../number.ts';
import { listArgument, listForm } from '../rows.ts';
import { extreme } from './extremes.ts';
import { argument, type FunctionForm } from './function.ts';
import { ALL, known, scalarItem, whenThere } from './members.ts';

function counted(sql: string): NumberForm {
  return { kind: 'number', sql, shift: 0, digits: 9, carrier: 'narrow', nullable: false, counted: true };
}

const count: FunctionForm = (call, at, emit) => {
  const list = listArgument(argument(call, 0), at, emit);
  if (list.kind === 'null') return NULL_FORM;
  if (list.kind === 'items') return constantNumber(new Decimal(list.items.length));
  if (list.kind === 'array') return { ...counted(at.target.arraySize(list.sql)), nullable: list.nullable };
  if (!list.distinct) return whenThere(list, counted(at.aggregator.over(list, [ALL], ([all = '']) => all)));
  const item = scalarItem(list, call);
  const parts = [
    ALL,
    { sql: `count(${item.sql})`, empty: '0' },
    { sql: `count(distinct ${item.sql})`, empty: '0' },
  ];
  // Null is one of the values.
  const sql = at.aggregator.over(
    list,
    parts,
    ([all = '', known = '', values = '']) => `(${values} + case when ${all} > ${known} then 1 else 0 end)`,
  );
  return whenThere(list, counted(sql));
};

const sum: FunctionForm = (call, at, emit) => {
  const node = argument(call, 0);
  const list = listArgument(node, at, emit);
  if (list.kind === 'null') return NULL_FORM;
  if (list.kind === 'items') return sumOfItems(list.items, call, at);
  return sumOfRows(listForm(list, node, at), call, at);
};

function sumOfItems(items: readonly Form[], call: Call, at: Compiling): Form {
  const [first, ...others] = items;
  if (!first || items.some(({ kind }) => kind === 'null')) return NULL_FORM;
  return others.reduce((total, each) => {
    if (total.kind !== 'number' || each.kind !== 'number') return refuse(call, call.function);
    return added('+', total, each, numbersOf(call, at));
  }, first);
}

function sumOfRows(list: Form, call: Call, at: Compiling): Form {
  if (list.kind !== 'rows') return refuse(call, call.function);
  if (list.item.kind === 'null') return NULL_FORM;
  const item = scalarItem(list, call);
  const all = list.distinct ? 'distinct ' : '';
  if (item.kind === 'days' || item.kind === 'months') {
    const total = known(list, item, `sum(${all}cast(${item.sql} as bigint))`, at);
    return whenThere(list, { kind: item.kind, sql: `cast(${total} as bigint)`, nullable: true });
  }
  if (item.kind !== 'number') return refuse(call, call.function);
  const numbers = numbersOf(call, at);
  if (item.over) at.fractions.add(call);
  const plain = settled(item, numbers);
  const { sql, digits } = carriedPart(plain, numbers);
  const total = known(list, plain, `sum(${all}${sql})`, at);
  // Lists of more than a million members are none that hang on a row.
  const wider = digits === undefined ? undefined : digits + 6;
  return whenThere(list, {
    kind: 'number',
    sql: total,
    shift: plain.shift,
    digits: wider,
    carrier: at.target.dialect === 'duckdb' || (wider ?? 99) > 18 ? 'wide' : 'column',
    nullable: true,
  });
}

const mean: FunctionForm = (call, at, emit, demand) => {
  const total = sum(call, at, emit, demand);
  if (total.kind === 'null') return NULL_FORM;
  if (total.kind !== 'number') return refuse(call, call.function);
  const node = argument(call, 0);
  const list = listArgument(node, at, emit);
  // Of an empty list the sum is null already.
  const size =
    list.kind === 'items' ? constantNumber(new Decimal(list.items.length)) : count(call, at, emit, demand);
  return size.kind === 'number' ? divided(total, size, numbersOf(call, at)) : NULL_FORM;
};

export const AGGREGATES: Readonly<Record<string, FunctionForm>> = {
  count,
  sum,
  mean,
  min: extreme('min'),
  max: extreme('max'),
};
