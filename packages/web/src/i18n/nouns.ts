import { NOUN_NAMES, type Noun } from '@mingbai/core';
import type { Language } from '../format/values.ts';

/** The nouns of the register by key, in one language. */
export function nouns(language: Language): Readonly<Record<Noun, string>> {
  const names = Object.entries(NOUN_NAMES).map(([noun, name]) => [noun, name[language]]);
  return Object.fromEntries(names) as Record<Noun, string>;
}
