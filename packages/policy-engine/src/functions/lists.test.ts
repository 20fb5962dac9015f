import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

test.each([
  ['min(1,2,3)', '1'],
  ['max([1,5,3])', '5'],
  ['sum([0.1,0.2])', '0.3'],
  ['sum([])', 'null'],
  ['mean(1,2,4)', '2.333333333333333333333333333333333'],
  ['median([1,4,2,3])', '2.5'],
  ['stddev(2,4,7,5)', '2.081665999466132735282297706979931'],
  ['mode([6,3,9,6,6])', '[6]'],
  ['mode([6,1,9,6,1])', '[1, 6]'],
  ['count([1,2])', '2'],
  ['count([])', '0'],
  ['all([true,null])', 'null'],
  ['any([])', 'false'],
  ['sublist([4,5,6],-2,1)', '[5]'],
  ['append([1],2,3)', '[1, 2, 3]'],
  ['concatenate([1],[2,3])', '[1, 2, 3]'],
  ['insert before([1,3],1,2)', '[2, 1, 3]'],
  ['remove([1,2,3],2)', '[1, 3]'],
  ['index of([1,2,3,2],2)', '[2, 4]'],
  ['union([1,2],[2,3])', '[1, 2, 3]'],
  ['distinct values([1,2,1])', '[1, 2]'],
  ['flatten([[1,2],[[3]],4])', '[1, 2, 3, 4]'],
  ['product([2,3,4])', '24'],
  ['sort([3,1,2], function(x,y) x<y)', '[1, 2, 3]'],
  ['list replace([2,4,7,8], 3, 6)', '[2, 4, 6, 8]'],
  ['list replace([2,4,7,8], function(item,newItem) item < newItem, 5)', '[5, 5, 7, 8]'],
])('%s is %s', (source, value) => {
  expect(valueOf(source)).toBe(value);
});
