import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/compile.ts';
import { toFacts } from '../facts/to-facts.ts';
import type { Json } from '../facts/json.ts';
import { parse } from '../parse/parse.ts';
import { arbitraryExpression, arbitraryFacts } from '../testing/arbitrary.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { BOOLEAN, listOf, STRING } from '../type.ts';
import { formatValue } from '../value/format.ts';
import type { Facts } from '../value/value.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { explain } from './explain.ts';
import { leavesOf } from './leaves.ts';
import { type Path, withValue } from './origin.ts';
import { trace } from './trace.ts';

const vocabulary: Vocabulary = { ...SAMPLE, 帮扶措施: { type: listOf(STRING) } };

function factsOf(json: Record<string, Json>): Facts {
  const read = toFacts(vocabulary, json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.facts;
}

const some = arbitraryExpression(vocabulary, BOOLEAN, { depth: 2 });
const joined = fc
  .tuple(some, fc.constantFrom('and', 'or'), some, fc.constantFrom('and', 'or'), some)
  .map((parts) => parts.join(' '));

function covers(decided: Path, leaf: Path): boolean {
  return decided.every((step, at) => step === leaf[at]);
}

test('the facts that decided do so alone: what all others are makes no difference', () => {
  let others = 0;
  fc.assert(
    fc.property(joined, arbitraryFacts(vocabulary), fc.boolean(), (source, json, clear) => {
      const parsed = parse(source, vocabulary);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const { expression } = parsed;
      const facts = factsOf(json);
      const { value, decided } = explain(expression, facts, { source, vocabulary, turns: false });
      const free = leavesOf(expression, facts).filter(
        ({ path }) => !decided.some((each) => covers(each.path, path)),
      );
      const other = factsOf({
        人均纯收入: 99,
        脱贫: true,
        户主姓名: '?',
        识别日期: '1999-01-01',
        家庭类别: '02',
      });
      const kinds = new Map([...other].map(([name, each]) => [vocabulary[name]?.type.kind, each]));
      const changed = free.reduce(
        (all, { path, type }) => withValue(all, path, clear ? null : (kinds.get(type.kind) ?? null)),
        facts,
      );
      others += free.length;
      expect(formatValue(evaluate(expression, changed))).toBe(formatValue(value));
    }),
    { numRuns: 400 },
  );
  expect(others).toBeGreaterThan(100);
});

test('also looking at what decides nothing leaves the value as it is', () => {
  fc.assert(
    fc.property(arbitraryExpression(vocabulary), arbitraryFacts(vocabulary), (source, json) => {
      const parsed = parse(source, vocabulary);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const facts = factsOf(json);
      const eager = trace(parsed.expression, true)(facts, {});
      expect(formatValue(eager.value)).toBe(formatValue(evaluate(parsed.expression, facts)));
    }),
  );
});

test('of a list of plain values, the list is told', () => {
  const source = 'some each in 帮扶措施 satisfies each = "产业"';
  const parsed = parse(source, vocabulary);
  if (!parsed.ok) throw new Error('not read');
  const facts = factsOf({ 帮扶措施: ['就业', '产业'] });
  const { decided } = explain(parsed.expression, facts, { source, vocabulary });
  expect(decided.map(({ path }) => path)).toEqual([['帮扶措施']]);
});
