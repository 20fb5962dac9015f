import { BOOLEAN, NUMBER } from '../type.ts';
import { Decimal } from '../value/number.ts';
import type { Expression, Iterator } from './expression.ts';
import { mentions, parts } from './walk.ts';

/**
 * A condition that is true where the expression divides by zero and this decides its answer; undefined when it divides
 * by nothing that can be zero. What is guarded (`n > 0 and a / n > 5`, `if n > 0 then a / n`) is asked about only
 * where the guard lets it pass.
 */
export function dividesByZero(expression: Expression): Expression | undefined {
  return anyOf(zeroesIn(expression), expression);
}

/** One condition for each divisor, in the scope of the node. */
function zeroesIn(node: Expression): Expression[] {
  switch (node.kind) {
    case 'arithmetic': {
      const inside = [...zeroesIn(node.left), ...zeroesIn(node.right)];
      return node.operator === '/' ? [...isZero(node.right), ...inside] : inside;
    }
    case 'call': {
      const given = node.arguments.filter((argument) => argument !== undefined);
      const divisor = node.function === 'modulo' ? given.slice(1, 2) : [];
      return [...divisor.flatMap(isZero), ...given.flatMap(zeroesIn)];
    }
    case 'if': {
      const { condition } = node;
      return [
        ...zeroesIn(condition),
        ...zeroesIn(node.whenTrue).map((zero) => all([condition, zero])),
        ...zeroesIn(node.otherwise).map((zero) => all([isNot(condition, true), zero])),
      ];
    }
    case 'and':
    case 'or': {
      // What decides the whole alone: a false one of `and`, a true one of `or`.
      const decisive = node.kind === 'or';
      return node.operands.flatMap((operand, at) => {
        const others = node.operands
          .filter((_, index) => index !== at)
          .map((other) => isNot(other, decisive));
        return zeroesIn(operand).map((zero) => all([...others, zero]));
      });
    }
    case 'some':
    case 'every':
      return within(node.iterators, zeroesIn(node.condition), node);
    case 'for':
      return within(node.iterators, zeroesIn(node.body), node);
    case 'filter': {
      const { list, binding, from, to, type } = node;
      const iterator: Iterator = { kind: 'iterator', name: 'item', binding, list, type, from, to };
      return within([iterator], zeroesIn(node.predicate), node);
    }
    case 'in': {
      const { binding } = node;
      const tests = node.tests.flatMap(({ operand }) => zeroesIn(operand));
      const free = binding === undefined ? tests : tests.filter((zero) => !mentions(zero, binding));
      return [...zeroesIn(node.value), ...free];
    }
    // What speaks of names that only they know is left to whoever looks at a value.
    case 'function':
    case 'context':
      return [];
    default:
      return parts(node).flatMap(zeroesIn);
  }
}

/** What may be zero for some of the list's members. */
function within(iterators: readonly Iterator[], zeroes: Expression[], node: Expression): Expression[] {
  const lists = iterators.flatMap(({ list, end }) => [...zeroesIn(list), ...(end ? zeroesIn(end) : [])]);
  const condition = anyOf(zeroes, node);
  if (condition === undefined) return lists;
  const { from, to } = node;
  return [...lists, { kind: 'some', iterators, condition, type: BOOLEAN, from, to }];
}

function isZero(divisor: Expression): Expression[] {
  if (divisor.kind === 'number' && !divisor.value.isZero()) return [];
  const { from, to } = divisor;
  const zero: Expression = { kind: 'number', value: new Decimal(0), type: NUMBER, from, to };
  return [{ kind: 'comparison', operator: '=', left: divisor, right: zero, type: BOOLEAN, from, to }];
}

function anyOf(conditions: Expression[], { from, to }: Expression): Expression | undefined {
  if (conditions.length < 2) return conditions[0];
  return { kind: 'or', operands: conditions, type: BOOLEAN, from, to };
}

function all(operands: Expression[]): Expression {
  const { from = 0, to = 0 } = operands.at(-1) ?? {};
  return { kind: 'and', operands, type: BOOLEAN, from, to };
}

/** Also where the condition has no answer. */
function isNot(condition: Expression, value: boolean): Expression {
  const { from, to } = condition;
  const right: Expression = { kind: 'boolean', value, type: BOOLEAN, from, to };
  return { kind: 'comparison', operator: '!=', left: condition, right, type: BOOLEAN, from, to };
}
