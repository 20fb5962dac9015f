import type { Type } from '../type.ts';
import type { Literal } from './literals.ts';
import type { Node } from './node.ts';

/** A FEEL expression that was held against its vocabulary. Told apart by `kind`. */
export type Expression =
  | Literal
  | Fact
  | Variable
  | Path
  | Unknown
  | Arithmetic
  | Negation
  | Comparison
  | Logic
  | Between
  | In
  | InstanceOf
  | If
  | For
  | Quantified
  | Filter
  | ListLiteral
  | ContextLiteral
  | RangeLiteral
  | FunctionLiteral
  | Call
  | Invocation;

/** A name of the vocabulary, in the vocabulary's own spelling. In unary tests `?` is one as well. */
export interface Fact extends Node {
  readonly kind: 'fact';
  readonly name: string;
}

/**
 * A name bound inside the expression: by an iterator, a filter (`item`), a parameter, an entry of a context,
 * `partial`, or `?` of an `in`. `binding` is the number its binder carries; it is unique in the expression.
 */
export interface Variable extends Node {
  readonly kind: 'variable';
  readonly name: string;
  readonly binding: number;
}

/**
 * `of.name`. `context`: an entry; `each`: the entry of every member of a list of contexts;
 * `property`: a part of a date, time, duration or range; `dynamic`: known only at run time.
 * Inside a filter a bare name of the members' is read as the path of `item`.
 */
export interface Path extends Node {
  readonly kind: 'path';
  readonly of: Expression;
  readonly name: string;
  readonly mode: 'context' | 'each' | 'property' | 'dynamic';
}

/** A name nothing knows; only when not parsed strictly. It is null. */
export interface Unknown extends Node {
  readonly kind: 'unknown';
  readonly name: string;
}

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

/** `name in list`, or `name in low..high` (whole numbers or dates, up or down). */
export interface Iterator extends Node {
  readonly kind: 'iterator';
  readonly name: string;
  readonly binding: number;
  readonly list: Expression;
  /** The upper end when written `list..end`; `list` is then the lower one. */
  readonly end?: Expression;
}

/** Later iterators see earlier ones; the last one runs fastest. `partial` holds the results so far. */
export interface For extends Node {
  readonly kind: 'for';
  readonly iterators: readonly Iterator[];
  readonly partial: number;
  readonly body: Expression;
}

export interface Quantified extends Node {
  readonly kind: 'some' | 'every';
  readonly iterators: readonly Iterator[];
  readonly condition: Expression;
}

/** `list[predicate]`. `index`: counts from 1, or from the end when negative; `dynamic`: known only at run time. */
export interface Filter extends Node {
  readonly kind: 'filter';
  readonly list: Expression;
  /** Binds `item`. */
  readonly binding: number;
  readonly predicate: Expression;
  readonly mode: 'predicate' | 'index' | 'dynamic';
}

export interface ListLiteral extends Node {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** Later entries see earlier ones by their bindings. */
export interface ContextLiteral extends Node {
  readonly kind: 'context';
  readonly entries: readonly { readonly key: string; readonly binding: number; readonly value: Expression }[];
}

/** `[low..high)`; `null` as an end is a range open without limit on that side, as `(< 5)` is. */
export interface RangeLiteral extends Node {
  readonly kind: 'range';
  readonly low: Expression | null;
  readonly high: Expression | null;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

export interface FunctionLiteral extends Node {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly binding: number; readonly type: Type }[];
  readonly body: Expression;
}

/** A built-in function; arguments stand in the order of its signature, those left out are undefined. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly function: string;
  readonly arguments: readonly (Expression | undefined)[];
}

/** A function that is a value: a parameter, an entry, a fact (a business knowledge model). */
export interface Invocation extends Node {
  readonly kind: 'invocation';
  readonly function: Expression;
  readonly arguments: readonly Expression[];
  /** The names given with the arguments, when they were given by name. */
  readonly names?: readonly string[];
}
