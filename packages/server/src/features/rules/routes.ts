import { ancestorAt, countyOf, levelOf, Problem } from '@mingbai/core';
import { cancelRuleRun, getRuleRun, listRuleRuns, listRules, startRuleRun } from '@mingbai/core/api';
import * as policy from '@mingbai/policy';
import type { ReadTx } from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { ruleSet } from './rule-set.ts';
import { ruleView, runView } from './view.ts';

export const ruleRoutes: Implementation[] = [
  implement(listRules, async (call) => {
    const set = await ruleSet();
    const on = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const region = ['township', 'village'].includes(levelOf(call.region))
      ? ancestorAt(call.region, 'county')
      : call.region;
    const inForce = new Set(policy.rulesAtWork(set, { on, region }, 'file').rules.map(({ rule }) => rule.id));
    return call.read(async (tx) => {
      const last = await policy.lastRuleRun(tx);
      const open = await openByRule(tx);
      return {
        rules: set.rules.map((rule) =>
          ruleView(rule, { inForce: inForce.has(rule.id), open: open.get(rule.id) ?? 0, last }),
        ),
        quarantined: set.quarantined.map(({ file, id, problems }) => ({
          file,
          id,
          problems: problems.map(({ zh, en, line, column }) => ({ zh, en, line, column })),
        })),
      };
    });
  }),
  implement(listRuleRuns, (call) =>
    call.read(async (tx) => {
      const { total, rows } = await policy.listRuleRuns(tx, call.query);
      return { total, rows: rows.map(runView) };
    }),
  ),
  implement(getRuleRun, (call) => call.read((tx) => viewById(tx, call.params.id))),
  implement(startRuleRun, async (call) => {
    const { region, actor, who } = call;
    if (levelOf(region) !== 'county') throw new Problem('not-allowed');
    const id = await call.database.keep(call.scope, (tx) =>
      policy.queueRuleRun(tx, {
        county: countyOf(region),
        region,
        kind: 'full',
        day: call.body.on,
        createdBy: actor.id,
        creatorName: who.name,
        role: actor.role,
      }),
    );
    call.services.rules?.kick();
    return call.read((tx) => viewById(tx, id));
  }),
  implement(cancelRuleRun, async (call) => {
    const { id } = call.params;
    await call.read((tx) => viewById(tx, id));
    if (!(await call.database.keep(call.scope, (tx) => policy.cancelRuleRun(tx, id))))
      throw new Problem('conflict');
    return call.read((tx) => viewById(tx, id));
  }),
];

/** Within the caller's area, or not found. */
async function viewById(tx: ReadTx, id: string) {
  const run = await policy.findRuleRun(tx, id);
  if (run === undefined) throw new Problem('not-found');
  return runView(run);
}

async function openByRule(tx: ReadTx): Promise<Map<string, number>> {
  const rows = await tx.rows<{ rule: string; n: number }>(
    `select rule, count(*)::integer as n from mingbai.finding
     where source = 'rule' and state not in ('dismissed', 'closed') group by rule`,
  );
  return new Map(rows.map(({ rule, n }) => [rule, n]));
}
