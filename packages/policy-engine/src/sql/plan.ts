import type { Expression } from '../syntax/expression.ts';
import { Shared } from './aggregator.ts';
import type { Binding, SqlDialect } from './binding.ts';
import type { Demand } from './form.ts';
import { compileWith, targetOf, toSql } from './to-sql.ts';
import type { Unsupported } from './unsupported.ts';

export interface Planned {
  readonly id: string;
  readonly expression: Expression;
}

export interface PlanOptions {
  /** `grouped` (default) goes once over each list, for all rows; `lateral` asks for each row, for few rows. */
  readonly lists?: 'grouped' | 'lateral';
  /** As for `toSql`; `truth` when not given. */
  readonly demand?: Demand;
  /**
   * The alias of a relation that has what is asked of lists in columns of its own, `answers`: so they can be kept
   * and other expressions asked of them. Without it they are said in the aliases of `from`.
   */
  readonly answersIn?: string;
}

/** A column of `from`, and what it is called in the relation `answersIn`. */
export interface PlanAnswer {
  readonly sql: string;
  readonly name: string;
}

export interface Plan {
  /** What joins the rows' own relations: one line for each list, empty when there is none. */
  readonly from: string;
  /** What was asked of lists. */
  readonly answers: readonly PlanAnswer[];
  /** For each expression SQL that is true, or else false or null; with the demand `exact` its value. */
  readonly columns: readonly { readonly id: string; readonly sql: string }[];
  readonly unsupported: readonly (Unsupported & { readonly id: string })[];
}

/** Compiles many expressions over the same rows to be asked in one go; what they ask of lists is shared. */
export function planAll(
  expressions: readonly Planned[],
  binding: Binding,
  dialect: SqlDialect,
  options: PlanOptions = {},
): Plan {
  const target = targetOf(dialect);
  const demand = options.demand ?? 'truth';
  const shared = new Shared(options.lists ?? 'grouped', options.answersIn);
  const columns: { id: string; sql: string }[] = [];
  const unsupported: (Unsupported & { id: string })[] = [];
  let aliases = 0;
  for (const { id, expression } of expressions) {
    // Tried alone first: one that fails half way must leave nothing among what is shared.
    const alone = toSql(expression, binding, dialect, { demand });
    const compiled = alone.ok
      ? compileWith(expression, binding, target, {
          aggregator: shared,
          alias: (list) => (list ? shared.alias(list) : `feel_${(aliases += 1)}`),
          demand,
        })
      : alone;
    if (compiled.ok) columns.push({ id, sql: compiled.sql });
    else unsupported.push(...compiled.unsupported.map((each) => ({ id, ...each })));
  }
  return { from: shared.from(), answers: shared.answers(), columns, unsupported };
}
