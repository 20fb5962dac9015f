import { expect, test } from 'vitest';
import type { Expression } from '../syntax/expression.ts';
import { BOOLEAN, listOf, NUMBER } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { parse } from './parse.ts';

const vocabulary: Vocabulary = {
  x: { type: NUMBER },
  l: { type: listOf(NUMBER) },
  a: { type: BOOLEAN },
  b: { type: BOOLEAN },
  c: { type: BOOLEAN },
};

/** The expression with brackets around everything that is a group. */
function grouped(source: string): string {
  const parsed = parse(source, vocabulary);
  if (!parsed.ok) return parsed.problems.map(({ code }) => code).join();
  const say = (node: Expression): string => {
    if (node.kind === 'and' || node.kind === 'or')
      return `(${node.operands.map(say).join(` ${node.kind} `)})`;
    return node.kind === 'comparison' && node.left.kind !== 'fact'
      ? `(${say(node.left)} ${node.operator} ${say(node.right)})`
      : source.slice(node.from, node.to);
  };
  return say(parsed.expression);
}

test.each([
  ['x in [1..2] and a', '(x in [1..2] and a)'],
  ['x in [1..2] or a and b', '(x in [1..2] or (a and b))'],
  ['a and x in [1..2] or b', '((a and x in [1..2]) or b)'],
  ['a or x in [1, 2] and b', '(a or (x in [1, 2] and b))'],
  ['x in l and x > 0 and x in l or a', '((x in l and x > 0 and x in l) or a)'],
  ['x in > 3 and a', '(x in > 3 and a)'],
  ['x in > 3 + 1 or a', '(x in > 3 + 1 or a)'],
  ['x in (> 3, 1) and a', '(x in (> 3, 1) and a)'],
  ['x between 1 and 2 and x in [1..2] and a', '(x between 1 and 2 and x in [1..2] and a)'],
  ['x in [1..2] and x between 1 and 2 or a', '((x in [1..2] and x between 1 and 2) or a)'],
  ['x in [1..2] = a', '(x in [1..2] = a)'],
  ['x in [1..2] and (a or b) and c', '(x in [1..2] and (a or b) and c)'],
  ['x + 1 in [1..2] and a', '(x + 1 in [1..2] and a)'],
  ['not(x in [1..2] and a) or b', '(not(x in [1..2] and a) or b)'],
  ['some y in l satisfies y in [1..2] and a', 'some y in l satisfies y in [1..2] and a'],
  ['x in [1..2] and a or x in [3..4] and b or c', '((x in [1..2] and a) or (x in [3..4] and b) or c)'],
  ['x > 3 or < 1', 'type'],
])('%s is read as %s', (source, groups) => {
  expect(grouped(source)).toBe(groups);
});

test('cells of tables may go on after a test as well', () => {
  const cells: Vocabulary = { ...vocabulary, '?': { type: NUMBER } };
  const parsed = parse('? in [1..2] and a', cells, { dialect: 'unary tests' });
  expect(parsed.problems).toEqual([]);
  const test_ = parsed.ok && parsed.expression.kind === 'in' ? parsed.expression.tests[0] : undefined;
  expect([test_?.mode, test_?.operand.kind]).toEqual(['condition', 'and']);
});
