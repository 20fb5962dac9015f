import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['for i in 1..3 return i*2', '[2, 4, 6]'],
  ['for i in 3..1 return i', '[3, 2, 1]'],
  ['for i in 1..5 return if i = 1 then 1 else i * partial[-1]', '[1, 2, 6, 24, 120]'],
  ['for i in [1,2], j in [10,20] return i+j', '[11, 21, 12, 22]'],
  ['for d in @"2024-02-28"..@"2024-03-01" return d', '[2024-02-28, 2024-02-29, 2024-03-01]'],
  ['for i in [1..3) return i', '[1, 2]'],
  ['some x in [1,2] satisfies x > 1', 'true'],
  ['every x in [] satisfies x > 1', 'true'],
  ['some x in [1,null] satisfies x > 1', 'null'],
  ['every x in [1,2], y in [0,1] satisfies x > y', 'false'],
  ['[1,2,3][2]', '2'],
  ['[1,2,3][-1]', '3'],
  ['[1,2,3][4]', 'null'],
  ['[1,2,3][item>1]', '[2, 3]'],
  ['[{a:1,b:2},{a:3,b:4}][a>1].b', '[4]'],
  ['[{a:1},{a:3}].a', '[1, 3]'],
  ['{a: 1, b: a + 1}.b', '2'],
  ['(function(x,y) x-y)(y: 1, x: 5)', '4'],
  ['{f: function(x) x*2, r: f(4)}.r', '8'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
