import { FAULT_RULES, type FaultRule } from '@mingbai/core';
import type { Language } from '../../format/values.ts';

/** The sentence of a rule without a case: `"{value}" is not a date` → `"…" is not a date`. */
export function ruleLabel(rule: string, language: Language): string {
  const text = FAULT_RULES[rule as FaultRule] as (typeof FAULT_RULES)[FaultRule] | undefined;
  return text === undefined ? rule : text[language].replace(/\{\w+\}/g, '…');
}
