import type { Type } from '../type.ts';
import type { Expression } from './expression.ts';
import type { Node } from './node.ts';

export interface Arithmetic extends Node {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/' | '**';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Negation extends Node {
  readonly kind: 'negation';
  readonly operand: Expression;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `and` and `or` of two or more; `a and b and c` is one node. */
export interface Logic extends Node {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Expression[];
}

export interface Between extends Node {
  readonly kind: 'between';
  readonly value: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

/**
 * `value in tests`; true when one of them holds. Unary tests are this with the fact `?` as value;
 * `negated` is their `not(…)`.
 */
export interface In extends Node {
  readonly kind: 'in';
  readonly value: Expression;
  /** Binds `?` within the tests; unary tests use the fact instead. */
  readonly binding?: number;
  readonly tests: readonly Test[];
  readonly negated: boolean;
}

/**
 * One test. `comparison`: `< operand`; `equal`: is the operand; `range`: lies in it; `list`: equals one of its
 * members or lies in a range among them; `condition`: the operand, which speaks of `?`, is true;
 * `dynamic`: which of these shows at run time.
 */
export interface Test extends Node {
  readonly kind: 'test';
  readonly mode: 'comparison' | 'equal' | 'range' | 'list' | 'condition' | 'dynamic';
  readonly operator?: ComparisonOperator;
  readonly operand: Expression;
}

export interface InstanceOf extends Node {
  readonly kind: 'instance of';
  readonly value: Expression;
  readonly test: Type;
}

export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly otherwise: Expression;
  /** Of the choices in a chain that carry the same one, no two conditions are ever true together. */
  readonly exclusive?: object;
}
