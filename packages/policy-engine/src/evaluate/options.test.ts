import { expect, test } from 'vitest';
import { parse } from '../parse/parse.ts';
import { BOOLEAN, NUMBER, numberOf, type Type } from '../type.ts';
import { formatValue } from '../value/format.ts';
import { Decimal } from '../value/number.ts';
import { readMoment } from '../value/temporal.ts';
import { FunctionValue, type Value } from '../value/value.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { evaluate } from './compile.ts';
import type { EvaluateOptions, Note } from './run.ts';

const twice: Type = { kind: 'function', parameters: [{ name: 'n', type: NUMBER }], result: NUMBER };
const vocabulary: Vocabulary = {
  '?': { type: numberOf('元') },
  line: { type: numberOf('元') },
  twice: { type: twice },
};

function run(source: string, facts: [string, Value][], options?: EvaluateOptions, unary = true): string {
  const parsed = parse(source, vocabulary, unary ? { dialect: 'unary tests', expect: BOOLEAN } : {});
  if (!parsed.ok) throw new Error(parsed.problems.map(({ en }) => en).join());
  return formatValue(evaluate(parsed.expression, new Map(facts), options));
}

test.each([
  ['-', 7, 'true'],
  ['7', 7, 'true'],
  ['< line', 7, 'true'],
  ['[1..7)', 7, 'false'],
  ['1, 7', 7, 'true'],
  ['not(1, 7)', 7, 'false'],
  ['not(> 10)', 7, 'true'],
  ['? > 3 and ? < 5', 7, 'false'],
  ['even(?), ? = 7', 7, 'true'],
  ['null', 7, 'false'],
  ['[1, 7]', 7, 'true'],
  ['-7', 7, 'false'],
])('the cell %s holds of %d: %s', (cell, value, held) => {
  const facts: [string, Value][] = [
    ['?', new Decimal(value)],
    ['line', new Decimal(10)],
  ];
  expect(run(cell, facts)).toBe(held);
});

test('a cell that tests what is not known is not known', () => {
  expect(run('< 5', [['?', null]])).toBe('null');
  expect(run('null', [['?', null]])).toBe('true');
  expect(run('-', [['?', null]])).toBe('true');
});

test('the clock is the caller’s', () => {
  const now = readMoment('2020-12-31T23:59:59+08:00');
  if (!now) throw new Error('not read');
  expect(run('today() + @"P1D"', [], { now }, false)).toBe('2021-01-01');
  expect(run('now().time offset', [], { now }, false)).toBe('PT8H');
  expect(run('today()', [], {}, false)).toBe('null');
});

test('functions come in as facts or as options', () => {
  const value = new FunctionValue(['n'], ([n]) => (n instanceof Decimal ? n.times(2) : null));
  expect(run('twice(21)', [], { functions: { twice: value } }, false)).toBe('42');
  expect(run('twice(n: 21)', [['twice', value]], {}, false)).toBe('42');
  expect(run('(for x in [1, 2] return twice(x))[2]', [['twice', value]], {}, false)).toBe('4');
});

test('a function that calls itself without end is null, and told', () => {
  const codes: string[] = [];
  const onError = ({ code }: Note): void => void codes.push(code);
  const endless: FunctionValue = new FunctionValue(['n'], (values) => endless.call(values));
  expect(run('twice(1)', [['twice', endless]], { onError }, false)).toBe('null');
  expect(codes).toEqual(['out-of-range']);
});

test('a function keeps what it saw when it was made', () => {
  expect(run('(for i in [1, 2, 3] return function(x) x * i)[1](10)', [], {}, false)).toBe('10');
});
