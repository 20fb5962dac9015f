import type { ReadTx } from '@mingbai/store';
import { type FactProblem, type Json, toFacts } from '@mingbai/policy-engine';
import type { RegisterView } from '../bind/register.ts';
import { householdFacts } from '../check/facts-of-rows.ts';
import type { Mentioned } from '../check/mentioned.ts';
import { neededFor } from '../run/needed.ts';
import { readHouseholds } from '../run/read-households.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { type Decided, decideOn } from './decide.ts';
import { vocabularyOfDecision } from './inputs.ts';
import type { DecisionLibrary, PolicyDecision } from './library.ts';
import { mentionedByDecision } from './mentioned.ts';

/** A household with facts that somebody gave, by their Chinese names: they go before the register's. */
export interface AskedHousehold {
  readonly id: string;
  readonly facts: { readonly [name: string]: Json };
}

/** One decision of several households by the register's facts of the day; those out of sight are left out. */
export async function decideOfHouseholds(
  tx: ReadTx,
  library: DecisionLibrary,
  view: RegisterView,
  decision: PolicyDecision,
  asked: readonly AskedHousehold[],
): Promise<ReadonlyMap<string, Decided | readonly FactProblem[]>> {
  const facts = factsOf('household', library.parameters);
  const names = mentionedByDecision(decision, facts);
  const rows = await householdsWith(tx, view, names, library, asked);
  const given = new Map(asked.map((one) => [one.id, one.facts]));
  const vocabulary = vocabularyOfDecision(decision, library);
  return new Map(
    rows.map((household): [string, Decided | readonly FactProblem[]] => {
      const read = toFacts(vocabulary, given.get(household.id) ?? {});
      if (!read.ok) return [household.id, read.problems];
      const values = new Map([...householdFacts(household, facts, names, view), ...read.facts]);
      return [household.id, decideOn(library, decision, values, view)];
    }),
  );
}

/** Households with what these names ask of them. */
export function householdsWith(
  tx: ReadTx,
  view: RegisterView,
  names: Mentioned,
  { parameters }: DecisionLibrary,
  asked: readonly { readonly id: string }[],
) {
  const needed = neededFor([{ facts: factsOf('household', parameters), names }]);
  return readHouseholds(
    tx,
    view,
    needed,
    asked.map(({ id }) => id),
  );
}
