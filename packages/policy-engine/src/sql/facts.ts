import type { Node } from '../syntax/node.ts';
import type { Type } from '../type.ts';
import type { Binding, ColumnBinding, FactBinding, ListSource } from './binding.ts';
import { refuse } from './compiling.ts';
import { constantForm } from './constant.ts';
import type { ContextForm, Form, RowsForm, Compiling } from './form.ts';

/** Where a binding stands: on the row itself, or on a member of a list. */
type Place = 'row' | 'member';

export function factForm(name: string, type: Type, node: Node, at: Compiling): Form {
  const bound = Object.hasOwn(at.binding, name) ? at.binding[name] : undefined;
  if (!bound) return notBound(name, node);
  return boundForm(name, bound, type, 'row', node, at);
}

export function notBound(name: string, node: Node): never {
  return refuse(node, name, { zh: '数据库里没有这一项', en: 'the database does not hold it' });
}

function boundForm(
  name: string,
  bound: FactBinding,
  type: Type,
  place: Place,
  node: Node,
  at: Compiling,
): Form {
  if ('constant' in bound) return constantForm(bound.constant, node, at.target);
  if ('context' in bound) return contextForm(bound.context, bound.present, type, place, node, at);
  if ('list' in bound) return rowsForm(bound.list, type, place, node, at);
  if (place === 'row' && at.depth > 0) at.outward.count += 1;
  return columnForm(name, bound, type, node, at);
}

function contextForm(
  binding: Binding,
  present: string | undefined,
  type: Type,
  place: Place,
  node: Node,
  at: Compiling,
): ContextForm {
  if (type.kind !== 'context') return refuse(node, type.kind);
  if (place === 'row' && present !== undefined && at.depth > 0) at.outward.count += 1;
  return {
    kind: 'context',
    ...(present !== undefined && { present }),
    entry: (name, of, now) => {
      const bound = Object.hasOwn(binding, name) ? binding[name] : undefined;
      const entry = type.entries[name];
      return bound && entry && boundForm(name, bound, entry.type, place, of, now);
    },
  };
}

function rowsForm(list: ListSource, type: Type, place: Place, node: Node, at: Compiling): RowsForm {
  if (type.kind !== 'list') return refuse(node, type.kind);
  const shared = place === 'row' && at.depth === 0;
  if (place === 'row' && !shared) at.outward.count += 1;
  const alias = at.alias(shared ? list : undefined);
  const source = {
    alias,
    from: list.from(alias),
    on: list.on.map(({ outer, inner }) => `${inner(alias)} = ${outer}`),
    anchor: list.on[0]?.inner(alias) ?? refuse(node, 'list'),
    ...(shared && { shared: list }),
  };
  const where = list.where?.(alias);
  return {
    kind: 'rows',
    sources: [source],
    where: where === undefined ? [] : [where],
    item: contextForm(list.item(alias), undefined, type.of, 'member', node, at),
    order: list.order?.(alias),
    present: undefined,
    outward: false,
  };
}

/** What SQL of the type yields. */
export function columnForm(
  name: string,
  column: ColumnBinding,
  type: Type,
  node: Node,
  { target }: Compiling,
): Form {
  const sql = /^[\w.]+$/.test(column.sql) ? column.sql : `(${column.sql})`;
  const bound = { ...column, sql };
  const nullable = bound.required !== true;
  switch (type.kind) {
    case 'number':
      return numberColumn(name, bound, nullable, node, target.dialect === 'duckdb');
    case 'string':
    case 'code':
      return { kind: 'text', sql, nullable };
    case 'boolean':
    case 'date':
    case 'date and time':
      return { kind: type.kind, sql, nullable };
    case 'days and time duration':
      return { kind: 'days', sql, nullable };
    case 'years and months duration':
      return { kind: 'months', sql, nullable };
    case 'list':
      return { kind: 'array', sql, nullable, of: type.of };
    default:
      return refuse(node, name, { zh: `类型“${type.kind}”没有对应的列`, en: `no column holds ${type.kind}` });
  }
}

function numberColumn(
  name: string,
  bound: ColumnBinding,
  nullable: boolean,
  node: Node,
  whole: boolean,
): Form {
  const { sql, scale, decimals, digits = 18 } = bound;
  if (scale !== undefined) return { kind: 'number', sql, shift: scale, digits, carrier: 'column', nullable };
  if (!whole) return { kind: 'number', sql, shift: 0, digits: undefined, carrier: 'column', nullable };
  if (decimals === undefined) {
    return refuse(node, name, { zh: '没有说明小数位数', en: 'its binding says neither scale nor decimals' });
  }
  // DuckDB multiplies decimals only as far as 38 digits with their places go: whole numbers go further.
  const up = decimals === 0 ? sql : `cast(${sql} as decimal(38, ${decimals})) * 1${'0'.repeat(decimals)}`;
  const narrow = digits <= 18;
  const cast = `cast(${up} as ${narrow ? 'bigint' : 'hugeint'})`;
  return {
    kind: 'number',
    sql: cast,
    shift: decimals,
    digits,
    carrier: narrow ? 'narrow' : 'wide',
    nullable,
  };
}
