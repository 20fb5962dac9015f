import type { Field, RegionCode } from '@mingbai/core';
import type { Expression } from '@mingbai/policy-engine';
import type { Subject } from '../vocabulary/fact.ts';
import type { FileProblem } from './problem.ts';
import type { Citation } from './shapes.ts';

export interface InBoth {
  readonly zh: string;
  readonly en: string;
}

export interface RuleFamily extends InBoth {
  readonly id: number;
}

export type Severity = 'error' | 'warning' | 'notice';

/** A rule that has been read, held against the vocabulary, and has done what its own cases say. */
export interface Rule extends InBoth {
  readonly id: string;
  /** Changes with what the rule asks or says; twelve hexadecimal digits. */
  readonly version: string;
  readonly family: RuleFamily;
  readonly subject: Subject;
  readonly severity: Severity;
  /** What to look at, and which cells are marked. */
  readonly fields: readonly Field['key'][];
  /** Days of the check on which it holds, both included. */
  readonly from: string | null;
  readonly to: string | null;
  /** Where it holds; null everywhere. */
  readonly regions: readonly RegionCode[] | null;
  readonly source: Citation;
  /** As written, for people. */
  readonly when: string;
  readonly expression: Expression;
  /** Names of the subject that the condition or the message speak of: the facts of a hit. */
  readonly facts: readonly string[];
  /** `{名称}` stands for a fact of the hit: `fillMessage`. */
  readonly message: InBoth;
  readonly fix: InBoth;
  /** It asks for a clear number, which only a file has. */
  readonly files: boolean;
  readonly cases: { readonly hits: readonly CaseFacts[]; readonly misses: readonly CaseFacts[] };
  /** Path in the bundle, and line of the rule in it. */
  readonly file: string;
  readonly line: number;
}

/** Facts in the clerk's words, as the file has them. */
export type CaseFacts = Readonly<Record<string, unknown>>;

/** What was not loaded, and why; the rest runs. */
export interface Quarantined {
  readonly file: string;
  /** Of the rule or parameter; null when the file could not be read so far. */
  readonly id: string | null;
  readonly problems: readonly FileProblem[];
}
