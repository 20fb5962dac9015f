import { compile, type Expression, type Value } from '@mingbai/policy-engine';
import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { householdFacts, villageFacts } from '../check/facts-of-rows.ts';
import { mentionedIn, together } from '../check/mentioned.ts';
import type { DecisionLibrary } from '../decisions/library.ts';
import { householdsWith } from '../decisions/of-households.ts';
import { readVillages } from '../run/read-villages.ts';
import { factsOf } from '../vocabulary/facts-of.ts';

/**
 * What expressions over the register's words come to for households (by id) or villages (by code), in their order;
 * who is out of sight is left out.
 */
export async function askRegister(
  tx: ReadTx,
  library: DecisionLibrary,
  view: RegisterView,
  subject: 'household' | 'village',
  expressions: readonly Expression[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Value[]>> {
  if (expressions.length === 0 || ids.length === 0) return new Map();
  const facts = factsOf(subject, library.parameters);
  const names = together(expressions.map((one) => mentionedIn(one, facts)));
  const runs = expressions.map((one) => compile(one));
  if (subject === 'village') {
    const villages = await readVillages(tx, view, facts, names, ids as readonly RegionCode[]);
    return new Map(
      villages.map((village) => {
        const values = villageFacts(village, facts, names, view);
        return [village.region, runs.map((run) => run(values, {}))];
      }),
    );
  }
  const households = await householdsWith(
    tx,
    view,
    names,
    library,
    ids.map((id) => ({ id })),
  );
  return new Map(
    households.map((household) => {
      const values = householdFacts(household, facts, names, view);
      return [household.id, runs.map((run) => run(values, {}))];
    }),
  );
}
