import { expect, test } from 'vitest';
import { differenceWords } from './differenceWords.ts';

const NAMES: Readonly<Record<string, string>> = { 监测线: 'Monitoring line' };
const VALUES: Readonly<Record<string, string>> = { 低于监测线: 'Below the monitoring line' };
const words = { name: (zh: string) => NAMES[zh] ?? zh, value: (zh: string) => VALUES[zh] ?? zh };

test.each([
  ['< 监测线', 'below monitoring line'],
  ['"低于监测线"', 'Below the monitoring line'],
  ['第 3 行', 'row 3'],
  ['< 监测线 | - → "低于监测线"；按文件', 'below monitoring line | any → Below the monitoring line；按文件'],
  ['第 1 行\n第 2 行', 'row 1\nrow 2'],
])('%j is %j', (text, said) => expect(differenceWords(text, words)).toBe(said));

test('what has no words of its own stands as it is', () => {
  expect(differenceWords('FIRST', words)).toBeUndefined();
  expect(differenceWords('< 监测线 * 1.5', words)).toBeUndefined();
  expect(differenceWords('', words)).toBeUndefined();
});
