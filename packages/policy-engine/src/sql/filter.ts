import type { Filter } from '../syntax/expression.ts';
import type { Node } from '../syntax/node.ts';
import { Decimal } from '../value/number.ts';
import { type EmitForm, refuse } from './compiling.ts';
import { columnForm } from './facts.ts';
import {
  booleanSql,
  derived,
  type Form,
  isScalar,
  NULL_FORM,
  type RowsForm,
  type Compiling,
} from './form.ts';
import { inside, listForm, watched } from './rows.ts';

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
