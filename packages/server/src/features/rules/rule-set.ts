import { loadRules, readBundle, type RuleSet } from '@mingbai/policy';

let loading: Promise<RuleSet> | undefined;

/** The rules that come with the house, read once for each process. */
export function ruleSet(): Promise<RuleSet> {
  loading ??= readBundle().then(loadRules);
  return loading;
}
