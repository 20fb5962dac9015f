import { Decimal, readTemporal, type Value } from '@mingbai/policy-engine';
import { expect, test } from 'vitest';
import { FACTS } from '../vocabulary/facts.ts';
import { fillMessage, placesOf } from './message.ts';

const { household, person } = FACTS;
const values = new Map<string, Value>([
  ['人均纯收入', new Decimal('2100.50')],
  ['脱贫属性', 'exited'],
  ['致贫/返贫风险', ['illness', 'schooling']],
  ['是否危房户', false],
  ['首次识别时间', readTemporal('2014-06-30') ?? null],
  ['识别监测时间', readTemporal('2021-06-01') ?? null],
  ['危房级别', null],
]);

test.each([
  ['人均 {人均纯收入} 元', 'zh', '人均 2100.5 元'],
  ['“{脱贫属性}”', 'zh', '“已脱贫”'],
  ['“{致贫/返贫风险}”', 'zh', '“因病、因学”'],
  ['{致贫/返贫风险}', 'en', 'Illness, Cost of schooling'],
  ['{是否危房户} {危房级别}', 'zh', '否 空白'],
  ['{是否危房户} {危房级别}', 'en', 'no blank'],
  ['{首次识别时间} 识别，{ 识别监测时间 } 监测', 'zh', '2014-06-30 识别，2021-06 监测'],
] as const)('%s in %s', (text, language, said) => {
  expect(fillMessage(text, language, household, values)).toBe(said);
});

test('names with brackets and blanks around them are found', () => {
  expect(placesOf('{务工时间（月）} 个月，{ 年龄 } 岁')).toEqual(['务工时间（月）', '年龄']);
  expect(fillMessage('{务工时间（月）}', 'zh', person, new Map([['务工时间（月）', new Decimal(8)]]))).toBe(
    '8',
  );
});
