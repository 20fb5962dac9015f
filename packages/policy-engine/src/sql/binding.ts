import type { Value } from '../value/value.ts';

export type SqlDialect = 'postgres' | 'duckdb';

/** How each fact is read, by the vocabulary's own names. What is not bound cannot be compiled, and is told so. */
export type Binding = Readonly<Record<string, FactBinding>>;

export type FactBinding = ColumnBinding | ConstantBinding | ContextBinding | ListBinding;

/**
 * An SQL expression that yields the fact: text, codes and booleans as they are, `date`, `timestamp` without zone,
 * a list of codes or texts as an array; a years and months duration as whole months, a days and time duration as
 * whole microseconds. It comes from the program, never from data.
 */
export interface ColumnBinding {
  readonly sql: string;
  /** An integer column that counts 10^-scale: fen are 元 with scale 2; a plain integer has 0. */
  readonly scale?: number;
  /** A decimal column with so many places at most. DuckDB needs this or `scale` for every number. */
  readonly decimals?: number;
  /** Digits at most, places included; 18 when not given. Fewer make narrower arithmetic. */
  readonly digits?: number;
  /** Never null. */
  readonly required?: true;
}

/** The same for every row: parameters, the day of the check. Written into the SQL as a literal of its type. */
export interface ConstantBinding {
  readonly constant: Value;
}

/** One noun beside the subject, joined by whoever writes the query. */
export interface ContextBinding {
  readonly context: Binding;
  /** SQL that is true where there is one; without it there always is. */
  readonly present?: string;
}

/** Many nouns around the subject. */
export interface ListBinding {
  readonly list: ListSource;
}

export interface ListSource {
  /** The relation under this alias: `member_facts as a`, or a sub-select. */
  from(alias: string): string;
  /** The same where it is gone over as a whole: what its columns are worked out of may be worked out once a row. */
  whole?(alias: string): string;
  /** What ties it to the row: equal columns, the outer one never null where there are members. */
  readonly on: readonly { readonly outer: string; inner(alias: string): string }[];
  /** What else holds of every member. */
  where?(alias: string): string;
  /** How they stand one after another; without it `list[1]` cannot be compiled. */
  order?(alias: string): string;
  item(alias: string): Binding;
}
