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

export type DecisionExpressions =
  | {
      readonly ok: true;
      readonly entries: readonly { readonly entry: string | null; readonly expression: Expression }[];
    }
  | { readonly ok: false; readonly unsupported: readonly (Words & { readonly element: string })[] };

/**
 * A decision and all it rests on as one expression for each value it answers, over its input data. What values
 * are held against (allowed values of types) is not asked again: a register holds values that were held when
 * they came in.
 */
export function decisionExpressions(program: Program, key: string): DecisionExpressions {
  try {
    const decided = new AsExpression(program).decision(key);
    if (decided.kind === 'value')
      return { ok: true, entries: [{ entry: null, expression: decided.expression }] };
    return { ok: true, entries: [...decided.entries].map(([entry, expression]) => ({ entry, expression })) };
  } catch (error) {
    if (!(error instanceof NotOneExpression)) throw error;
    return { ok: false, unsupported: [{ element: error.element, ...error.why }] };
  }
}

/** Compiles what `decisionExpressions` answers to SQL over the facts that `binding` reads. */
export function decisionToSql(
  program: Program,
  key: string,
  binding: Binding,
  dialect: SqlDialect,
): DecisionSql {
  const said = decisionExpressions(program, key);
  if (!said.ok) return said;
  const columns: DecisionColumn[] = [];
  const unsupported: (Words & { element: string })[] = [];
  for (const { entry, expression } of said.entries) {
    const compiled = toSql(expression, binding, dialect);
    if (compiled.ok) columns.push({ entry, expression, sql: compiled.sql });
    else unsupported.push(...compiled.unsupported.map(({ zh, en }) => ({ element: entry ?? '', zh, en })));
  }
  return unsupported.length > 0 ? { ok: false, unsupported } : { ok: true, columns };
}
