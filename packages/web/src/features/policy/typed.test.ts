import type { PolicyFact } from '@mingbai/core/api';
import { expect, test } from 'vitest';
import { readTyped, typedOf } from './typed.ts';

const fact = (zh: string, type: string): PolicyFact => ({
  name: { zh, en: zh },
  type,
  unit: null,
  codes: [],
  description: null,
  parts: [],
});
const FACTS = [
  fact('面积', 'number'),
  fact('带贫', 'boolean'),
  fact('作物', 'string'),
  fact('收入', 'list of context'),
];

test('fields become facts of their types, blank ones none', () => {
  const typed = { 面积: ' 99.9 ', 带贫: 'false', 作物: '', 收入: '[{"金额": 3}]' };
  expect(readTyped(FACTS, typed)).toEqual({ facts: { 面积: 99.9, 带贫: false, 收入: [{ 金额: 3 }] } });
});

test('what is no number goes as it stands, what is no JSON is told', () => {
  expect(readTyped(FACTS, { 面积: '很大' })).toEqual({ facts: { 面积: '很大' } });
  expect(readTyped(FACTS, { 收入: '[{' })).toEqual({ wrong: FACTS[3] });
});

test('a case fills the fields so that they say it again', () => {
  const facts = { 面积: 3, 带贫: true, 作物: '油茶', 收入: [{ 金额: 3, 现金: null }] };
  expect(readTyped(FACTS, typedOf(facts))).toEqual({ facts });
});
