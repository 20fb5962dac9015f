import type { Between, Comparison, If, In, InstanceOf, Logic, Negation, Test } from '../syntax/expression.ts';
import { Decimal } from '../value/number.ts';
import { compare, equal, inRange } from '../value/equal.ts';
import { isList, Range, type Value } from '../value/value.ts';
import { negated } from './arithmetic.ts';
import { isInstance } from './instance.ts';
import { type Code, type Emit, fail } from './run.ts';

/** Whether the comparison holds of an order; null has none. */
const HOLDS: Record<'<' | '<=' | '>' | '>=', (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

type Relation = (a: Value, b: Value) => boolean | null;

function relation(operator: Comparison['operator']): Relation {
  if (operator === '=') return equal;
  if (operator === '!=') {
    return (a, b) => {
      const same = equal(a, b);
      return same === null ? null : !same;
    };
  }
  const holds = HOLDS[operator];
  return (a, b) => {
    const order = a instanceof Decimal && b instanceof Decimal ? a.cmp(b) : compare(a, b);
    return order === null ? null : holds(order);
  };
}

export function comparison(node: Comparison, emit: Emit): Code {
  const left = emit(node.left);
  const right = emit(node.right);
  const holds = relation(node.operator);
  return (run) => holds(left(run), right(run));
}

export function negation(node: Negation, emit: Emit): Code {
  const operand = emit(node.operand);
  return (run) => {
    const value = negated(operand(run));
    if (value !== undefined) return value;
    return fail(run, node, 'wrong-type', { zh: '这个值不能取负', en: 'This value has no negative' });
  };
}

/** Three-valued: what decides comes first, null only when nothing decides. */
export function logic(node: Logic, emit: Emit): Code {
  const operands = node.operands.map(emit);
  const deciding = node.kind === 'or';
  const eager = emit.eager === true;
  return (run) => {
    if (eager) for (const operand of operands) operand(run);
    let known = true;
    for (const operand of operands) {
      const value = operand(run);
      if (value === deciding) return deciding;
      if (value !== !deciding) known = false;
    }
    return known ? !deciding : null;
  };
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

export function between(node: Between, emit: Emit): Code {
  const value = emit(node.value);
  const low = emit(node.low);
  const high = emit(node.high);
  const atLeast = relation('>=');
  const atMost = relation('<=');
  return (run) => {
    const tested = value(run);
    return both(atLeast(tested, low(run)), atMost(tested, high(run)));
  };
}

export function membership(node: In, emit: Emit): Code {
  const value = emit(node.value);
  const tests = node.tests.map((each) => test(each, emit));
  const { binding, negated: inverted } = node;
  const eager = emit.eager === true;
  return (run) => {
    const tested = value(run);
    if (binding !== undefined) run.slots[binding] = tested;
    let result: boolean | null = false;
    for (const each of tests) {
      const held = each(run, tested);
      if (held === true) {
        result = true;
        if (!eager) break;
      } else if (held === null && result === false) result = null;
    }
    return inverted && result !== null ? !result : result;
  };
}

type TestCode = (run: Parameters<Code>[0], tested: Value) => boolean | null;

function test(node: Test, emit: Emit): TestCode {
  const operand = emit(node.operand);
  if (node.mode === 'comparison') {
    const holds = relation(node.operator ?? '=');
    return (run, tested) => holds(tested, operand(run));
  }
  if (node.mode === 'condition') {
    return (run) => {
      const value = operand(run);
      return typeof value === 'boolean' ? value : null;
    };
  }
  if (node.mode === 'equal') return (run, tested) => equal(tested, operand(run));
  return (run, tested) => meets(tested, operand(run));
}

/** Whether the value lies in the range, is the value, or does so with a member of the list. */
function meets(tested: Value, against: Value): boolean | null {
  if (against instanceof Range && !(tested instanceof Range)) return inRange(tested, against);
  if (against === true && typeof tested !== 'boolean') return true;
  if (!isList(against)) return equal(tested, against);
  if (isList(tested) && equal(tested, against) === true) return true;
  return against.some((each) =>
    each instanceof Range && !(tested instanceof Range)
      ? inRange(tested, each) === true
      : equal(tested, each) === true,
  );
}

export function condition(node: If, emit: Emit): Code {
  const when = emit(node.condition);
  const whenTrue = emit(node.whenTrue);
  const otherwise = emit(node.otherwise);
  if (emit.eager) {
    return (run) => {
      const values = [otherwise(run), whenTrue(run)];
      return values[when(run) === true ? 1 : 0] ?? null;
    };
  }
  return (run) => (when(run) === true ? whenTrue(run) : otherwise(run));
}

export function instanceOf(node: InstanceOf, emit: Emit): Code {
  const value = emit(node.value);
  const { test: type } = node;
  return (run) => isInstance(value(run), type);
}
