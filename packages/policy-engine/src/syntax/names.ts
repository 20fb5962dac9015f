import type { Expression } from './expression.ts';
import type { Node } from './node.ts';

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
