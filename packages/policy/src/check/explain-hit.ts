import { explain, type Explanation, type InEnglish, type Json, toFacts } from '@mingbai/policy-engine';
import { unitInEnglish } from '@mingbai/core';
import type { Rule } from '../load/rule.ts';
import type { Parameters } from '../parameters/parameters.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';

/**
 * Why a rule hits, by the facts that the ledger keeps of the hit (`hitFacts`): they are enough to ask the rule
 * again. Undefined when they are no longer what the vocabulary knows.
 */
export function explainHit(
  rule: Rule,
  kept: Readonly<Record<string, unknown>>,
  parameters: Parameters,
): Explanation | undefined {
  const vocabulary = vocabularyOf(factsOf(rule.subject, parameters));
  const read = toFacts(vocabulary, nested(kept));
  if (!read.ok) return undefined;
  return explain(rule.expression, read.facts, { source: rule.when, vocabulary, english });
}

const english: InEnglish = (text, as) => (as === 'unit' ? unitInEnglish(text) : undefined);

/** `户.户类型` as an entry of `户`. */
function nested(kept: Readonly<Record<string, unknown>>): Record<string, Json> {
  const facts: Record<string, Json> = {};
  for (const [path, value] of Object.entries(kept)) {
    const dot = path.indexOf('.');
    const around = dot < 0 ? undefined : path.slice(0, dot);
    if (around === undefined) facts[path] = value as Json;
    else facts[around] = { ...(facts[around] as object | undefined), [path.slice(dot + 1)]: value as Json };
  }
  return facts;
}
