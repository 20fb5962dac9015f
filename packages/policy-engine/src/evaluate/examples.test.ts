import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../parse/parse.ts';
import { formatValue } from '../value/format.ts';
import { Decimal } from '../value/number.ts';
import { isContext, isList, type Value } from '../value/value.ts';
import { evaluate } from './compile.ts';

const EXAMPLES = readFileSync(new URL('./examples.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.includes(' ==> '))
  .map((line) => {
    const at = line.lastIndexOf(' ==> ');
    return [line.slice(0, at), JSON.parse(line.slice(at + 5)) as unknown] as const;
  });

function plain(value: Value): unknown {
  if (value instanceof Decimal) return Number(value.toPrecision(14));
  if (isList(value)) return value.map(plain);
  if (isContext(value)) return Object.fromEntries([...value].map(([name, each]) => [name, plain(each)]));
  return typeof value === 'object' && value !== null ? formatValue(value) : value;
}

test('every example comes out as it is written', () => {
  expect(EXAMPLES.length).toBeGreaterThan(250);
  const wrong = EXAMPLES.flatMap(([text, expected]) => {
    const read = parse(text, {}, { strict: false });
    const value = read.ok ? plain(evaluate(read.expression, new Map())) : null;
    const wanted = typeof expected === 'number' ? Number(expected.toPrecision(14)) : expected;
    return JSON.stringify(value) === JSON.stringify(wanted) ? [] : [{ text, value, expected }];
  });
  expect(wrong).toEqual([]);
});
