import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/compile.ts';
import { parse } from '../parse/parse.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { valueWords } from './value-words.ts';

test.each([
  ['duration("P1Y1M")', '1 year 1 month'],
  ['duration("P2Y")', '2 years'],
  ['duration("P0M")', '0 months'],
  ['duration("P1D")', '1 day'],
  ['duration("P30D")', '30 days'],
  ['[1, 2, 3, 4, 5, 6]', '6 items'],
])('%s is %s', (source, words) => {
  const parsed = parse(source, SAMPLE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(valueWords(evaluate(parsed.expression, new Map()), parsed.expression.type).en).toBe(words);
});
