import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toFacts } from '../facts/to-facts.ts';
import { evaluate } from '../evaluate/compile.ts';
import { isInstance } from '../evaluate/instance.ts';
import { parse } from '../parse/parse.ts';
import { BOOLEAN, DATE, NUMBER, numberOf, STRING } from '../type.ts';
import { arbitraryExpression, arbitraryFacts } from './arbitrary.ts';
import { SAMPLE } from './vocabulary.ts';

test.each([
  ['yes or no', BOOLEAN],
  ['money', numberOf('元')],
  ['numbers', NUMBER],
  ['texts', STRING],
  ['dates', DATE],
])('every generated expression of %s is FEEL, and its value is of its type or null', (_, type) => {
  fc.assert(
    fc.property(arbitraryExpression(SAMPLE, type), arbitraryFacts(SAMPLE), (source, json) => {
      const parsed = parse(source, SAMPLE, { expect: type });
      expect(parsed.problems).toEqual([]);
      const facts = toFacts(SAMPLE, json);
      if (!facts.ok || !parsed.ok) throw new Error(JSON.stringify(facts));
      const value = evaluate(parsed.expression, facts.facts);
      expect(value === null || isInstance(value, type)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
