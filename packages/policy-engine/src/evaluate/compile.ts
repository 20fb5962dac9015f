import type { Expression } from '../syntax/expression.ts';
import type { Facts, Value } from '../value/value.ts';
import { arithmetic } from './arithmetic.ts';
import { filter, loop, quantified } from './iteration.ts';
import { fact, path, unknown, variable } from './names.ts';
import { between, comparison, condition, instanceOf, logic, membership, negation } from './operators.ts';
import type { Code, Emit, EvaluateOptions } from './run.ts';
import { call, context, functionLiteral, invocation, list, range } from './structure.ts';

function emitNode(node: Expression, emit: Emit): Code {
  switch (node.kind) {
    case 'null':
      return () => null;
    case 'number':
    case 'string':
    case 'code':
    case 'boolean':
    case 'temporal': {
      const { value } = node;
      return () => value;
    }
    case 'fact':
      return fact(node);
    case 'variable':
      return variable(node);
    case 'path':
      return path(node, emit);
    case 'unknown':
      return unknown(node);
    case 'arithmetic':
      return arithmetic(node, emit);
    case 'negation':
      return negation(node, emit);
    case 'comparison':
      return comparison(node, emit);
    case 'and':
    case 'or':
      return logic(node, emit);
    case 'between':
      return between(node, emit);
    case 'in':
      return membership(node, emit);
    case 'instance of':
      return instanceOf(node, emit);
    case 'if':
      return condition(node, emit);
    case 'for':
      return loop(node, emit);
    case 'some':
    case 'every':
      return quantified(node, emit);
    case 'filter':
      return filter(node, emit);
    case 'list':
      return list(node, emit);
    case 'context':
      return context(node, emit);
    case 'range':
      return range(node, emit);
    case 'function':
      return functionLiteral(node, emit);
    case 'call':
      return call(node, emit);
    case 'invocation':
      return invocation(node, emit);
  }
}

/** Compiles with `watch` set around the code of every part; that is how a trace is taken. */
export function emitWith(watch?: (node: Expression, code: Code) => Code, eager = false): Emit {
  const emit: Emit = Object.assign(
    (node: Expression) => {
      const code = emitNode(node, emit);
      return watch ? watch(node, code) : code;
    },
    { eager },
  );
  return emit;
}

/** A compiled expression: takes facts by the vocabulary's names and answers the value; throws only what a function given from outside throws. */
export type Evaluator = (facts: Facts, options?: EvaluateOptions) => Value;

const NONE: EvaluateOptions = {};
const compiled = new WeakMap<Expression, Evaluator>();

/** Compiles an expression once; later calls with the same one answer the same function. */
export function compile(expression: Expression): Evaluator {
  const known = compiled.get(expression);
  if (known) return known;
  const code = emitWith()(expression);
  const evaluator: Evaluator = (facts, options = NONE) => {
    try {
      return code({ facts, slots: [], options });
    } catch (error) {
      // A function that calls itself without end is a fault of the rule, not of the program.
      if (!(error instanceof RangeError)) throw error;
      const { from, to } = expression;
      const words = { zh: '计算没有尽头', en: 'The computation has no end' };
      options.onError?.({ code: 'out-of-range', from, to, ...words });
      return null;
    }
  };
  compiled.set(expression, evaluator);
  return evaluator;
}

/** The value of the expression on these facts; what cannot be computed is null and told to `options.onError`. */
export function evaluate(expression: Expression, facts: Facts, options?: EvaluateOptions): Value {
  return compile(expression)(facts, options);
}
