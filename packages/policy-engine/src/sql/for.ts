import type { For, Iterator } from '../syntax/expression.ts';
import { mentions as speaksOf } from '../syntax/walk.ts';
import { type EmitForm, refuse } from './compiling.ts';
import { type Form, isScalar, type RowsForm, type Compiling } from './form.ts';
import { beside, inside, LIST_OF_LISTS, listForm, watched } from './rows.ts';

export const COUNTING = { zh: '从…到…逐个取值', en: 'counting from one end to another' };

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
