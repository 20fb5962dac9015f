import type { FindingWhy } from '@mingbai/core/api';
import { explainHit } from '@mingbai/policy';
import { formatValue } from '@mingbai/policy-engine';
import { ruleSet } from '../rules/rule-set.ts';

interface Found {
  readonly rule: string;
  readonly rule_version: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

interface Traced {
  readonly zh: string;
  readonly en: string;
  readonly source: string;
  readonly parts: readonly Traced[];
}

/** Parts that only repeat their whole tell nobody anything. */
const DEEPEST = 6;

/** Asks the rule again of the facts that a finding keeps. */
export async function whyFound({ rule: id, rule_version, facts }: Found): Promise<FindingWhy> {
  const { rules, parameters } = await ruleSet();
  const rule = rules.find((one) => one.id === id);
  if (!rule) return { when: null, sameVersion: false, words: null, decided: [], trace: [], turns: [] };
  const sameVersion = rule.version === rule_version;
  const said = explainHit(rule, facts, parameters);
  return {
    when: rule.when,
    sameVersion,
    words: said?.words ?? null,
    decided: (said?.decided ?? []).map(({ words, value }) => ({ ...words, value: formatValue(value) })),
    trace: said ? lines(said.trace, 0) : [],
    turns: (said?.turns ?? []).map(({ words }) => words),
  };
}

function lines(part: Traced, depth: number): FindingWhy['trace'] {
  const { zh, en, source, parts } = part;
  const inner = depth < DEEPEST ? parts.flatMap((each) => lines(each, depth + 1)) : [];
  return [{ zh, en, source, depth }, ...inner];
}
