import type { CodeType } from '../type.ts';
import type { Decimal } from '../value/number.ts';
import type { Temporal } from '../value/temporal.ts';
import type { Node } from './node.ts';

export interface NullLiteral extends Node {
  readonly kind: 'null';
}

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: Decimal;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}

/** A string literal that stands where a code of `type.list` belongs: `value` is the code, whatever was written. */
export interface CodeLiteral extends Node {
  readonly kind: 'code';
  readonly type: CodeType;
  readonly value: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `@"…"`, and `date("…")`, `time("…")`, `date and time("…")`, `duration("…")` of one literal. */
export interface TemporalLiteral extends Node {
  readonly kind: 'temporal';
  readonly value: Temporal;
}

export type Literal =
  | NullLiteral
  | NumberLiteral
  | StringLiteral
  | CodeLiteral
  | BooleanLiteral
  | TemporalLiteral;
