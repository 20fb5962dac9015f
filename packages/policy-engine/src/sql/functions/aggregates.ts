import type { Expression } from '../../syntax/expression.ts';
import type { Call } from '../../syntax/structures.ts';
import { Decimal } from '../../value/number.ts';
import { added, carriedPart, divided } from '../arithmetic.ts';
import { compare, nullTest } from '../compare.ts';
import { type Compiling, numbersOf, refuse } from '../compiling.ts';
import {
  derived,
  type Form,
  isScalar,
  NULL_FORM,
  type NumberForm,
  type RowsForm,
  type ValueForm,
  truth,
} from '../form.ts';
import { aligned, constantNumber, settled } from '../number.ts';
import { listArgument, listForm, overItems, quantify } from '../rows.ts';
import { argument, type FunctionForm } from './function.ts';

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

const ALL = { sql: 'count(*)', empty: '0' };

/** Null where the list is. */
function whenThere<Kind extends ValueForm>(rows: RowsForm, form: Kind): Kind {
  if (rows.present === undefined) return form;
  return { ...form, sql: `case when ${rows.present} then ${form.sql} end`, nullable: true };
}

function scalarItem({ item }: RowsForm, node: Expression): ValueForm {
  if (!isScalar(item) || item.kind === 'null') return refuse(node, item.kind);
  return item;
}

/** An aggregate of the members' values; null for none, and where one of them is null. */
function known(rows: RowsForm, item: ValueForm, sql: string, at: Compiling): string {
  if (!item.nullable) return at.aggregator.over(rows, [{ sql }], ([value = '']) => value);
  const parts = [ALL, { sql: `count(${item.sql})`, empty: '0' }, { sql }];
  return at.aggregator.over(
    rows,
    parts,
    ([all = '', there = '', value = '']) => `case when ${all} = ${there} then ${value} end`,
  );
}

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

function extreme(name: 'min' | 'max'): FunctionForm {
  return (call, at, emit) => {
    const node = argument(call, 0);
    const list = listArgument(node, at, emit);
    if (list.kind === 'null') return NULL_FORM;
    if (list.kind === 'items') return extremeOfItems(name, list.items, call, at);
    const rows = listForm(list, node, at);
    if (rows.kind !== 'rows' || rows.item.kind === 'null') return NULL_FORM;
    const item = scalarItem(rows, call);
    if (item.kind === 'boolean') return refuse(call, name);
    const plain = item.kind === 'number' ? settled(item, numbersOf(call, at)) : item;
    const column = plain.kind === 'text' ? at.target.ordered(plain.sql) : plain.sql;
    return whenThere(rows, derived(plain, known(rows, plain, `${name}(${column})`, at), true));
  };
}

function extremeOfItems(name: 'min' | 'max', items: readonly Form[], call: Call, at: Compiling): Form {
  const [first, ...others] = items;
  if (!first || items.some(({ kind }) => kind === 'null')) return NULL_FORM;
  return others.reduce((best, each) => {
    if (!isScalar(best) || !isScalar(each) || best.kind === 'null' || each.kind === 'null')
      return refuse(call, name);
    const nullable = best.nullable || each.nullable;
    if (best.kind === 'number' && each.kind === 'number' && best.constant && each.constant) {
      return best.constant.lt(each.constant) === (name === 'min') ? best : each;
    }
    const better = compare(name === 'min' ? '<=' : '>=', best, each, call, at.target, 'exact').sql;
    const worse = compare(name === 'min' ? '>' : '<', best, each, call, at.target, 'exact').sql;
    if (best.kind === 'number' && each.kind === 'number') {
      const { left, right, over, shift } = aligned(best, each, numbersOf(call, at));
      if (over.sql !== '1') return refuse(call, name);
      const digits =
        left.digits === undefined || right.digits === undefined
          ? undefined
          : Math.max(left.digits, right.digits);
      const [x, y] = [carriedPart(left, numbersOf(call, at)), carriedPart(right, numbersOf(call, at))];
      const carrier = x.carrier === 'wide' || y.carrier === 'wide' ? 'wide' : 'narrow';
      return {
        kind: 'number',
        sql: `case when ${better} then ${x.sql} when ${worse} then ${y.sql} end`,
        digits,
        carrier,
        shift,
        nullable,
      };
    }
    return derived(each, `case when ${better} then ${best.sql} when ${worse} then ${each.sql} end`, nullable);
  }, first);
}

const contains: FunctionForm = (call, at, emit, demand) => {
  const node = argument(call, 0);
  const list = listArgument(node, at, emit);
  const element = emit(argument(call, 1), at);
  if (list.kind === 'null') return truth('cast(null as boolean)', true);
  if (list.kind === 'items') {
    return overItems(
      'some',
      list.items.map((item) => compare('=', item, element, call, at.target, 'exact')),
      call,
    );
  }
  if (list.kind === 'array') {
    if (!isScalar(element) || element.kind === 'number') return refuse(call, call.function);
    const has = at.target.arrayHas(list.sql, element.kind === 'null' ? 'null' : element.sql);
    if (!list.nullable || demand === 'truth') return truth(has, demand === 'truth');
    return truth(`case when ${list.sql} is not null then ${has} end`, true);
  }
  const same = compare('=', list.item, element, call, at.target, 'exact');
  const constant = element.kind === 'null' || ('constant' in element && element.constant !== undefined);
  return quantify('some', { ...list, outward: list.outward || !constant }, same, call, at, demand);
};

function over(kind: 'some' | 'every'): FunctionForm {
  return (call, at, emit, demand) => {
    const list = listArgument(argument(call, 0), at, emit);
    if (list.kind === 'null') return truth('cast(null as boolean)', true);
    if (list.kind === 'items') return overItems(kind, list.items, call);
    const rows = listForm(list, call, at);
    return rows.kind === 'rows'
      ? quantify(kind, rows, rows.item, call, at, demand)
      : refuse(call, call.function);
  };
}

const distinct: FunctionForm = (call, at, emit) => {
  const node = argument(call, 0);
  const list = listForm(emit(node, at), node, at);
  if (list.kind !== 'rows') return refuse(call, call.function);
  const item = scalarItem(list, call);
  if (item.kind === 'number' && item.over) return refuse(call, call.function);
  return { ...list, distinct: true };
};

const is: FunctionForm = (call, at, emit, demand) => {
  const [one, other] = [emit(argument(call, 0), at), emit(argument(call, 1), at)];
  if (one.kind === 'null' && isScalar(other)) return nullTest(other);
  return compare('=', one, other, call, at.target, demand);
};

export const AGGREGATES: Readonly<Record<string, FunctionForm>> = {
  count,
  sum,
  mean,
  min: extreme('min'),
  max: extreme('max'),
  'list contains': contains,
  any: over('some'),
  all: over('every'),
  'distinct values': distinct,
  is,
};
