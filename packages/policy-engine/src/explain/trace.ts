import { emitWith } from '../evaluate/compile.ts';
import type { Code, EvaluateOptions } from '../evaluate/run.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Facts, Value } from '../value/value.ts';

/** One part of an expression as it was computed; what did not have to be computed is not there. */
export interface Step {
  readonly node: Expression;
  readonly value: Value;
  /** In the order they were computed; a part inside a loop comes once for each round. */
  readonly steps: readonly Step[];
}

interface Growing {
  readonly node: Expression;
  value: Value;
  readonly steps: Growing[];
}

/** Computes the expression by the same code as ever, and keeps every step; eagerly, also those that decide nothing. */
export function trace(
  expression: Expression,
  eager = false,
): (facts: Facts, options: EvaluateOptions) => Step {
  let current: Growing | undefined;
  let first: Growing | undefined;
  const watch = (node: Expression, code: Code): Code => {
    return (run) => {
      const step: Growing = { node, value: null, steps: [] };
      const outer = current;
      if (outer) outer.steps.push(step);
      else first = step;
      current = step;
      step.value = code(run);
      current = outer;
      return step.value;
    };
  };
  const code = emitWith(watch, eager)(expression);
  return (facts, options) => {
    current = undefined;
    first = undefined;
    code({ facts, slots: [], options });
    return first ?? { node: expression, value: null, steps: [] };
  };
}
