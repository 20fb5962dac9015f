import { CODE_LISTS } from '@mingbai/core';

type Language = 'zh' | 'en';
const YES = { zh: ['是', '否'], en: ['yes', 'no'] } as const;
const BLANK = { zh: '空白', en: 'blank' } as const;
const COMMA = { zh: '、', en: ', ' } as const;

/** A sentence of a rule with the facts of a finding in it; a fact that is not there is left blank. */
export function sayWith(
  sentence: string,
  facts: Readonly<Record<string, unknown>>,
  language: Language,
): string {
  return sentence.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => sayFact(facts[name.trim()], language));
}

/** Facts keep codes by their Chinese label; in English the label's own word stands for it. */
function sayFact(value: unknown, language: Language): string {
  if (value === null || value === undefined || value === '') return BLANK[language];
  if (typeof value === 'boolean') return YES[language][value ? 0 : 1];
  if (typeof value === 'string') return language === 'en' ? (ENGLISH.get(value) ?? value) : value;
  if (Array.isArray(value)) {
    const each = value.map((one: unknown) => sayFact(one, language));
    return each.length === 0 ? BLANK[language] : each.join(COMMA[language]);
  }
  if (typeof value === 'object')
    return Object.values(value)
      .map((one) => sayFact(one, language))
      .join(' ');
  return String(value as number);
}

const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.values(CODE_LISTS).flatMap(({ codes }) => codes.map(({ zh, en }) => [zh, en] as const)),
);
