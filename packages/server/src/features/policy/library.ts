import { loadDecisions, runCases, type CaseOutcome, type DecisionLibrary } from '@mingbai/policy';
import { ruleSet } from '../rules/rule-set.ts';

let loading: Promise<DecisionLibrary> | undefined;
let judging: Promise<readonly CaseOutcome[]> | undefined;

/** The decisions that come with the house, read once for each process. */
export async function decisionLibrary(): Promise<DecisionLibrary> {
  const { parameters } = await ruleSet();
  loading ??= loadDecisions(parameters);
  return loading;
}

/** Their cases and how they came out; they are as unchanging as the decisions. */
export async function decisionCases(): Promise<readonly CaseOutcome[]> {
  const library = await decisionLibrary();
  judging ??= runCases(library);
  return judging;
}
