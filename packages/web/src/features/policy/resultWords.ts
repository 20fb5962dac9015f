import type { DecisionMade } from '@mingbai/core/api';
import type { Language } from '../../format/values.ts';
import { colon, listMark } from '../findings/words.ts';
import type { PolicyWords } from './useWords.ts';

/** A result in a line: its entries, or its one value. `blank` stands for what has none. */
export function resultWords(
  result: DecisionMade['result'],
  words: PolicyWords,
  language: Language,
  blank: string,
): string {
  return result
    .map(({ name, value }) => {
      const said = valueWords(value, words, language, blank);
      return name === null ? said : `${words.name(name)}${colon(language)}${said}`;
    })
    .join(language === 'zh' ? '；' : '; ');
}

/** A value as the server has it in a text: several texts are a list in JSON. */
export function valueWords(value: string, words: PolicyWords, language: Language, blank: string): string {
  if (value === '' || value === '[]') return blank;
  const texts = textsIn(value);
  return texts === undefined ? words.value(value) : texts.map(words.value).join(listMark(language));
}

function textsIn(value: string): readonly string[] | undefined {
  if (!value.startsWith('["')) return undefined;
  try {
    const read: unknown = JSON.parse(value);
    return Array.isArray(read) && read.every((each) => typeof each === 'string') ? read : undefined;
  } catch {
    return undefined;
  }
}
