import type { Expression } from '../syntax/expression.ts';
import type { Filter, For, Iterator, Quantified } from '../syntax/iteration.ts';
import type { Path } from '../syntax/names.ts';
import type { Node } from '../syntax/node.ts';
import { Decimal } from '../value/number.ts';
import { mentions as speaksOf } from '../syntax/walk.ts';
import type { Demand } from './compare.ts';
import { type Compiling, type EmitForm, refuse } from './compiling.ts';
import { columnForm, notBound } from './facts.ts';
import {
  type ArrayForm,
  type BooleanForm,
  derived,
  type Form,
  isScalar,
  type ListForm,
  NULL_FORM,
  type RowsForm,
  truth,
} from './form.ts';

const NO_LIST = { zh: '这里要的是列表', en: 'a list is asked for here' };

/** The list as rows; one that is written out stays what it is. */
export function listForm(form: Form, node: Node, at: Compiling): Exclude<ListForm, ArrayForm> {
  if (form.kind === 'array') return arrayRows(form, node, at);
  if (form.kind === 'rows' || form.kind === 'items') return form;
  return refuse(node, 'list', NO_LIST);
}

function arrayRows({ sql, nullable, of }: ArrayForm, node: Node, at: Compiling): RowsForm {
  const alias = at.alias(undefined);
  return {
    kind: 'rows',
    sources: [{ alias, from: at.target.arrayRows(sql, alias), on: [], anchor: `${alias}.v` }],
    where: [],
    item: columnForm('item', { sql: `${alias}.v` }, of, node, at),
    order: undefined,
    present: nullable ? `(${sql} is not null)` : undefined,
    outward: true,
  };
}

/** With a name bound to a member of rows, one iteration further in. */
function inside(at: Compiling, binding: number, form: Form): Compiling {
  const depth = at.depth + 1;
  return { ...at, depth, bound: new Map(at.bound).set(binding, { form, depth }) };
}

/** With a name bound to a value where it stands. */
export function beside(at: Compiling, binding: number, form: Form): Compiling {
  return { ...at, bound: new Map(at.bound).set(binding, { form, depth: at.depth }) };
}

/** What `compute` answers, and whether it spoke of the row further out. */
function watched<T>(at: Compiling, compute: () => T): [T, boolean] {
  const before = at.outward.count;
  const result = compute();
  return [result, at.outward.count > before];
}

/** `list.name` of every member. */
export function eachForm(node: Path, of: Form, at: Compiling): Form {
  const list = listForm(of, node, at);
  if (list.kind === 'items')
    return { kind: 'items', items: list.items.map((item) => entryOf(item, node, at)) };
  if (list.distinct) return refuse(node, 'distinct values');
  const item = entryOf(list.item, node, { ...at, depth: at.depth + 1 });
  if (!isScalar(item) && item.kind !== 'context') return refuse(node, node.name, LIST_OF_LISTS);
  return { ...list, item };
}

const LIST_OF_LISTS = { zh: '列表的列表', en: 'a list of lists' };

export function entryOf(form: Form, node: Path, at: Compiling): Form {
  if (form.kind === 'null') return NULL_FORM;
  if (form.kind !== 'context') return refuse(node, node.name);
  const entry = form.entry(node.name, node, at) ?? notBound(node.name, node);
  return form.present === undefined ? entry : whenPresent(entry, form.present);
}

/** Columns of a noun that is not there are null by themselves; lists must be told. */
function whenPresent(entry: Form, present: string): Form {
  return entry.kind === 'rows' ? { ...entry, present } : entry;
}

export function filterForm(node: Filter, at: Compiling, emit: EmitForm): Form {
  const of = emit(node.list, at);
  if (of.kind === 'null') return NULL_FORM;
  if (node.mode === 'index') return memberAt(node, of, at, emit);
  if (node.mode === 'dynamic') return refuse(node.predicate, 'filter');
  const list = listForm(of, node.list, at);
  if (list.kind === 'items')
    return refuse(node, 'filter', { zh: '写出来的列表不能筛选', en: 'a list written out is not filtered' });
  const [condition, outward] = watched(at, () =>
    emit(node.predicate, inside(at, node.binding, list.item), 'truth'),
  );
  return {
    ...list,
    where: [...list.where, booleanSql(condition, node.predicate)],
    outward: list.outward || outward,
  };
}

export function booleanSql(form: Form, node: Node): string {
  if (form.kind === 'null') return 'false';
  return form.kind === 'boolean' ? form.sql : refuse(node, form.kind);
}

function memberAt(node: Filter, of: Form, at: Compiling, emit: EmitForm): Form {
  const position = emit(node.predicate, at);
  const place = position.kind === 'number' ? position.constant : undefined;
  if (!(place instanceof Decimal) || !place.isInteger() || place.isZero() || place.abs().gt(1000))
    return refuse(node.predicate, 'filter', { zh: '序号要写明', en: 'the position must be written out' });
  const index = place.toNumber();
  const list = of.kind === 'array' ? of : listForm(of, node.list, at);
  if (list.kind === 'items') return list.items.at(index > 0 ? index - 1 : index) ?? NULL_FORM;
  if (list.kind === 'array')
    return columnForm('item', { sql: elementAt(list.sql, index, at) }, list.of, node, at);
  if (list.order === undefined || list.distinct)
    return refuse(node, 'filter', { zh: '这个列表没有先后顺序', en: 'this list has no order' });
  return picked(list, list.item, index, node, at);
}

function elementAt(array: string, index: number, { target }: Compiling): string {
  return index > 0 ? `(${array})[${index}]` : `(${array})[${target.arraySize(array)} + ${index + 1}]`;
}

/** A member by its place; of a context, the entry asked for. */
function picked(rows: RowsForm, item: Form, index: number, node: Node, at: Compiling): Form {
  if (item.kind === 'null') return NULL_FORM;
  if (item.kind === 'context') {
    return {
      kind: 'context',
      entry: (name, of, now) => {
        const entry = item.entry(name, of, { ...now, depth: now.depth + 1 });
        return entry && picked(rows, entry, index, of, now);
      },
    };
  }
  if (!isScalar(item) || (item.kind === 'number' && item.over)) return refuse(node, 'filter');
  const aggregate = { sql: `array_agg(${item.sql} order by ${rows.order})` };
  const sql = at.aggregator.over(rows, [aggregate], ([array = '']) => elementAt(array, index, at));
  return derived(item, sql, true);
}

const COUNTING = { zh: '从…到…逐个取值', en: 'counting from one end to another' };

/** Follows the iterators inwards; answers the rows of all of them together, and where the body stands. */
function iterated(
  iterators: readonly Iterator[],
  at: Compiling,
  emit: EmitForm,
): { rows: RowsForm; within: Compiling } {
  let rows: RowsForm | undefined;
  let within = at;
  for (const iterator of iterators) {
    if (iterator.end) return refuse(iterator, 'for', COUNTING);
    const here = within;
    const [form, outward] = watched(here, () => emit(iterator.list, here));
    const list = listForm(form, iterator.list, here);
    if (list.kind === 'items' || list.distinct) return refuse(iterator.list, 'for');
    rows = rows
      ? {
          ...rows,
          sources: [...rows.sources, ...list.sources],
          where: [...rows.where, ...list.where],
          order: undefined,
          outward: true,
        }
      : { ...list, outward: list.outward || (here.depth > 0 && outward) };
    if (list.present !== undefined && iterators.length > 1) return refuse(iterator.list, 'for');
    within = inside(here, iterator.binding, list.item);
  }
  return rows ? { rows, within } : refuse(iterators[0] ?? { from: 0, to: 0, type: { kind: 'any' } }, 'for');
}

export function forForm(node: For, at: Compiling, emit: EmitForm): Form {
  if (speaksOf(node.body, node.partial)) return refuse(node, 'partial');
  const [only] = node.iterators;
  const first = only && node.iterators.length === 1 && !only.end ? emit(only.list, at) : undefined;
  if (only && first?.kind === 'items') {
    return {
      kind: 'items',
      items: first.items.map((item) => emit(node.body, beside(at, only.binding, item))),
    };
  }
  const { rows, within } = iterated(node.iterators, at, emit);
  const [item, outward] = watched(at, () => emit(node.body, within));
  if (!isScalar(item) && item.kind !== 'context') return refuse(node.body, 'for', LIST_OF_LISTS);
  // DuckDB 1.5 cannot plan an aggregate over several relations that speaks of two columns further out.
  if (at.target.dialect === 'duckdb' && rows.sources.length > 1 && outward)
    return refuse(node.body, 'for', OUTER);
  return { ...rows, item, outward: rows.outward || outward };
}

const OUTER = {
  zh: '几个列表一起又用到外面的数据项',
  en: 'several lists together with facts from outside them',
};

export function quantifiedForm(node: Quantified, at: Compiling, demand: Demand, emit: EmitForm): BooleanForm {
  return quantifiedBy(node.iterators, node, at, demand, emit);
}

/** Several iterators are one within the other: the outer one asks of each member what the inner one says. */
function quantifiedBy(
  iterators: readonly Iterator[],
  node: Quantified,
  at: Compiling,
  demand: Demand,
  emit: EmitForm,
): BooleanForm {
  const [iterator, ...others] = iterators;
  if (!iterator || iterator.end) return refuse(node, node.kind, COUNTING);
  const list = listArgument(iterator.list, at, emit);
  const condition = (within: Compiling, wanted: Demand): Form =>
    others.length > 0
      ? quantifiedBy(others, node, within, wanted, emit)
      : emit(node.condition, within, wanted);
  if (list.kind === 'null') return truth('cast(null as boolean)', true);
  if (list.kind === 'items') {
    const each = list.items.map((item) => condition(beside(at, iterator.binding, item), demand));
    return overItems(node.kind, each, node.condition);
  }
  const rows = listForm(list, iterator.list, at);
  if (rows.kind === 'items' || (rows.present !== undefined && iterators.length + at.depth > 1)) {
    return refuse(iterator.list, node.kind);
  }
  const [held, outward] = watched(at, () => condition(inside(at, iterator.binding, rows.item), demand));
  return quantify(node.kind, { ...rows, outward: rows.outward || outward }, held, node.condition, at, demand);
}

/** `some`, `every` over conditions written out: three-valued or, and. */
export function overItems(kind: 'some' | 'every', each: readonly Form[], node: Node): BooleanForm {
  if (each.length === 0) return truth(String(kind === 'every'), false);
  const parts = each.map((form) => (form.kind === 'null' ? 'cast(null as boolean)' : booleanSql(form, node)));
  const nullable = each.some((form) => form.kind === 'null' || (form.kind === 'boolean' && form.nullable));
  const joined = parts.join(kind === 'some' ? ' or ' : ' and ');
  return truth(parts.length === 1 ? joined : `(${joined})`, nullable);
}

/** Whether the condition holds for some or every row; null where neither is known. */
export function quantify(
  kind: 'some' | 'every',
  rows: RowsForm,
  condition: Form,
  node: Node,
  at: Compiling,
  demand: Demand,
): BooleanForm {
  const sql = condition.kind === 'null' ? 'cast(null as boolean)' : booleanSql(condition, node);
  const nullable = condition.kind === 'null' || (condition.kind === 'boolean' && condition.nullable);
  const present = (result: string): BooleanForm =>
    rows.present === undefined
      ? truth(result, false)
      : truth(`case when ${rows.present} then ${result} end`, true);
  const kept = (where: string): RowsForm => ({ ...rows, where: [...rows.where, where] });
  if (demand === 'truth' || !nullable) {
    const some = at.aggregator.any(kept(kind === 'some' ? sql : `(${sql}) is not true`));
    return present(kind === 'some' ? some : `(not ${some})`);
  }
  const decides = kind === 'some' ? sql : `(not ${sql})`;
  const counts = [
    { sql: 'count(*)', where: decides, empty: '0' },
    { sql: 'count(*)', where: `(${sql}) is null`, empty: '0' },
  ];
  const result = at.aggregator.over(
    rows,
    counts,
    ([deciding = '', open = '']) =>
      `case when ${deciding} > 0 then ${kind === 'some'} when ${open} = 0 then ${kind === 'every'} end`,
  );
  const form = present(result);
  return { ...form, nullable: true };
}

/** The list that an expression yields, for functions of lists; one value is the list of it. */
export function listArgument(node: Expression, at: Compiling, emit: EmitForm): ListForm | typeof NULL_FORM {
  const form = emit(node, at);
  if (form.kind === 'rows' || form.kind === 'array' || form.kind === 'items' || form.kind === 'null')
    return form;
  return { kind: 'items', items: [form] };
}
