import type { RegionCode } from '@mingbai/core';
import type { Facts as Values } from '@mingbai/policy-engine';
import type { ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { householdFacts, personFacts } from '../check/facts-of-rows.ts';
import { together } from '../check/mentioned.ts';
import { neededFor } from '../run/needed.ts';
import { readHouseholds } from '../run/read-households.ts';
import { CHECK_DAY } from '../vocabulary/derived-facts.ts';
import type { Facts } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { type Decided, decideOn } from './decide.ts';
import { findDecision } from './find.ts';
import type { DecisionLibrary, PolicyDecision } from './library.ts';
import { mentionedByDecision } from './mentioned.ts';

/** What was decided of a household, or of one of its members. */
export interface HouseholdDecision {
  readonly decided: Decided;
  /** Null for the household itself. */
  readonly person: string | null;
}

/** The judgements of the library whose facts are the register's, each model by its own name, as they hold there. */
export function registerDecisions(
  library: DecisionLibrary,
  subject: 'household' | 'person',
  region: RegionCode,
  on: string,
): readonly PolicyDecision[] {
  const names = new Set(
    library.models.filter((model) => model.subject === subject).map(({ model }) => model.name),
  );
  return [...names].flatMap((name) => {
    const found = findDecision(library, name, region, on);
    return typeof found === 'string' ? [] : [found];
  });
}

/** Decides everything about one household of the register by today's facts; undefined when it is out of sight. */
export async function decideOfHousehold(
  tx: ReadTx,
  library: DecisionLibrary,
  view: RegisterView,
  id: string,
): Promise<readonly HouseholdDecision[] | undefined> {
  const decisions = (['household', 'person'] as const).flatMap((subject) =>
    registerDecisions(library, subject, view.region, view.on),
  );
  return decideThese(tx, library, view, id, decisions);
}

/**
 * The same for these decisions about households and persons. `figures` are given instead of the parameters that
 * hold: those that a past decision took.
 */
export async function decideThese(
  tx: ReadTx,
  library: DecisionLibrary,
  view: RegisterView,
  id: string,
  decisions: readonly PolicyDecision[],
  figures?: Values,
): Promise<readonly HouseholdDecision[] | undefined> {
  const facts = {
    household: withoutFigures(factsOf('household', library.parameters)),
    person: withoutFigures(factsOf('person', library.parameters)),
  };
  const asked = decisions.flatMap((decision) => {
    const subject = decision.model.subject;
    if (subject !== 'household' && subject !== 'person') return [];
    return [{ decision, subject, names: mentionedByDecision(decision, facts[subject]) }];
  });
  const needed = neededFor(
    (['household', 'person'] as const).map((subject) => ({
      facts: facts[subject],
      names: together(asked.filter((each) => each.subject === subject).map(({ names }) => names)),
    })),
  );
  const [rows] = await readHouseholds(tx, view, needed, [id]);
  if (!rows) return undefined;
  const at = { region: view.region, on: view.on };
  const decided = (decision: PolicyDecision, values: Values): Decided =>
    decideOn(library, decision, new Map([...values, ...(figures ?? [])]), at);
  return asked.flatMap(({ decision, subject, names }): HouseholdDecision[] => {
    if (subject === 'household') {
      const values = householdFacts(rows, facts.household, names, view);
      return [{ decided: decided(decision, values), person: null }];
    }
    return rows.members.map((member) => ({
      decided: decided(decision, personFacts(member, rows, facts.person, names, view)),
      person: member.id,
    }));
  });
}

/** Figures of the day are taken by the decision itself, which then tells them with their source. */
function withoutFigures(facts: Facts): Facts {
  return new Map(
    [...facts].filter(([, { source }]) => source.kind !== 'parameter' || source.day !== CHECK_DAY),
  );
}
