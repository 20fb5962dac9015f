import type { Type } from '../type.ts';
import type { Decimal } from '../value/number.ts';
import type { Temporal } from '../value/temporal.ts';
import type { Value } from '../value/value.ts';
import type { Node } from '../syntax/node.ts';
import type { Binding, ListSource } from './binding.ts';
import type { Target } from './target.ts';
import { NotInSql } from './unsupported.ts';

interface Scalar {
  readonly sql: string;
  /** False only when it is known to be never null. */
  readonly nullable: boolean;
}

export interface NullForm {
  readonly kind: 'null';
}

export interface BooleanForm extends Scalar {
  readonly kind: 'boolean';
}

/** Codes are text. */
export interface TextForm extends Scalar {
  readonly kind: 'text';
  readonly constant?: string;
  /** When it is a choice among texts that are written out: comparing it with one asks its conditions alone. */
  readonly choice?: Choice;
}

export interface Choice {
  /** The first that is true. */
  readonly arms: readonly Arm[];
  readonly otherwise: string | null;
}

export interface Arm {
  readonly when: BooleanForm;
  readonly text: string | null;
  /** As `If.exclusive`. */
  readonly exclusive: object | undefined;
}

/** Durations are whole months, or whole microseconds. */
export interface TemporalForm extends Scalar {
  readonly kind: TemporalKind;
  readonly constant?: Temporal;
}

export type TemporalKind = 'date' | 'date and time' | 'days' | 'months';

/**
 * The number `sql / over × 10^-shift`. Numbers are whole numbers that are scaled, and fractions stay fractions:
 * in both dialects nothing is rounded on the way.
 */
export interface NumberForm extends Scalar {
  readonly kind: 'number';
  readonly shift: number;
  /** Digits at most when `sql` is whole; undefined: any number of digits and places (PostgreSQL only). */
  readonly digits: number | undefined;
  /** How wide the SQL type is: a literal takes the other side's, a column's is not known. */
  readonly carrier: 'literal' | 'column' | 'narrow' | 'wide';
  /** Divided by this: positive, or null where the division was by zero. */
  readonly over?: {
    readonly sql: string;
    readonly digits: number | undefined;
    readonly carrier: 'literal' | 'narrow' | 'wide';
  };
  readonly constant?: Decimal;
  /** Never negative. */
  readonly counted?: true;
}

export interface ContextForm {
  readonly kind: 'context';
  /** Undefined when nothing is bound to the name. */
  readonly entry: (name: string, node: Node, at: Compiling) => Form | undefined;
  /** SQL that is true where there is one. */
  readonly present?: string;
}

/** Rows of one or more relations, the members; `item` is said in their aliases. */
export interface RowsForm {
  readonly kind: 'rows';
  readonly sources: readonly RowSource[];
  /** Only where these are true. */
  readonly where: readonly string[];
  readonly item: Form;
  /** What puts them in order, when something does. */
  readonly order: string | undefined;
  /** SQL that is true where the list is not null; without it there always is one. */
  readonly present: string | undefined;
  /** Each value counts once; only of scalars. */
  readonly distinct?: true;
  /** Whether what it says speaks of the row further out, besides its key. */
  readonly outward: boolean;
}

export interface RowSource {
  readonly alias: string;
  /** With its alias; what it speaks of stands further out. */
  readonly from: string;
  readonly on: readonly string[];
  /** A column of its own. */
  readonly anchor: string;
  /** The bound list that it is, when it hangs on the row itself: then it can be shared with other rules. */
  readonly shared?: ListSource;
}

/** An array column. */
export interface ArrayForm extends Scalar {
  readonly kind: 'array';
  readonly of: Type;
}

/** A list written out. */
export interface ItemsForm {
  readonly kind: 'items';
  readonly items: readonly Form[];
}

export interface RangeForm {
  readonly kind: 'range';
  readonly low: Form | null;
  readonly high: Form | null;
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

export type ScalarForm = NullForm | BooleanForm | TextForm | TemporalForm | NumberForm;
export type ValueForm = Exclude<ScalarForm, NullForm>;
export type ListForm = RowsForm | ArrayForm | ItemsForm;
export type Form = ScalarForm | ContextForm | ListForm | RangeForm;

/** `exact`: true, false or null as FEEL has it. `truth`: only what is true matters, as in a `where`. */
export type Demand = 'exact' | 'truth';

/** One function of SQL over rows, over those where `where` is true. */
export interface Aggregate {
  readonly sql: string;
  readonly where?: string;
  /** What it is over no rows; null when not given. */
  readonly empty?: string;
}

/** Where aggregates are computed: in place, or once for many expressions. */
export interface Aggregator {
  /** Whether there are rows. */
  any(rows: RowsForm): string;
  /** Answers the SQL of what `combine` makes of the aggregates; it needs no brackets. */
  over(
    rows: RowsForm,
    aggregates: readonly Aggregate[],
    combine: (values: readonly string[]) => string,
  ): string;
}

/** What compiling one expression knows. */
export interface Compiling {
  readonly target: Target;
  readonly binding: Binding;
  /** The facts that are the same for every row. */
  readonly constants: ReadonlyMap<string, Value>;
  readonly aggregator: Aggregator;
  /** What the names bound inside the expression stand for, and within how many iterations. */
  readonly bound: ReadonlyMap<number, { readonly form: Form; readonly depth: number }>;
  /** Within how many iterations this stands. */
  readonly depth: number;
  /** How often something within an iteration spoke of the row further out. */
  readonly outward: { count: number };
  /** Where the interpreter rounds a quotient and computes on, and SQL does not round. */
  readonly fractions: Set<Node>;
  /** A name for rows; the same one each time for a list that expressions share. */
  alias(shared: ListSource | undefined): string;
}

export const NULL_FORM: NullForm = { kind: 'null' };

export function truth(sql: string, nullable: boolean): BooleanForm {
  return { kind: 'boolean', sql, nullable };
}

export function isScalar(form: Form): form is ScalarForm {
  return !['context', 'rows', 'array', 'items', 'range'].includes(form.kind);
}

/** Another SQL of the same kind and measure; it is nobody's constant any more. */
export function derived(form: ValueForm, sql: string, nullable: boolean): ValueForm {
  if (form.kind === 'boolean') return truth(sql, nullable);
  if (form.kind === 'text') return { kind: 'text', sql, nullable };
  if (form.kind !== 'number') return { kind: form.kind, sql, nullable };
  const { shift, digits, carrier, over } = form;
  return {
    kind: 'number',
    sql,
    shift,
    digits,
    carrier: carrier === 'literal' ? 'column' : carrier,
    nullable,
    ...(over && { over }),
  };
}

/** The condition; null is one that never holds. */
export function booleanSql(form: Form, node: Node): string {
  if (form.kind === 'null') return 'false';
  if (form.kind === 'boolean') return form.sql;
  throw new NotInSql(node, form.kind);
}
