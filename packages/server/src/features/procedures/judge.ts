import { countyOf } from '@mingbai/core';
import {
  decide,
  decideOfHouseholds,
  findDecision,
  plain,
  WHY_NOT_FOUND,
  type Decided,
} from '@mingbai/policy';
import type { FactProblem, Json } from '@mingbai/policy-engine';
import type { JudgementAsked, KeptJudgement, ReadTx } from '@mingbai/store';
import { libraryIn } from '../policy/effective.ts';

/** Asks the decision of each case by the policy of its day: of households by the register, of places by the answers. */
export async function judgeCases(
  tx: ReadTx,
  asked: readonly JudgementAsked[],
): Promise<ReadonlyMap<string, KeptJudgement>> {
  const library = await libraryIn(tx);
  const kept = new Map<string, KeptJudgement>();
  for (const group of alike(asked)) {
    const [first] = group;
    if (first === undefined) continue;
    const { judges, region, on } = first;
    const found = findDecision(library, judges.decision, region, on);
    if (typeof found === 'string') {
      const why = WHY_NOT_FOUND[found];
      for (const one of group)
        kept.set(one.case, { decision: judges.decision, version: '', result: null, why: { ...why } });
      continue;
    }
    const households = group.flatMap(({ subject, facts }) =>
      subject === null ? [] : [{ id: subject, facts: facts as Record<string, Json> }],
    );
    const ofRegister = first.noun === 'household' && found.model.subject === 'household';
    const view = { county: countyOf(region), region, on, parameters: library.parameters };
    const byHousehold = ofRegister
      ? await decideOfHouseholds(tx, library, view, found, households)
      : new Map<string, Decided | readonly FactProblem[]>();
    for (const one of group) {
      const decided =
        byHousehold.get(one.subject ?? '') ??
        decide(library, found, one.facts as Record<string, Json>, { region, on });
      kept.set(one.case, keep(judges.decision, found.model.version, decided));
    }
  }
  return kept;
}

/** Of one decision, day and place: households of one village, as a rule. */
function alike(asked: readonly JudgementAsked[]): JudgementAsked[][] {
  const groups = new Map<string, JudgementAsked[]>();
  for (const one of asked) {
    const key = [one.judges.decision, one.on, one.region, one.noun].join('/');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function keep(decision: string, version: string, decided: Decided | readonly FactProblem[]): KeptJudgement {
  if (!('value' in decided)) {
    const why = {
      zh: decided.map(({ zh }) => zh).join('；'),
      en: decided.map(({ en }) => en).join('; '),
    };
    return { decision, version, result: null, why };
  }
  const { value, sentences, missing } = decided;
  const lacks =
    missing.length > 0
      ? { zh: `缺少：${missing.join('、')}`, en: `missing: ${missing.join(', ')}` }
      : undefined;
  const said = {
    zh: sentences.map(({ zh }) => zh).join('；'),
    en: sentences.map(({ en }) => en).join('; '),
  };
  return { decision, version, result: plain(value, decided.decision.node.item.type), why: lacks ?? said };
}
