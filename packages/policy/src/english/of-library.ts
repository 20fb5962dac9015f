import type { DecisionLibrary } from '../decisions/library.ts';
import type { EnglishWords } from './table.ts';

const known = new WeakMap<DecisionLibrary, EnglishWords>();

/** The English of all models together: of two that call something differently, what the first one says. */
export function englishOfLibrary(library: DecisionLibrary): EnglishWords {
  let words = known.get(library);
  if (!words) {
    const models = library.models.toReversed();
    words = {
      names: new Map(models.flatMap(({ english }) => [...english.names])),
      values: new Map(models.flatMap(({ english }) => [...english.values])),
    };
    known.set(library, words);
  }
  return words;
}
