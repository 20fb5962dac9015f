import { countyOf, isWithin, Problem, type RegionCode, regionCode } from '@mingbai/core';
import { changeRegion, findRegions, getRegionHistory, listRegions } from '@mingbai/core/api';
import { queueRuleRun } from '@mingbai/policy';
import { findRegionsNamed, listRegionsUnder, mergeRegion, regionHistory, renameRegion } from '@mingbai/store';
import { implement } from '../../frame/implement.ts';

export const regionRoutes = [
  implement(listRegions, (call) =>
    call.read((tx) =>
      listRegionsUnder(tx, call.region, call.query.under as RegionCode | undefined, call.query.on),
    ),
  ),
  implement(findRegions, (call) => call.read((tx) => findRegionsNamed(tx, call.region, call.query.q))),
  implement(getRegionHistory, (call) =>
    call.read(async (tx) => {
      const found = await regionHistory(tx, call.params.code as RegionCode);
      if (found === undefined) throw new Problem('not-found');
      return {
        ...found,
        path: [...found.path],
        steps: found.steps.map((step) => ({ ...step, at: step.at?.toISOString() ?? null })),
      };
    }),
  ),
  implement(changeRegion, async (call) => {
    const region = call.params.code as RegionCode;
    const { body } = call;
    const into = body.kind === 'merge' ? (body.into as RegionCode) : region;
    if (!isWithin(region, call.region) || !isWithin(into, call.region)) throw new Problem('not-found');
    const command = { name: `region.${body.kind}`, region, subject: `region:${region}`, reason: body.reason };
    const done = await call.command(command, async (tx) => {
      if (body.kind === 'rename') {
        const changes = await renameRegion(tx, region, body.name.trim(), body.on);
        return { result: {}, changes: { ...changes, on: body.on } };
      }
      const { into: successor, ...changes } = await mergeRegion(tx, region, into, body.on);
      // A rule may hold in some places only, and villages are held against what is registered in them. A name is
      // no fact of any rule.
      const county = countyOf(region);
      await queueRuleRun(tx, {
        county,
        region: regionCode(county),
        kind: 'entry',
        cause: tx.entry,
        createdBy: call.actor.id,
        creatorName: call.who.name,
        role: call.actor.role,
      });
      return {
        result: changes.rows,
        changes: { ...changes, successor: { code: into, name: successor }, on: body.on },
      };
    });
    call.services.rules?.kick();
    return { entry: done.entry, rows: done.repeated ? {} : done.result };
  }),
];
