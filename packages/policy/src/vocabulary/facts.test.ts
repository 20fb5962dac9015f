import { FIELDS, findCode } from '@mingbai/core';
import { BOOLEAN, parse } from '@mingbai/policy-engine';
import { expect, test } from 'vitest';
import type { Fact, Facts } from './fact.ts';
import { FACTS } from './facts.ts';
import { VILLAGE_SUMS } from './village-sums.ts';
import { vocabularyOf } from './vocabulary.ts';

const { person, household, village } = FACTS;

function keysIn(facts: Facts): string[] {
  return [...facts.values()].flatMap(({ source }: Fact) =>
    source.kind === 'field' ? [source.key] : source.kind === 'nested' ? keysIn(source.facts) : [],
  );
}

test('every field of the dictionary has a name in some rule', () => {
  const named = new Set([person, household, village].flatMap(keysIn));
  expect(FIELDS.filter(({ key }) => !named.has(key)).map(({ key }) => key)).toEqual([]);
});

test('of a shared name the plainer noun keeps it', () => {
  const keyOf = (name: string) => household.get(name)?.source;
  expect(keyOf('人均纯收入')).toMatchObject({ key: 'household.per_capita_net' });
  expect(keyOf('收入账人均纯收入')).toMatchObject({ key: 'income.per_capita_net' });
  expect(keyOf('是否危房户')).toMatchObject({ key: 'condition.dangerous_house' });
  expect(keyOf('保障核查是否危房户')).toMatchObject({ key: 'guarantee.unsafe_house' });
  expect(keyOf('保障核查是否解决安全饮用水')).toMatchObject({ key: 'guarantee.water_safe' });
});

test('money is in 元, land in 亩, people are plain numbers, several codes a list', () => {
  expect(household.get('纯收入')?.type).toEqual({ kind: 'number', unit: '元' });
  expect(household.get('耕地面积')?.type).toEqual({ kind: 'number', unit: '亩' });
  expect(household.get('家庭人口数')?.type).toEqual({ kind: 'number' });
  expect(household.get('致贫/返贫风险')?.type).toMatchObject({ kind: 'list', of: { kind: 'code' } });
  expect(person.get('证件号码')?.source).toMatchObject({ sealed: true });
});

test.each([
  ['务工时间 > 3', person],
  ['months > 3', person],
  ['公益性岗位月数 > 3', person],
  ['与户主关系 = "儿媳妇" and sex = "female"', person],
  ['户.人均纯收入 < 3000 and count(户.成员[年龄 < 16]) > 0', person],
  ['纯收入 / 家庭人口数 < 收入账人均纯收入', household],
  ['村.耕地面积 > 耕地面积', household],
  ['执业（助理）医师数 = 0 and 登记耕地面积 > 耕地面积', village],
])('%s can be said', (text, facts) => {
  const { problems } = parse(text, vocabularyOf(facts), { expect: BOOLEAN });
  expect(problems).toEqual([]);
});

test('what a sum asks can be said of what it counts', () => {
  for (const { source } of VILLAGE_SUMS.values()) {
    if (source.kind !== 'sum') throw new Error('not a sum');
    const { over, where = 'true', sum } = source.sum;
    expect(parse(where, vocabularyOf(FACTS[over]), { expect: BOOLEAN }).problems).toEqual([]);
    if (sum !== undefined) expect(FACTS[over].get(sum)?.type.kind).toBe('number');
  }
});

test('the digits of a disability certificate are codes', () => {
  expect(findCode('disability-kind', 'sight')?.formCode).toHaveProperty('certificate');
  expect(findCode('disability-grade', 'grade-1')?.formCode).toHaveProperty('certificate');
});
