import type { Type } from '@mingbai/policy-engine';
import { factJson } from '../check/fact-json.ts';
import type { ShownFact } from './subject.ts';

/** `jsonb_build_object` of facts by name, as `factJson` has them. */
export function objectSql(
  facts: Iterable<readonly [string, ShownFact]>,
  more: readonly string[] = [],
): string {
  const pairs = [...facts].map(([name, fact]) => `${literal(name)}, ${jsonSql(fact)}`);
  return `jsonb_build_object(${[...pairs, ...more].join(', ')})`;
}

function jsonSql({ type, column, constant }: ShownFact): string {
  if (column === undefined) {
    const value = constant !== undefined && 'constant' in constant ? constant.constant : null;
    return `${literal(JSON.stringify(factJson(value, type)))}::jsonb`;
  }
  const { sql, scale } = column;
  if (type.kind === 'number') {
    if (scale === 0) return sql;
    return scale === undefined ? `trim_scale(${sql})` : `trim_scale(${sql} * 1e-${scale})`;
  }
  if (type.kind === 'code') return `${labels(type)} -> ${sql}`;
  if (type.kind === 'list' && type.of.kind === 'code')
    return `(select jsonb_agg(${labels(type.of)} -> x order by o) from unnest(${sql}) with ordinality u(x, o))`;
  return sql;
}

function labels({ list }: Extract<Type, { kind: 'code' }>): string {
  return `${literal(JSON.stringify(Object.fromEntries(list.members.map(({ code, zh }) => [code, zh]))))}::jsonb`;
}

/** A text of ours or of a rule as SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
