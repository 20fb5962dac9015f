import type { Json } from '@mingbai/policy-engine';

/** A case as a file or a draft has it. */
export interface PolicyCase {
  readonly decision: string;
  /** What it shows, for the clerk. */
  readonly zh: string;
  readonly en?: string | undefined;
  readonly on: string;
  readonly region: string | null;
  readonly facts: { readonly [name: string]: Json };
  /** What the decision gives; of a context only the entries that are said. */
  readonly result: Json;
}
