import type { Expression } from '../../syntax/expression.ts';
import { refuse } from '../compiling.ts';
import { isScalar, type RowsForm, type ValueForm, type Compiling } from '../form.ts';

export const ALL = { sql: 'count(*)', empty: '0' };

/** Null where the list is. */
export function whenThere<Kind extends ValueForm>(rows: RowsForm, form: Kind): Kind {
  if (rows.present === undefined) return form;
  return { ...form, sql: `case when ${rows.present} then ${form.sql} end`, nullable: true };
}

export function scalarItem({ item }: RowsForm, node: Expression): ValueForm {
  if (!isScalar(item) || item.kind === 'null') return refuse(node, item.kind);
  return item;
}

/** An aggregate of the members' values; null for none, and where one of them is null. */
export function known(rows: RowsForm, item: ValueForm, sql: string, at: Compiling): string {
  if (!item.nullable) return at.aggregator.over(rows, [{ sql }], ([value = '']) => value);
  const parts = [ALL, { sql: `count(${item.sql})`, empty: '0' }, { sql }];
  return at.aggregator.over(
    rows,
    parts,
    ([all = '', there = '', value = '']) => `case when ${all} = ${there} then ${value} end`,
  );
}
