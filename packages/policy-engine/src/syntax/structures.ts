import type { Type } from '../type.ts';
import type { Expression } from './expression.ts';
import type { Node } from './node.ts';

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
