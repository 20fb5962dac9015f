import type { RegionCode } from '@mingbai/core';

/** An accepted action on one case, whose effects are to be written. */
export interface Effected {
  readonly case: string;
  readonly noun: 'household' | 'village' | 'county';
  /** Null: a household that `household.open` makes. */
  subject: string | null;
  readonly region: RegionCode;
  /** The day on which the action happened. */
  readonly on: string;
  /** All answers of the case so far, sealed ones opened. */
  readonly given: Readonly<Record<string, unknown>>;
  /** What was written, for the record of the action: ids, open values. */
  readonly written: Record<string, unknown>[];
}
