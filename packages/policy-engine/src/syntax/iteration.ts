import type { Expression } from './expression.ts';
import type { Node } from './node.ts';

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
