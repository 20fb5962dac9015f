import { findRegionCode, Problem, type RegionCode } from '@mingbai/core';
import { findDecision, type DecisionLibrary, type PolicyDecision, WHY_NOT_FOUND } from '@mingbai/policy';
import { say } from '../output.ts';
import { wordsOf } from './library.ts';
import { nearestName } from './nearest-name.ts';

/** `YYYY-MM-DD`, today where nothing was said; `invalid-input` for what is no day. */
export function dayOf(text: string | undefined): string {
  if (text === undefined) return new Date().toLocaleDateString('sv-SE');
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new Problem('invalid-input', { detail: '--on YYYY-MM-DD' });
  return text;
}

/** A region code of any length the levels have; `invalid-input` for another. */
export function regionOf(text: string | undefined): RegionCode | undefined {
  if (text === undefined) return undefined;
  const code = findRegionCode(text);
  if (code === undefined) throw new Problem('invalid-input', { detail: '--region 2, 4, 6, 9, 12' });
  return code;
}

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
