import { Problem, say } from '@mingbai/core';
import { expect, test } from 'vitest';
import { REFUSALS, refusal, refusalInFile, refusalReason, type RefusalReason } from './refusal.ts';

const reasons = Object.keys(REFUSALS) as RefusalReason[];

test.each(reasons)('%s says why in both languages and what to do', (reason) => {
  const about = { name: 'x', limit: 1, kind: 'k', part: 'p', row: 2, method: 9 };
  const { code, details, message } = refusal(reason, about);
  expect(message).not.toMatch(/[{}]/);
  const chinese = say(code, 'zh', details);
  expect(chinese).not.toMatch(/[{}]/);
  expect(chinese).toContain(String(details['detailZh']));
  expect(details['fixZh']).toMatch(/\p{Script=Han}/u);
  expect(details['fixEn']).not.toBe('');
});

test('a refusal names its file once and keeps its reason', () => {
  const named = refusalInFile(refusalInFile(refusal('empty'), 'a.zip/b.csv'), 'a.zip');
  expect(named.details['file']).toBe('a.zip/b.csv');
  expect(refusalReason(named)).toBe('empty');
  expect(refusalReason(new Problem('file-refused', { detail: 'other' }))).toBeUndefined();
  expect(refusalReason(new Error('x'))).toBeUndefined();
});
