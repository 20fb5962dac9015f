import type { Words } from '../../problem.ts';
import type { Binding, SqlDialect } from '../../sql/binding.ts';
import { toSql } from '../../sql/to-sql.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Program } from '../program.ts';
import { AsExpression } from './as-expression.ts';
import { NotOneExpression } from './one-expression.ts';

/** One value that a decision answers: itself, or an entry of its context. */
export interface DecisionColumn {
  /** Null when the decision answers one value. */
  readonly entry: string | null;
  readonly expression: Expression;
  readonly sql: string;
}

export type DecisionSql =
  | { readonly ok: true; readonly columns: readonly DecisionColumn[] }
  | { readonly ok: false; readonly unsupported: readonly (Words & { readonly element: string })[] };

/**
 * Compiles a decision and all it rests on to one SQL expression for each value it answers, over the facts that
 * `binding` reads. What values are held against (allowed values of types) is not asked again: a register holds
 * values that were held when they came in.
 */
export function decisionToSql(
  program: Program,
  key: string,
  binding: Binding,
  dialect: SqlDialect,
): DecisionSql {
  try {
    const decided = new AsExpression(program).decision(key);
    const entries: [string | null, Expression][] =
      decided.kind === 'value' ? [[null, decided.expression]] : [...decided.entries];
    const columns: DecisionColumn[] = [];
    const unsupported: (Words & { element: string })[] = [];
    for (const [entry, expression] of entries) {
      const compiled = toSql(expression, binding, dialect);
      if (compiled.ok) columns.push({ entry, expression, sql: compiled.sql });
      else unsupported.push(...compiled.unsupported.map(({ zh, en }) => ({ element: entry ?? '', zh, en })));
    }
    return unsupported.length > 0 ? { ok: false, unsupported } : { ok: true, columns };
  } catch (error) {
    if (!(error instanceof NotOneExpression)) throw error;
    return { ok: false, unsupported: [{ element: error.element, ...error.why }] };
  }
}
