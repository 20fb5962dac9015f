import { Problem, type RegionCode } from '@mingbai/core';
import { findDecision, type DecisionLibrary, type PolicyDecision, WHY_NOT_FOUND } from '@mingbai/policy';
import { say } from '../output.ts';
import { wordsOf } from './library.ts';
import { nearestName } from './nearest-name.ts';

/** The decision that holds, or `decision-not-found` with what is called alike and with what did not load. */
export function decisionOf(
  library: DecisionLibrary,
  name: string,
  region: RegionCode | undefined,
  on: string,
): PolicyDecision {
  const decision = findDecision(library, name, region, on);
  if (typeof decision !== 'string') return decision;
  for (const refused of library.refused) say(wordsOf(refused));
  const why = WHY_NOT_FOUND[decision];
  const near = decision === 'name' ? nearestName(name, [...library.decisions.keys()]) : [];
  throw new Problem('decision-not-found', {
    name,
    detail: `${why.zh} · ${why.en}${near.length > 0 ? ` (${near.join('、')}?)` : ''}`,
  });
}
