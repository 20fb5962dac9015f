import { Problem } from '@mingbai/core';
import { explainFinding, judgeHousehold } from '@mingbai/core/api';
import * as store from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { draftRoutes } from './draft-routes.ts';
import { judgementsOf } from './judge.ts';
import { keptTrialRoutes } from './kept-routes.ts';
import { libraryRoutes } from './library-routes.ts';
import { madeRoutes } from './made-routes.ts';
import { trialRoutes } from './trial-routes.ts';
import { whyFound } from './why.ts';

export const policyRoutes: Implementation[] = [
  ...libraryRoutes,
  ...trialRoutes,
  ...draftRoutes,
  ...keptTrialRoutes,
  ...madeRoutes,
  implement(explainFinding, async (call) => {
    const found = await call.read((tx) => store.findFinding(tx, areaOf(call, undefined), call.params.id));
    if (found === undefined) throw new Problem('not-found');
    return whyFound(found);
  }),
  implement(judgeHousehold, async (call) => {
    const on = call.query.on ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const judgements = await call.read((tx) => judgementsOf(tx, call.params.id, on));
    if (judgements === undefined) throw new Problem('not-found');
    return judgements;
  }),
];
