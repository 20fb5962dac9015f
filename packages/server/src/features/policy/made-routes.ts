import { countyOf, isWithin, Problem, type RegionCode } from '@mingbai/core';
import { listDecisionsMade, listEntitlements, recordDecision, replayDecision } from '@mingbai/core/api';
import { decideThese, recordOf, registerDecisions } from '@mingbai/policy';
import { decisionsOf, findMade, insertDecision, keepText, type ReadTx } from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { libraryIn } from './effective.ts';
import { todayInChina } from './library-routes.ts';
import { entitlementViews } from './entitlements.ts';
import { madeView, replay } from './replay.ts';

export const madeRoutes: Implementation[] = [
  implement(listDecisionsMade, (call) =>
    call.read(async (tx) => {
      await regionOf(tx, call.params.id);
      return { decisions: (await decisionsOf(tx, call.params.id)).map(madeView) };
    }),
  ),
  implement(recordDecision, async (call) => {
    const { id } = call.params;
    const { decision: name, person, version, on = todayInChina(), note = null, key } = call.body;
    const region = await call.read((tx) => regionOf(tx, id));
    const command = {
      name: 'policy.decide',
      region,
      subject: `household:${id}`,
      ...(key === undefined ? {} : { idempotencyKey: `decide/${key}` }),
    };
    const done = await call.command(command, async (tx) => {
      const library = await libraryIn(tx);
      const held = (['household', 'person'] as const)
        .flatMap((subject) => registerDecisions(library, subject, region, on))
        .find(({ node }) => node.name === name);
      if (!held) throw new Problem('decision-not-found', { name, detail: on });
      // What was seen is what is recorded.
      if (held.model.version !== version) throw new Problem('conflict');
      const view = { county: countyOf(region), region, on, parameters: library.parameters };
      const found = await decideThese(tx, library, view, id, [held]);
      const one = found?.find((each) => each.person === person);
      if (!one) throw new Problem('not-found');
      const { facts, figures, result, sentences } = recordOf(one.decided);
      const { model } = held;
      await keepText(tx, { version: model.version, file: model.file, text: model.text });
      const made = await insertDecision(tx, {
        county: view.county,
        region,
        household: id,
        person,
        decision: name,
        version: model.version,
        on,
        facts,
        parameters: figures,
        result,
        sentences,
        note,
        by: call.actor.id,
        byName: call.who.name,
      });
      return { result: undefined, changes: { decision: name, version, on, made, person } };
    });
    return { entry: done.entry, repeated: done.repeated };
  }),
  implement(listEntitlements, (call) =>
    call.read(async (tx) => {
      const on = todayInChina();
      const region = await regionOf(tx, call.params.id);
      return { on, entitlements: await entitlementViews(tx, call.params.id, region, on) };
    }),
  ),
  implement(replayDecision, (call) =>
    call.read(async (tx) => {
      const made = await findMade(tx, call.params.id);
      if (made === undefined || !isWithin(made.region, call.region)) throw new Problem('not-found');
      return replay(tx, made);
    }),
  ),
];

/** Of a household in sight. */
async function regionOf(tx: ReadTx, id: string): Promise<RegionCode> {
  const row = await tx.find<{ region: string }>(
    `select lpad(region::text, 12, '0') as region from mingbai.household where id = $1`,
    [id],
  );
  if (!row) throw new Problem('not-found');
  return row.region as RegionCode;
}
