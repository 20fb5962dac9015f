import type { Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Node } from '../syntax/node.ts';
import type { Value } from '../value/value.ts';
import type { Binding, ListSource } from './binding.ts';
import type { Demand } from './compare.ts';
import type { Form, RowsForm } from './form.ts';
import type { Numbers } from './number.ts';
import type { Target } from './target.ts';
import { NotInSql } from './unsupported.ts';

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

export type EmitForm = (node: Expression, at: Compiling, demand?: Demand) => Form;

export function numbersOf(node: Node, { target, fractions }: Compiling): Numbers {
  return { node, target, fractions };
}

export function refuse(node: Node, what: string, why?: Words): never {
  throw new NotInSql(node, what, why);
}
