import type { Words } from '../../problem.ts';
import type { Expression } from '../../syntax/expression.ts';

/** Logic that has no single expression: which element, and why. */
export class NotOneExpression extends Error {
  constructor(
    readonly element: string,
    readonly why: Words,
  ) {
    super(`${element}: ${why.en}`);
  }
}

/** What a decision answers as expressions over input data: one, or for a context one for each of its entries. */
export type DecisionExpression =
  | { readonly kind: 'value'; readonly expression: Expression }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, Expression> };

export const NULL: Expression = { kind: 'null', type: { kind: 'null' }, from: 0, to: 0 };
