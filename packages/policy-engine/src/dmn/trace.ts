import type { EvaluateOptions } from '../evaluate/run.ts';
import type { Words } from '../problem.ts';
import type { Value } from '../value/value.ts';
import type { TableLogic } from './logic.ts';

/** One row of a table that was tried. `missed`: the first condition it failed, counted from 0. */
export type RowTrace =
  | { readonly row: number; readonly hit: true }
  | { readonly row: number; readonly hit: false; readonly missed: number };

/** What a decision table saw and gave. `why`: why it gave nothing, when that is a fault of the table. */
export interface TableTrace {
  readonly table: TableLogic;
  readonly inputs: readonly Value[];
  readonly rows: readonly RowTrace[];
  readonly value: Value;
  readonly why?: Words;
}

/** What runs along with logic: the clock, who is told of faults, who looks on. */
export interface Watch extends EvaluateOptions {
  readonly table?: (trace: TableTrace) => void;
}
