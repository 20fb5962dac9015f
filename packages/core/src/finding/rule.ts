import type { FindingSeverity } from './state.ts';

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * A rule as the ledger keeps it beside its findings: the words of the version that found them, so that an old
 * finding can still be read when the rule says something else or is gone.
 */
export interface FindingRule {
  readonly id: string;
  readonly version: string;
  /** Short name of its family, by which lists are filtered. */
  readonly family: string;
  /** What people call the family. */
  readonly familyName?: Bilingual;
  readonly severity: FindingSeverity;
  readonly title: Bilingual;
  /** What is wrong; `{name}` stands for a fact of the finding. */
  readonly message: Bilingual;
  /** What to do. */
  readonly advice: Bilingual;
  /** Dictionary keys to look at. */
  readonly fields: readonly string[];
  readonly citation: string | null;
}
