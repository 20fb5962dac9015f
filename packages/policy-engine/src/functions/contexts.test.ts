import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['get value({a:1},"a")', '1'],
  ['context put({a:1},"b",2)', '{a: 1, b: 2}'],
  ['context merge([{a:1},{a:2,c:3}])', '{a: 2, c: 3}'],
  ['get entries({a:1})', '[{key: "a", value: 1}]'],
  ['context([{key:"x",value:1}])', '{x: 1}'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
