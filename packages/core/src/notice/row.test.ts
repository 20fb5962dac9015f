import { expect, test } from 'vitest';
import { codeListOf } from '../dictionary/index.ts';
import { ageOn, causeKind, maskName, publicHead } from './row.ts';
import { findLeaks } from './leak.ts';

test('names keep the family name', () => {
  expect(['张三', '李小明', '欧阳小明', '王', '阿依 古丽'].map(maskName)).toEqual([
    '张*',
    '李*明',
    '欧**明',
    '*',
    '阿**丽',
  ]);
});

test('a child at the head of a household has no name on the list', () => {
  expect(publicHead('王小', '2008-11-23', '2026-11-22', false)).toBeNull();
  expect(publicHead('王小', '2008-11-22', '2026-11-22', false)).toBe('王小');
  expect(publicHead('王小', null, '2026-11-22', true)).toBe('王*');
});

test('years are full years', () => {
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
});

test('no kind of cause says what nobody else shall know', () => {
  const codes = (['cause', 'risk'] as const).flatMap((list) =>
    codeListOf(list).codes.map(({ code }) => code),
  );
  expect(codes.length).toBeGreaterThan(20);
  for (const code of codes) {
    const kind = causeKind(code);
    expect(findLeaks(`${kind?.zh} ${kind?.en}`), code).toEqual([]);
  }
});
