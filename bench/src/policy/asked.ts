import { COUNTRY } from '@mingbai/core';
import {
  type DecisionLibrary,
  findDecision,
  loadDecisions,
  loadRules,
  type PolicyDecision,
  readBundle,
  type RegisterView,
  tryParameters,
} from '@mingbai/policy';
import { trialQuestion, type TrialQuestion } from '@mingbai/policy/snapshot';

export const ON = '2023-06-30';

/** What the bench judges, and which value of it. */
export const JUDGED = [
  { name: '低于监测线', entry: null },
  { name: '两不愁三保障', entry: '结论' },
  { name: '红蓝黄卡', entry: null },
] as const;

export async function bundledLibrary(): Promise<DecisionLibrary> {
  return loadDecisions(loadRules(await readBundle()).parameters);
}

export function decisionCalled(library: DecisionLibrary, name: string): PolicyDecision {
  const decision = findDecision(library, name, COUNTRY, ON);
  if (typeof decision === 'string') throw new Error(`${name}: ${decision}`);
  return decision;
}

/** All that is judged, in one question about each household of the country. */
export function countryQuestion(library: DecisionLibrary): TrialQuestion {
  const view: RegisterView = { county: '000000', region: COUNTRY, on: ON, parameters: library.parameters };
  const parts = JUDGED.map(({ name, entry }) => {
    const side = { decision: decisionCalled(library, name), view };
    return { name, question: trialQuestion(side, side, entry) };
  });
  const [first] = parts;
  if (!first) throw new Error('nothing is judged');
  const columns = parts.flatMap(({ name, question }) =>
    question.columns.flatMap((column) => (column.id === 'after' ? [{ ...column, id: name }] : [])),
  );
  return { ...first.question, columns };
}

/** Today's line against another one. */
export function changedLine(library: DecisionLibrary, line: number): TrialQuestion {
  const decision = decisionCalled(library, '低于监测线');
  const view: RegisterView = { county: '000000', region: COUNTRY, on: ON, parameters: library.parameters };
  const parameters = tryParameters(library.parameters, { 监测线: line }, COUNTRY);
  return trialQuestion({ decision, view }, { decision, view: { ...view, parameters } }, null);
}
