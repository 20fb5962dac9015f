import { countyOf, FINDING_REFUSALS, Problem, dayInChina, type FindingRefusal } from '@mingbai/core';
import type { Decided, FindingFilter } from '@mingbai/core/api';
import {
  decideFindings,
  findRecorded,
  type Chosen,
  type Decision,
  type DecisionOutcome,
} from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import { areaOf } from '../households/area.ts';
import { lookerOf } from './looker.ts';

interface Asked {
  readonly ids?: readonly string[] | undefined;
  readonly filter?: FindingFilter | undefined;
  readonly expected?: number | undefined;
  readonly key?: string | undefined;
}

/** One press of a button: one command over what was chosen; nothing is journaled when nothing was changed. */
export async function decideChosen(
  call: Call<unknown, unknown, Asked>,
  decision: Decision,
): Promise<Decided> {
  const { ids, key } = call.body;
  requireDays(decision);
  const chosen = chosenOf(call);
  const command = {
    name: `finding.${decision.action}`,
    region: call.region,
    ...(ids?.length === 1 ? { subject: `finding:${ids[0]}` } : {}),
    ...(decision.reason === undefined ? {} : { reason: decision.reason }),
    ...(key === undefined ? {} : { idempotencyKey: `finding/${key}` }),
  };
  try {
    const done = await call.command(command, async (tx) => {
      const outcome = await decideFindings(tx, countyOf(call.region), call.actor, chosen, decision);
      if (outcome.accepted === 0) throw new NothingDone(outcome);
      const { until, due, to, on } = decision;
      return {
        result: outcome,
        changes: {
          ...(ids === undefined ? { filter: call.body.filter } : { chosen: ids.length }),
          accepted: outcome.accepted,
          refusals: outcome.refusals,
          until,
          due,
          to,
          on,
        },
      };
    });
    if (!done.repeated) return decided(done.entry, done.result);
    const earlier = await call.read((tx) => findRecorded(tx, countyOf(call.region), done.entry));
    return { entry: done.entry, repeated: true, refused: [], ...earlier };
  } catch (error) {
    if (error instanceof NothingDone) return decided(null, error.outcome);
    throw error;
  }
}

/** Rolls the command back: an entry about nothing would only hide the others. */
export class NothingDone extends Error {
  override readonly name = 'NothingDone';
  constructor(readonly outcome: DecisionOutcome) {
    super('nothing was changed');
  }
}

/** Nobody is given a day that has gone, and nothing was mended on a day to come. */
function requireDays({ due, on }: Decision): void {
  const today = dayInChina(Date.now());
  if (due !== undefined && due < today) throw new Problem('invalid-input', { detail: 'due' });
  if (on !== undefined && on > today) throw new Problem('invalid-input', { detail: 'on' });
}

function chosenOf(call: Call<unknown, unknown, Asked>): Chosen {
  const { ids, filter, expected } = call.body;
  if ((ids === undefined) === (filter === undefined))
    throw new Problem('invalid-input', { detail: 'ids | filter' });
  if (ids !== undefined) return { ids };
  if (filter === undefined || expected === undefined)
    throw new Problem('invalid-input', { detail: 'expected' });
  return { filter, expected, area: areaOf(call, filter.region), looker: lookerOf(call) };
}

function decided(entry: string | null, outcome: DecisionOutcome): Decided {
  return {
    entry,
    repeated: false,
    accepted: outcome.accepted,
    refusals: { ...outcome.refusals },
    refused: outcome.refused.map(({ id, code }) => ({ id, code, message: sayRefusal(code) })),
  };
}

export function sayRefusal(code: FindingRefusal): { zh: string; en: string } {
  const { zh, en } = FINDING_REFUSALS[code];
  return { zh, en };
}
