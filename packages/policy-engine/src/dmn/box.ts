import type { Variable } from './variable.ts';

/** What every boxed expression may carry: its id in the model, and the type its value is to have. */
export interface Boxed {
  readonly id?: string;
  readonly type?: string;
}

export interface LiteralBox extends Boxed {
  readonly kind: 'literal';
  readonly text: string;
}

export type HitPolicy = 'UNIQUE' | 'ANY' | 'PRIORITY' | 'FIRST' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';

export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';

export interface InputClause {
  readonly id?: string;
  readonly label?: string;
  readonly text: string;
  readonly type?: string;
  readonly values?: string;
}

export interface OutputClause {
  readonly id?: string;
  readonly name?: string;
  readonly label?: string;
  readonly type?: string;
  /** In order of priority, highest first. */
  readonly values?: string;
  readonly otherwise?: string;
}

export interface TableRule {
  readonly id?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly annotations: readonly string[];
  readonly description?: string;
}

export interface TableBox extends Boxed {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  /** Headings of the columns of annotations. */
  readonly annotations: readonly string[];
  readonly rules: readonly TableRule[];
}

/** Entries in order; one without a variable is the value of the whole. */
export interface ContextBox extends Boxed {
  readonly kind: 'context';
  readonly entries: readonly { readonly variable?: Variable; readonly value: Box }[];
}

export interface InvocationBox extends Boxed {
  readonly kind: 'invocation';
  readonly function: Box;
  readonly bindings: readonly { readonly parameter: string; readonly value?: Box }[];
}

export interface ListBox extends Boxed {
  readonly kind: 'list';
  readonly items: readonly Box[];
}

export interface RelationBox extends Boxed {
  readonly kind: 'relation';
  readonly columns: readonly Variable[];
  readonly rows: readonly (readonly Box[])[];
}

/** `external`: logic outside FEEL (Java, PMML), which is not run. */
export interface FunctionBox extends Boxed {
  readonly kind: 'function';
  readonly parameters: readonly Variable[];
  readonly body?: Box;
  readonly external: boolean;
}

export interface ConditionalBox extends Boxed {
  readonly kind: 'conditional';
  readonly condition: Box;
  readonly whenTrue: Box;
  readonly otherwise: Box;
}

export interface FilterBox extends Boxed {
  readonly kind: 'filter';
  readonly list: Box;
  readonly match: Box;
}

export interface IteratorBox extends Boxed {
  readonly kind: 'for' | 'some' | 'every';
  readonly name: string;
  readonly list: Box;
  readonly body: Box;
}

/** The boxed expressions of DMN 1.3 to 1.5, their FEEL still text. Told apart by `kind`. */
export type Box =
  | LiteralBox
  | TableBox
  | ContextBox
  | InvocationBox
  | ListBox
  | RelationBox
  | FunctionBox
  | ConditionalBox
  | FilterBox
  | IteratorBox;
