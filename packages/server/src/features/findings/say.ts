const YES = { zh: ['是', '否'], en: ['yes', 'no'] } as const;
const NONE = { zh: '未填', en: 'blank' } as const;
const COMMA = { zh: '、', en: ', ' } as const;

/** Facts as they stand in a sentence: a blank is said to be one, lists are joined. */
export function sayFacts(
  facts: Readonly<Record<string, unknown>>,
  language: 'zh' | 'en',
): Record<string, string | number> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, sayFact(value, language)]));
}

export function sayFact(value: unknown, language: 'zh' | 'en'): string {
  if (value === null || value === undefined || value === '') return NONE[language];
  if (typeof value === 'boolean') return YES[language][value ? 0 : 1];
  if (Array.isArray(value))
    return value.length === 0
      ? NONE[language]
      : value.map((one: unknown) => sayFact(one, language)).join(COMMA[language]);
  if (typeof value === 'object')
    return Object.values(value)
      .map((one) => sayFact(one, language))
      .join(' ');
  return String(value as string | number);
}
