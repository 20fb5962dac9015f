import { COUNTRY, countyOf, levelOf, Problem, regionCode } from '@mingbai/core';
import { findRuleRun, loadRules, queueRuleRun, readBundle } from '@mingbai/policy';
import { processRuleRun, shellActor } from '@mingbai/server';
import { dayOf, regionOf } from '../asked.ts';
import { EXIT } from '../exit.ts';
import { answer } from '../output.ts';
import { withDoor } from '../place/door.ts';
import type { CheckOptions } from './options.ts';

/** Runs all rules over the register of a county, as the console does: the findings follow. */
export async function checkTheRegister(options: CheckOptions): Promise<number> {
  const on = dayOf(options.on);
  const asked = regionOf(options.region);
  if (asked !== undefined && levelOf(asked) !== 'county')
    throw new Problem('invalid-input', { detail: '--region: 县级代码 · the code of a county' });
  const run = await withDoor(options.home, async ({ database }, installed) => {
    const county = countyOf(asked ?? installed);
    const { id: who, role } = shellActor();
    const scope = { region: COUNTRY, user: '' };
    const id = await database.keep(scope, (tx) =>
      queueRuleRun(tx, {
        county,
        region: regionCode(county),
        kind: 'full',
        day: on,
        createdBy: who,
        creatorName: who,
        role,
      }),
    );
    await processRuleRun(database, id, on);
    return database.read(scope, (tx) => findRuleRun(tx, id));
  });
  if (run === undefined) throw new Problem('not-found');
  const titles = new Map(loadRules(await readBundle()).rules.map((rule) => [rule.id, rule]));
  answer(
    {
      on,
      state: run.state,
      hits: run.hits.map((one) => ({ ...one, severity: titles.get(one.rule)?.severity ?? null })),
      leftOut: run.quarantined,
      recorded: run.recorded,
      entry: run.entry,
    },
    options.json,
    ({ hits, leftOut, recorded }) =>
      [
        ...hits.map(
          ({ rule, hits: n }) =>
            `${rule}\t${n}\t${titles.get(rule)?.zh ?? ''} · ${titles.get(rule)?.en ?? ''}`,
        ),
        ...leftOut.map(({ rule, message }) => `${rule}\t—\t${message.zh} · ${message.en}`),
        Object.entries(recorded ?? {})
          .filter(([, n]) => n > 0)
          .map(([what, n]) => `${what} ${n}`)
          .join(', '),
      ].join('\n'),
  );
  if (run.state !== 'done') return EXIT.internal;
  return run.hits.some(({ rule }) => titles.get(rule)?.severity === 'error') ? EXIT.faults : EXIT.ok;
}
