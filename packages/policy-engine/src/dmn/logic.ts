import type { Expression } from '../syntax/expression.ts';
import type { Type } from '../type.ts';
import type { HitPolicy, Aggregation } from './box.ts';
import type { ItemType } from './item-type.ts';

/** What a value is as far as can be told; `declared` is what it must be, or else becomes null. */
export interface Typing {
  readonly type: Type;
  readonly declared?: ItemType;
}

/** A FEEL text of the model, read: an expression over the names that are in sight there. */
export interface LiteralLogic extends Typing {
  readonly kind: 'literal';
  readonly expression: Expression;
}

export interface TableInput {
  readonly label: string;
  readonly expression: Expression;
  /** Values it may have; another is an error, and no rule is tried. */
  readonly allowed?: Expression;
}

export interface TableOutput extends Typing {
  readonly name: string | undefined;
  readonly label: string;
  /** In order of priority; constant expressions. */
  readonly priorities: readonly Expression[];
  readonly otherwise?: Expression;
}

export interface Rule {
  readonly id?: string;
  /** Unary tests over `?`. `any` for a dash, which every value passes. */
  readonly tests: readonly (Expression | 'any')[];
  /** The tests as written, for people. */
  readonly written: readonly string[];
  readonly outputs: readonly Expression[];
  /** What stands in the columns of annotations, by heading. */
  readonly annotations: readonly { readonly heading: string; readonly text: string }[];
}

export interface TableLogic extends Typing {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly Rule[];
}

export interface ContextLogic extends Typing {
  readonly kind: 'context';
  readonly entries: readonly { readonly name: string; readonly logic: Logic }[];
  /** The value of the whole, when the context ends in one without a name. */
  readonly result?: Logic;
}

export interface InvocationLogic extends Typing {
  readonly kind: 'invocation';
  readonly function: Logic;
  readonly bindings: readonly { readonly parameter: string; readonly value: Logic }[];
}

export interface ListLogic extends Typing {
  readonly kind: 'list';
  readonly items: readonly Logic[];
}

export interface RelationLogic extends Typing {
  readonly kind: 'relation';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Logic[])[];
}

export interface FunctionLogic extends Typing {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly item: ItemType }[];
  readonly body: Logic;
  /** What the body's value must be. */
  readonly result?: ItemType;
}

export interface ConditionalLogic extends Typing {
  readonly kind: 'conditional';
  readonly condition: Logic;
  readonly whenTrue: Logic;
  readonly otherwise: Logic;
}

export interface FilterLogic extends Typing {
  readonly kind: 'filter';
  readonly list: Logic;
  readonly match: Logic;
}

export interface IteratorLogic extends Typing {
  readonly kind: 'for' | 'some' | 'every';
  readonly name: string;
  readonly list: Logic;
  readonly body: Logic;
}

/** A boxed expression whose FEEL was read.  */
export type Logic =
  | LiteralLogic
  | TableLogic
  | ContextLogic
  | InvocationLogic
  | ListLogic
  | RelationLogic
  | FunctionLogic
  | ConditionalLogic
  | FilterLogic
  | IteratorLogic;
