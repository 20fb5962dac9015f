import { Decimal } from '../value/number.ts';
import { NUMBER } from '../type.ts';
import type { Expression } from './expression.ts';

/** Texts that an expression may answer and no others, and the same expression answering their places. */
export interface NumberedOutcomes {
  readonly outcomes: readonly (string | null)[];
  readonly expression: Expression;
}

/**
 * An expression that chooses among texts that are written out, as one that answers the place of the text in
 * `outcomes`: whoever counts millions of them groups by small numbers. Undefined when it answers anything else.
 */
export function numberOutcomes(expression: Expression): NumberedOutcomes | undefined {
  const outcomes: (string | null)[] = [];
  const placed = (text: string | null, { from, to }: Expression): Expression => {
    if (!outcomes.includes(text)) outcomes.push(text);
    return { kind: 'number', value: new Decimal(outcomes.indexOf(text)), type: NUMBER, from, to };
  };
  const number = (node: Expression): Expression | undefined => {
    switch (node.kind) {
      case 'null':
        return placed(null, node);
      case 'string':
      case 'code':
        return placed(node.value, node);
      case 'if': {
        const [whenTrue, otherwise] = [number(node.whenTrue), number(node.otherwise)];
        return whenTrue && otherwise && { ...node, whenTrue, otherwise, type: NUMBER };
      }
      default:
        return undefined;
    }
  };
  const numbered = number(expression);
  return numbered && { outcomes, expression: numbered };
}
