import { expect, test } from 'vitest';
import { initialsSpelt } from './spelling.ts';

test.each([
  ['wujiazhong', ['wjz', 'wjaz']],
  ['wujiazh', ['wjz', 'wjaz']],
  ['wujia', ['wj', 'wja']],
  ['lvbu', ['lb']],
  ['lyubu', ['lb']],
  ['ouyangxiu', ['oyx']],
  ['fangan', ['fg', 'fa', 'fgn']],
  // Initials themselves, a surname alone, no pinyin at all.
  ['wjz', []],
  ['wu', []],
  ['smith', []],
  ['', []],
  ['吴', []],
])('%s → %j', (typed, initials) => {
  const found = initialsSpelt(typed);
  expect(found[0]).toBe(initials[0]);
  for (const one of initials) expect(found).toContain(one);
  if (initials.length === 0) expect(found).toEqual([]);
});

test('what is typed at length is taken apart at once', () => {
  expect(initialsSpelt('a'.repeat(60))).toEqual([]);
  expect(initialsSpelt('anan'.repeat(15)).length).toBeLessThanOrEqual(16);
});
