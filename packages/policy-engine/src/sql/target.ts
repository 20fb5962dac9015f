import type { SqlDialect } from './binding.ts';

/** What the two dialects say differently. Every argument is SQL already. */
export interface Target {
  readonly dialect: SqlDialect;
  /** The type of whole numbers of more than 18 digits, and how many digits it holds. */
  readonly wide: 'numeric' | 'hugeint';
  readonly limit: number;
  /** A text literal. */
  quoted(text: string): string;
  /** Whole part of a quotient, towards zero; `wide` tells the type of both. */
  quotient(numerator: string, denominator: string, wide: boolean): string;
  plusMonths(at: string, months: string): string;
  plusMicroseconds(at: string, microseconds: string): string;
  /** Whole microseconds between two timestamps. */
  microsecondsBetween(later: string, earlier: string): string;
  /** Days between two dates. */
  daysBetween(later: string, earlier: string): string;
  /** A part of a date as a whole number; `year` counts 1 BC as 0. */
  part(of: DatePart, date: string): string;
  /** Place of the text in another, counted from 1; 0 when it is not in it. */
  position(text: string, part: string): string;
  endsWith(text: string, part: string): string;
  /** Whether the pattern matches somewhere; patterns are written for both by `pattern.ts`. */
  matches(text: string, pattern: string): string;
  replaced(text: string, pattern: string, by: string): string;
  /** Compared by code points whatever the database's collation is. */
  ordered(text: string): string;
  /** So many characters from a place that counts from 1. */
  slice(text: string, from: string, length: string | undefined): string;
  arraySize(array: string): string;
  /** True or false for an array that is there; elements and what is looked for may be null. */
  arrayHas(array: string, element: string): string;
  /** Whether one of these texts is in it; for an array that is there. */
  arrayHasAny(array: string, texts: readonly string[]): string;
  /** The array as rows under an alias, its members in the column `v`. */
  arrayRows(array: string, alias: string): string;
  /** A date as FEEL writes it. */
  dateText(date: string): string;
  /** A decimal as FEEL writes it. */
  numberText(decimal: string): string;
}

export type DatePart = 'year' | 'month' | 'day' | 'weekday' | 'day of year' | 'week of year';
