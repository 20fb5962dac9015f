import { expect, test } from 'vitest';
import { cellWords } from './cell-words.ts';

test.each([
  ['-', '任意', 'any'],
  ['null', '未填', 'not filled in'],
  ['not(null)', '已填', 'filled in'],
  ['true', '是', 'yes'],
  ['< 监测线', '低于监测线', 'below 监测线'],
  ['>= 0.02', '不低于0.02', 'at least 0.02'],
  ['"因病"', '因病', '因病'],
  ['"因病", "因残"', '因病、因残', '因病, 因残'],
  ['"三免，助学金"', '三免，助学金', '三免，助学金'],
  ['not("因病", "因残")', '不是因病、因残', 'not 因病, 因残'],
  ['[100..200)', '不低于100、低于200', 'at least 100, below 200'],
  ['(0..1]', '高于0、不高于1', 'above 0, at most 1'],
  ['3', '3', '3'],
])('the condition %s is %s', (cell, zh, en) => {
  expect(cellWords(cell, true)).toEqual({ zh, en });
});

test('in English by the words that are given; an abbreviation keeps its capitals', () => {
  const names: Record<string, string> = { 监测线: 'Monitoring line', 一年期: 'LPR of one year' };
  const english = (text: string, as: 'name' | 'value') => (as === 'name' ? names[text] : `the ${text}`);
  const said = (cell: string) => cellWords(cell, true, english)?.en;
  expect(said('< 监测线')).toBe('below monitoring line');
  expect(said('[监测线..一年期]')).toBe('at least monitoring line, at most LPR of one year');
  expect(said('not("因病", "因残")')).toBe('not the 因病, the 因残');
  expect(cellWords('< 监测线', true, english)?.zh).toBe('低于监测线');
});

test.each([
  ['"待核实"', '待核实'],
  ['false', '否'],
  ['300', '300'],
])('the conclusion %s is %s', (cell, zh) => {
  expect(cellWords(cell, false)?.zh).toBe(zh);
});

test.each([
  '? in ("a", "b")',
  '< 2 * 线',
  'some x in 成员 satisfies x.年龄 > 60',
  'list contains(风险, "因病")',
  '"a" + 名称',
])('what is no simple condition keeps its own text: %s', (cell) => {
  expect(cellWords(cell, true)).toBeUndefined();
});

test('a dash is a condition and no conclusion', () => {
  expect(cellWords('-', false)?.zh).not.toBe('任意');
});
