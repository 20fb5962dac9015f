import { countyOf, Problem, scopeOf, type RegionCode } from '@mingbai/core';
import {
  cancelPolicyTrial,
  explainPolicyTrialRow,
  exportPolicyTrial,
  getPolicyTrial,
  listPolicyTrialRows,
  listPolicyTrials,
  startPolicyTrial,
  type TrialRow,
} from '@mingbai/core/api';
import { decideThese, englishOfLibrary, type TrialSide, type DecisionLibrary } from '@mingbai/policy';
import { findTrialRow, listTrials, trialRows, type ReadTx, type StoredTrialRow } from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { libraryIn } from './effective.ts';
import { judgementView } from './judge.ts';
import { cancelTrial, getTrial, requestOf, sidesOf, startTrial, trialView } from './kept-trials.ts';
import { trialWorkbook } from './kept-workbook.ts';
import { regionNames } from './library-names.ts';

export const keptTrialRoutes: Implementation[] = [
  implement(startPolicyTrial, startTrial),
  implement(cancelPolicyTrial, cancelTrial),
  implement(getPolicyTrial, (call) =>
    call.read(async (tx) => trialView(tx, await getTrial(tx, call.params.id))),
  ),
  implement(listPolicyTrials, (call) =>
    call.read(async (tx) => {
      const trials = await listTrials(tx, call.query);
      return { trials: await Promise.all(trials.map((trial) => trialView(tx, trial))) };
    }),
  ),
  implement(listPolicyTrialRows, (call) =>
    call.read(async (tx) => {
      const trial = await trialView(tx, await getTrial(tx, call.params.id));
      // What a trial kept before somebody stopped it is of no account.
      if (trial.result === null) return { total: 0, rows: [] };
      const { region, offset, limit } = call.query;
      const place = region === undefined ? {} : scopeOf(region as RegionCode);
      const { total, rows } = await trialRows(tx, keyOf(trial), { offset, limit, ...place });
      return { total, rows: await rowViews(tx, rows, trial.result.subject === 'person') };
    }),
  ),
  implement(explainPolicyTrialRow, (call) =>
    call.read(async (tx) => {
      const { id, household } = call.params;
      const { person = null } = call.query;
      const trial = await getTrial(tx, id);
      if ((await findTrialRow(tx, id, household, person)) === undefined) throw new Problem('not-found');
      const library = await libraryIn(tx);
      const [before, after] = await sidesOf(library, requestOf(trial), trial.region);
      return {
        before: await judged(tx, library, before, household, person),
        after: await judged(tx, library, after, household, person),
      };
    }),
  ),
  implement(exportPolicyTrial, async (call) => {
    const { id } = call.params;
    const found = await call.read((tx) => getTrial(tx, id));
    const trial = await call.read((tx) => trialView(tx, found));
    if (trial.result === null) throw new Problem('conflict');
    const { changed } = trial.result;
    const command = { name: 'policy.export', region: call.region, subject: `policy_trial:${id}` };
    await call.command(command, async () => ({
      result: undefined,
      changes: { decision: trial.decision, count: changed },
    }));
    const { language } = call.query;
    const english = language === 'zh' ? undefined : englishOfLibrary(await call.read(libraryIn));
    return trialWorkbook(trial, trial.result, { language, english }, (offset, limit) =>
      call.read(async (tx) => {
        const { rows } = await trialRows(tx, keyOf(trial), { offset, limit });
        return rowViews(tx, rows, trial.result?.subject === 'person');
      }),
    );
  }),
];

function keyOf(trial: {
  readonly id: string;
  readonly region: string;
  readonly result: { readonly subject: string } | null;
}) {
  return {
    id: trial.id,
    county: countyOf(trial.region as RegionCode),
    persons: trial.result?.subject === 'person',
  };
}

async function rowViews(tx: ReadTx, rows: readonly StoredTrialRow[], persons: boolean): Promise<TrialRow[]> {
  const places = await regionNames(tx, [...new Set(rows.map(({ code }) => code))]);
  const amount = (text: string | null) => (text === null ? null : Number(text));
  return rows.map((row) => ({
    id: persons ? row.id : row.household,
    household: row.household,
    household_no: row.household_no,
    name: row.name,
    village: places.get(row.code) ?? row.code,
    code: row.code,
    before: row.before,
    after: row.after,
    amountBefore: amount(row.amount_before),
    amountAfter: amount(row.amount_after),
  }));
}

async function judged(
  tx: ReadTx,
  library: DecisionLibrary,
  { decision, view }: TrialSide,
  household: string,
  person: string | null,
) {
  const own = { ...library, parameters: view.parameters };
  const found = await decideThese(tx, own, view, household, [decision]);
  const one = found?.find((each) => each.person === person);
  return one ? judgementView(one, new Map(), own) : null;
}
