import type { FindingRule } from '@mingbai/core';
import type { Rule } from '../load/rule.ts';

/** A rule in the words that the ledger keeps of it. */
export function findingRule(rule: Rule): FindingRule {
  const { id, version, family, severity, zh, en, message, fix, fields, source } = rule;
  return {
    id,
    version,
    family: String(family.id),
    familyName: { zh: family.zh, en: family.en },
    severity,
    title: { zh, en },
    message,
    advice: fix,
    fields,
    citation: source.zh,
  };
}
