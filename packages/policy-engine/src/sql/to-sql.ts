import type { Expression } from '../syntax/expression.ts';
import type { Value } from '../value/value.ts';
import { IN_PLACE } from './aggregator.ts';
import type { Binding, ListSource, SqlDialect } from './binding.ts';
import { numbersOf } from './compiling.ts';
import { DUCKDB } from './duckdb.ts';
import { emit } from './emit.ts';
import type { Form, Demand, Aggregator, Compiling } from './form.ts';
import { decimalSql } from './number.ts';
import { POSTGRES } from './postgres.ts';
import type { Target } from './target.ts';
import { NotInSql, type Unsupported } from './unsupported.ts';

/**
 * `sql` is one expression over the relations that the binding speaks of. `fractions`: the places where the
 * interpreter rounds a quotient to 34 digits and computes on, and the SQL does not round.
 */
export type Compiled =
  | { readonly ok: true; readonly sql: string; readonly fractions: readonly Place[] }
  | { readonly ok: false; readonly unsupported: readonly Unsupported[] };

interface Place {
  readonly from: number;
  readonly to: number;
}

export interface SqlOptions {
  /**
   * `exact` (default): the value FEEL has, true, false or null. `truth`: for yes-or-no that only asks what is true,
   * as a `where` does; false and null are then the same, and the SQL is simpler.
   */
  readonly demand?: Demand;
}

const TARGETS: Record<SqlDialect, Target> = { postgres: POSTGRES, duckdb: DUCKDB };

/**
 * Compiles an expression that was parsed strictly. The SQL yields what `evaluate` answers: yes or no, text, a date,
 * a timestamp; numbers in the dialect's decimal type; durations as whole months or microseconds.
 *
 * Numbers are exact in both dialects: fractions are compared, added and multiplied as fractions, where the
 * interpreter divides to 34 digits. They differ only where that rounding itself decides, as in `1 / a * a = 1`,
 * and never where a quotient is only compared with, added to or rounded beside numbers that have an end.
 */
export function toSql(
  expression: Expression,
  binding: Binding,
  dialect: SqlDialect,
  options: SqlOptions = {},
): Compiled {
  let aliases = 0;
  const alias = (): string => `feel_${(aliases += 1)}`;
  return compileWith(expression, binding, TARGETS[dialect], {
    aggregator: IN_PLACE,
    alias,
    demand: options.demand ?? 'exact',
  });
}

interface Way {
  readonly aggregator: Aggregator;
  readonly alias: (shared: ListSource | undefined) => string;
  readonly demand: Demand;
}

export function compileWith(expression: Expression, binding: Binding, target: Target, way: Way): Compiled {
  const { aggregator, alias, demand } = way;
  const at: Compiling = {
    target,
    binding,
    constants: constantsOf(binding),
    aggregator,
    bound: new Map(),
    depth: 0,
    outward: { count: 0 },
    fractions: new Set(),
    alias,
  };
  try {
    const sql = resultSql(emit(expression, at, demand), expression, at);
    return { ok: true, sql, fractions: [...at.fractions].map(({ from, to }) => ({ from, to })) };
  } catch (error) {
    if (error instanceof NotInSql) return { ok: false, unsupported: [error.unsupported] };
    throw error;
  }
}

export function targetOf(dialect: SqlDialect): Target {
  return TARGETS[dialect];
}

function constantsOf(binding: Binding): ReadonlyMap<string, Value> {
  const constants = new Map<string, Value>();
  for (const [name, bound] of Object.entries(binding))
    if ('constant' in bound) constants.set(name, bound.constant);
  return constants;
}

const NULLS: Partial<Record<Expression['type']['kind'], string>> = {
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  string: 'text',
  code: 'text',
};

function resultSql(form: Form, node: Expression, at: Compiling): string {
  switch (form.kind) {
    case 'null':
      return `cast(null as ${NULLS[node.type.kind] ?? 'integer'})`;
    case 'number':
      return decimalSql(form, numbersOf(node, at));
    case 'context':
    case 'rows':
    case 'array':
    case 'items':
    case 'range':
      throw new NotInSql(node, 'result', { zh: '结果要是单个值', en: 'the result must be one value' });
    default:
      return form.sql;
  }
}
