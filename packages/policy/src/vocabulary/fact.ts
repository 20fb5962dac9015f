import type { Field } from '@mingbai/core';
import type { Type } from '@mingbai/policy-engine';

/** What a rule judges, one at a time. */
export type Subject = 'person' | 'household' | 'village';

export const SUBJECTS: readonly Subject[] = ['person', 'household', 'village'];

/** Facts that the register does not hold as they are: worked out of a field, of the day, or of the row's year. */
export type DerivedId =
  | 'check-day'
  | 'age'
  | 'income-year'
  | 'measure-kinds'
  | 'village-year'
  | 'filled'
  | 'identity-length'
  | 'identity-valid'
  | 'identity-birth'
  | 'identity-sex'
  | 'identity-disability-kind'
  | 'identity-disability-grade'
  | 'identity-placeholder';

/** Facts of which other households decide; they count the subject itself. Null where the number is blank. */
export type NeighbourId = 'persons-of-identity' | 'households-of-phone';

/** A sum over what the register now holds of a village. `where` is FEEL in the names of `over`, flat ones only. */
export interface VillageSum {
  readonly id: string;
  readonly over: 'person' | 'household';
  readonly where?: string;
  /** The fact added up; how many there are when left out. */
  readonly sum?: string;
}

/** Where a fact comes from; the binding to SQL and the check of files both go by it. */
export type FactSource =
  /** `sealed`: the clear text, which only a file has. */
  | { readonly kind: 'field'; readonly key: Field['key']; readonly sealed?: true }
  /** `key`: the field it is worked out of. */
  | { readonly kind: 'derived'; readonly id: DerivedId; readonly key?: Field['key'] }
  | { readonly kind: 'neighbour'; readonly id: NeighbourId }
  | { readonly kind: 'sum'; readonly sum: VillageSum }
  /** `day`: the fact whose day (or whose year's last day) decides which value holds. */
  | { readonly kind: 'parameter'; readonly id: string; readonly day: string }
  | { readonly kind: 'nested'; readonly of: Nested; readonly facts: Facts };

/** The nouns around the subject: one context (`household`, `village`) or a list of contexts. */
export type Nested = 'household' | 'members' | 'responsible' | 'village';

export interface Fact {
  readonly type: Type;
  readonly source: FactSource;
  readonly zh: string;
  readonly en: string;
  readonly aliases: readonly string[];
}

/** By the name that rules write. */
export type Facts = ReadonlyMap<string, Fact>;
