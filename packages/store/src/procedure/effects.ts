import type { ProcedureEffect } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { Desk } from '../register/said-columns.ts';
import type { Effected } from './effects/effected.ts';
import { setIncome } from './effects/income.ts';
import { endMeasures, setMeasures } from './effects/measures.ts';
import { addPersons, removePersons } from './effects/members.ts';
import { openHouseholds } from './effects/open-household.ts';
import { addResponsible, endResponsible } from './effects/responsible.ts';
import { set } from './effects/set.ts';
import { merge, split } from './effects/split.ts';

export type { Effected } from './effects/effected.ts';

/** Writes the effects of one action on cases of one procedure, effect by effect, each for all of them at once. */
export async function applyEffects(
  tx: WriteTx,
  desk: Desk,
  effects: readonly ProcedureEffect[],
  all: readonly Effected[],
): Promise<void> {
  for (const effect of effects) {
    const cases = dated(effect, all);
    switch (effect.do) {
      case 'set':
        await set(tx, desk, effect.fields, cases);
        break;
      case 'person.add':
        await addPersons(tx, desk, effect, cases);
        break;
      case 'person.leave':
        await removePersons(tx, desk, effect, cases);
        break;
      case 'household.open':
        await openHouseholds(tx, desk, effect, cases);
        break;
      case 'household.split':
        for (const one of cases) await split(tx, desk, effect, one);
        break;
      case 'household.merge':
        for (const one of cases) await merge(tx, desk, effect.other, one);
        break;
      case 'income.set':
        await setIncome(tx, desk, effect, cases);
        break;
      case 'measure.set':
        await setMeasures(tx, desk, effect, cases);
        break;
      case 'measure.end':
        await endMeasures(tx, desk, effect, cases);
        break;
      case 'responsible.add':
        await addResponsible(tx, desk, effect, cases);
        break;
      case 'responsible.end':
        await endResponsible(tx, desk, effect, cases);
        break;
    }
  }
}

/** On the day that an answer names, where the effect says which: of birth, of death. */
function dated(effect: ProcedureEffect, cases: readonly Effected[]): readonly Effected[] {
  if (!('on' in effect) || effect.on === undefined) return cases;
  const question = effect.on;
  return cases.map((one) => {
    const day = one.given[question];
    return typeof day === 'string' ? { ...one, on: day } : one;
  });
}
