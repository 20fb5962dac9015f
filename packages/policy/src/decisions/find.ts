import { COUNTRY, type RegionCode } from '@mingbai/core';
import type { InBoth } from '../load/rule.ts';
import { headOf, isWithin } from '../parameters/within.ts';
import type { DecisionLibrary, PolicyDecision } from './library.ts';

/** Why no decision answers: nothing is called so, none holds there, or none holds on that day. */
export type NotFound = 'name' | 'region' | 'day';

export const WHY_NOT_FOUND: Readonly<Record<NotFound, InBoth>> = {
  name: { zh: '没有这个名称', en: 'nothing is called so' },
  region: { zh: '这个地区没有这项规定', en: 'none holds in that region' },
  day: { zh: '那一天没有生效的规定', en: 'none holds on that day' },
};

/**
 * The decision of that name (Chinese or English) that holds in the region on the day (`YYYY-MM-DD`): the
 * nearest region's, of it the latest, of one day the last that was published. Without a region the country's; where the country has none and one
 * region alone has it, that region's.
 */
export function findDecision(
  { decisions }: DecisionLibrary,
  name: string,
  region: RegionCode | undefined,
  on: string,
): PolicyDecision | NotFound {
  const named = decisions.get(name) ?? [];
  if (named.length === 0) return 'name';
  const there = named.filter(({ model }) => isWithin(region ?? COUNTRY, model.region));
  const held = there.length > 0 || region !== undefined ? there : alone(named);
  if (held.length === 0) return 'region';
  const today = held.filter(({ model }) => model.from <= on && (model.to === null || on <= model.to));
  const [first, ...others] = today;
  if (!first) return 'day';
  return others.reduce((best, each) => (nearer(each, best) ? each : best), first);
}

function alone(named: readonly PolicyDecision[]): readonly PolicyDecision[] {
  const regions = new Set(named.map(({ model }) => model.region));
  return regions.size === 1 ? named : [];
}

function nearer(a: PolicyDecision, b: PolicyDecision): boolean {
  const [near, far] = [headOf(a.model.region).length, headOf(b.model.region).length];
  if (near !== far) return near > far;
  if (a.model.from !== b.model.from) return a.model.from > b.model.from;
  return BigInt(a.model.edition?.id ?? 0) > BigInt(b.model.edition?.id ?? 0);
}
