import { isWithin, levelOf, Problem, type RegionCode } from '@mingbai/core';
import { tryPolicy } from '@mingbai/core/api';
import { TrialRefused } from '@mingbai/policy';
import { implement, type Implementation } from '../../frame/implement.ts';
import { heldDecision, todayInChina } from './library-routes.ts';
import { libraryIn } from './effective.ts';
import { runTrial } from './trial.ts';

/** What the database says of a statement that ran longer than a look may. */
const TOO_LONG = '57014';

export const trialRoutes: Implementation[] = [
  implement(tryPolicy, async (call) => {
    const { decision: name, set, entry = null, on = todayInChina() } = call.body;
    const region = (call.body.region ?? call.region) as RegionCode;
    requireTriable(region, call.region);
    const library = await call.read(libraryIn);
    const decision = heldDecision(library, name, region, on);
    try {
      // Held to the region that was asked for, which lies within the caller's.
      return await call.database.read({ ...call.scope, region }, (tx) =>
        runTrial(tx, library, { decision, set, entry, on, region }),
      );
    } catch (error) {
      throw asProblem(error);
    }
  }),
];

/** Within the caller's area, and no more than one statement may take. */
export function requireTriable(region: RegionCode, area: RegionCode): void {
  if (!isWithin(region, area)) throw new Problem('not-found');
  if (!['county', 'township', 'village'].includes(levelOf(region))) {
    throw new Problem('invalid-input', { detail: 'region: 县或以下 · a county or smaller' });
  }
}

export function asProblem(error: unknown): unknown {
  if (error instanceof TrialRefused) {
    return new Problem('trial-refused', {
      detail: error.reasons.map(({ zh, en }) => `${zh} · ${en}`).join('\n'),
    });
  }
  if (error instanceof Error && 'code' in error && error.code === TOO_LONG) {
    return new Problem('trial-refused', {
      detail: '一分钟内算不完，请选小一些的地区 · it takes more than a minute, choose a smaller region',
    });
  }
  return error;
}
