import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { householdFacts, personFacts } from '../check/facts-of-rows.ts';
import { together } from '../check/mentioned.ts';
import { neededFor } from '../run/needed.ts';
import { readHouseholds } from '../run/read-households.ts';
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
  const facts = {
    household: factsOf('household', library.parameters),
    person: factsOf('person', library.parameters),
  };
  const asked = (['household', 'person'] as const).flatMap((subject) =>
    registerDecisions(library, subject, view.region, view.on).map((decision) => ({
      decision,
      subject,
      names: mentionedByDecision(decision, facts[subject]),
    })),
  );
  const needed = neededFor(
    (['household', 'person'] as const).map((subject) => ({
      facts: facts[subject],
      names: together(asked.filter((each) => each.subject === subject).map(({ names }) => names)),
    })),
  );
  const [rows] = await readHouseholds(tx, view, needed, [id]);
  if (!rows) return undefined;
  const at = { region: view.region, on: view.on };
  return asked.flatMap(({ decision, subject, names }): HouseholdDecision[] => {
    if (subject === 'household') {
      const values = householdFacts(rows, facts.household, names, view);
      return [{ decided: decideOn(library, decision, values, at), person: null }];
    }
    return rows.members.map((member) => ({
      decided: decideOn(library, decision, personFacts(member, rows, facts.person, names, view), at),
      person: member.id,
    }));
  });
}
