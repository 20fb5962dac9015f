import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/compile.ts';
import { toFacts } from '../facts/to-facts.ts';
import type { Expression } from '../syntax/expression.ts';
import { parts, walk } from '../syntax/walk.ts';
import { arbitraryExpression, arbitraryFacts } from '../testing/arbitrary.ts';
import { SAMPLE } from '../testing/vocabulary.ts';
import { formatValue } from '../value/format.ts';
import { parse } from './parse.ts';

function read(source: string): Expression {
  const parsed = parse(source, SAMPLE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.expression;
}

function nodesOf(expression: Expression): Expression[] {
  const nodes: Expression[] = [];
  walk(expression, (node) => nodes.push(node));
  return nodes;
}

test('parts lie within their whole, and the text of each has the value of the part', () => {
  fc.assert(
    fc.property(arbitraryExpression(SAMPLE), arbitraryFacts(SAMPLE), (source, json) => {
      const facts = toFacts(SAMPLE, json);
      if (!facts.ok) throw new Error(JSON.stringify(facts.problems));
      for (const node of nodesOf(read(source))) {
        for (const part of parts(node)) {
          expect(part.from).toBeGreaterThanOrEqual(node.from);
          expect(part.to).toBeLessThanOrEqual(node.to);
        }
        const bound = nodesOf(node).some(({ kind }) => kind === 'variable');
        // Codes are texts when nothing beside them says otherwise.
        if (bound || node.kind === 'code' || node.type.kind === 'list') continue;
        const again = read(source.slice(node.from, node.to));
        expect(formatValue(evaluate(again, facts.facts))).toBe(formatValue(evaluate(node, facts.facts)));
      }
    }),
    { numRuns: 150 },
  );
});

test('an unknown name is told where it stands, wherever it stands', () => {
  fc.assert(
    fc.property(arbitraryExpression(SAMPLE), fc.nat(), (source, pick) => {
      const facts = nodesOf(read(source)).filter(({ kind }) => kind === 'fact');
      const fact = facts[pick % Math.max(1, facts.length)];
      fc.pre(fact !== undefined);
      if (!fact) return;
      const wrong = `${source.slice(0, fact.from)}查无此项${source.slice(fact.to)}`;
      const { problems } = parse(wrong, SAMPLE);
      expect(problems[0]).toMatchObject({
        code: 'unknown-name',
        from: fact.from,
        to: fact.from + 4,
      });
    }),
    { numRuns: 200 },
  );
});

test('whatever is typed is answered, never thrown', () => {
  const pieces = [
    '人均纯收入',
    '成员',
    '[',
    ']',
    '(',
    ')',
    '<',
    '=',
    'and',
    'if',
    'then',
    'some',
    'in',
    '"',
    '5',
    '.',
    '{',
    ':',
    ',',
    '@',
    '年龄',
    '?',
    '..',
    '-',
    '（',
    'not',
    'function',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), fc.boolean(), (words, strict) => {
      const parsed = parse(words.join(' '), SAMPLE, { strict });
      expect(parsed.ok || parsed.problems.length > 0).toBe(true);
      if (parsed.ok) evaluate(parsed.expression, new Map());
    }),
    { numRuns: 1500 },
  );
});

test('what is nested too deeply is refused', () => {
  expect(parse('('.repeat(3000) + '1' + ')'.repeat(3000), SAMPLE).problems[0]?.code).toBe('syntax');
  expect(parse(new Array(3000).fill('1').join(' + '), SAMPLE).problems[0]?.code).toBe('syntax');
});
