import type { InEnglish } from '../explain/english.ts';
import { sayExpression } from '../explain/say.ts';
import type { Words } from '../problem.ts';
import type { Box } from './box.ts';
import type { Logic } from './logic.ts';

/** The expressions of a decision in words, by the box that each stands in; boxes that gather others have none. */
export function stepWords(box: Box, logic: Logic, english: InEnglish): ReadonlyMap<Box, Words> {
  const words = new Map<Box, Words>();
  const visit = (one: Box | undefined, read: Logic | undefined): void => {
    if (one?.kind === 'literal' && read?.kind === 'literal') {
      words.set(one, sayExpression(read.expression, { vocabulary: {}, source: one.text, english }));
    } else if (one?.kind === 'context' && read?.kind === 'context') {
      const entries = [...read.entries.map((entry) => entry.logic), read.result];
      one.entries.forEach((entry, at) => visit(entry.value, entries[at]));
    } else if (one?.kind === 'function' && read?.kind === 'function') visit(one.body, read.body);
  };
  visit(box, logic);
  return words;
}
