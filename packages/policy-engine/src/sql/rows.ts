import type { Expression, Path } from '../syntax/expression.ts';
import type { Node } from '../syntax/node.ts';
import { type EmitForm, refuse } from './compiling.ts';
import { columnForm, notBound } from './facts.ts';
import {
  type ArrayForm,
  type Form,
  isScalar,
  type ListForm,
  NULL_FORM,
  type RowsForm,
  type Compiling,
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
export function inside(at: Compiling, binding: number, form: Form): Compiling {
  const depth = at.depth + 1;
  return { ...at, depth, bound: new Map(at.bound).set(binding, { form, depth }) };
}

/** With a name bound to a value where it stands. */
export function beside(at: Compiling, binding: number, form: Form): Compiling {
  return { ...at, bound: new Map(at.bound).set(binding, { form, depth: at.depth }) };
}

/** What `compute` answers, and whether it spoke of the row further out. */
export function watched<T>(at: Compiling, compute: () => T): [T, boolean] {
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

export const LIST_OF_LISTS = { zh: '列表的列表', en: 'a list of lists' };

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

/** The list that an expression yields, for functions of lists; one value is the list of it. */
export function listArgument(node: Expression, at: Compiling, emit: EmitForm): ListForm | typeof NULL_FORM {
  const form = emit(node, at);
  if (form.kind === 'rows' || form.kind === 'array' || form.kind === 'items' || form.kind === 'null')
    return form;
  return { kind: 'items', items: [form] };
}
