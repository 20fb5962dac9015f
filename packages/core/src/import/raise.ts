import { fill } from '../problem.ts';
import { type Fault, FAULT_RULES, type FaultRule, type FaultText, type Words } from './fault.ts';

/** Where a fault stands, and the words that its sentence needs. */
export interface FaultPlace {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly field: string;
  readonly value: string;
  /** The field's names; the key is shown when there are none. */
  readonly zh?: string;
  readonly en?: string;
  readonly expected?: Words;
  readonly other?: string;
}

/** A fault with the severity and both sentences of its rule. */
export function raise(
  rule: FaultRule,
  { file, sheet, row, column, field, value, zh, en, expected = '', other = '' }: FaultPlace,
): Fault {
  const { severity, without, ...own }: FaultText = FAULT_RULES[rule];
  const text = expected === '' && without !== undefined ? without : own;
  const message = {
    zh: fill(text.zh, { value, expected: wordsIn('zh', expected) || '（无）', other, field: zh ?? field }),
    en: fill(text.en, { value, expected: wordsIn('en', expected) || '(none)', other, field: en ?? field }),
  };
  return { file, sheet, row, column, field, value, rule, severity, message };
}

/** Names of places are the same in both languages; what stands between them is not. */
function wordsIn(language: 'zh' | 'en', words: Words): string {
  if (typeof words !== 'string') return words[language];
  return language === 'en' ? words.replaceAll('、', ', ') : words;
}
