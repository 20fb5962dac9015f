import type { Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Moment } from '../value/moment.ts';
import type { Facts, FunctionValue, Value } from '../value/value.ts';

export type NoteCode =
  | 'division-by-zero'
  | 'out-of-range'
  | 'wrong-type'
  | 'bad-pattern'
  | 'bad-argument'
  | 'unknown-name';

/** Why something became null at run time, and where. */
export interface Note extends Words {
  readonly code: NoteCode;
  readonly from: number;
  readonly to: number;
}

export interface EvaluateOptions {
  /** What `now()` and `today()` answer; without it they are null. */
  readonly now?: Moment;
  /** Functions the vocabulary names and the facts do not hold. */
  readonly functions?: Readonly<Record<string, FunctionValue>>;
  /** Told of everything that became null because it could not be computed. */
  readonly onError?: (note: Note) => void;
}

/** One evaluation: its facts, and what its bindings hold at this moment. */
export interface Run {
  readonly facts: Facts;
  readonly slots: Value[];
  readonly options: EvaluateOptions;
}

/** A compiled expression. */
export type Code = (run: Run) => Value;

/** Compiles a part; given to each compiler of a kind of node, so that they need not know each other. */
export interface Emit {
  (expression: Expression): Code;
  /** Also run what does not decide any more, so that all of it can be watched; the value is the same. */
  readonly eager?: boolean;
}

/** Tells why it is null; answers null. */
export function fail(run: Run, place: { from: number; to: number }, code: NoteCode, words: Words): null {
  const { from, to } = place;
  run.options.onError?.({ code, from, to, ...words });
  return null;
}
