import type { Value } from '@mingbai/policy-engine';
import type { ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { type Decided, decideOn } from '../decisions/decide.ts';
import { decideOfHouseholds } from '../decisions/of-households.ts';
import type { DecisionLibrary, PolicyDecision } from '../decisions/library.ts';
import { askRegister } from './ask.ts';
import type { LoadedProcedure } from './library.ts';

/** What a decision of a procedure would say of a household by the register alone, and the facts that it would take. */
export interface HouseholdStanding {
  readonly decided: Decided;
  /** By their names, as the procedure reads them from the register; null: it says nothing. */
  readonly facts: ReadonlyMap<string, Value>;
}

/**
 * How the conditions of a decision stand for households before anything of their case is done. `later`: yes-or-no
 * facts that only the steps bring; they are taken as fulfilled.
 */
export async function standingOfHouseholds(
  tx: ReadTx,
  library: DecisionLibrary,
  view: RegisterView,
  { stands }: LoadedProcedure,
  decision: PolicyDecision,
  later: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, HouseholdStanding>> {
  const names = [...stands.keys()];
  const asked = await askRegister(tx, library, view, 'household', [...stands.values()], ids);
  if (decision.model.subject === 'household') {
    const households = ids.map((id) => ({ id, facts: {} }));
    const decided = await decideOfHouseholds(tx, library, view, decision, households);
    return new Map(
      [...decided].flatMap(([id, one]): [string, HouseholdStanding][] =>
        'value' in one ? [[id, { decided: one, facts: new Map() }]] : [],
      ),
    );
  }
  return new Map(
    [...asked].map(([id, values]): [string, HouseholdStanding] => {
      const facts = new Map(names.map((name, index) => [name, values[index] ?? null]));
      const given = new Map<string, Value>([...facts, ...later.map((name): [string, Value] => [name, true])]);
      return [id, { decided: decideOn(library, decision, given, view), facts }];
    }),
  );
}
