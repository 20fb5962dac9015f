import { FindingWhy, HouseholdJudgement, listEntitlements } from '@mingbai/core/api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Signed } from '../../app/testing.ts';
import { Office } from '../findings/testing.ts';
import { ruleSet } from '../rules/rule-set.ts';

/** Why a finding was found, and what policy says of a household: to whom, in which shape. */
const RULE = '4-008';
const KEPT = { 年龄: 8, 在校生状况: '学前教育' };
let office: Office;
let clerk: Signed, worker: Signed, neighbour: Signed;

beforeAll(async () => {
  office = await Office.open();
  [clerk, worker, neighbour] = (await Promise.all(
    ['clerk', 'worker', 'neighbour'].map((name) => office.signIn(name)),
  )) as [Signed, Signed, Signed];
});
afterAll(() => office.close());
beforeEach(() => office.clear());

/** A finding of the first household as the library's own rule would have left it. */
async function found(rule: string, facts: object, version?: string): Promise<string> {
  const { rules } = await ruleSet();
  const known = version ?? rules.find(({ id }) => id === rule)?.version ?? 'none';
  await office.run([1], facts);
  const id = await office.idOf(1);
  await office.owner.query('update mingbai.finding set rule = $1, rule_version = $2, facts = $3', [
    rule,
    known,
    JSON.stringify(facts),
  ]);
  return id;
}

async function whyOf(id: string): Promise<FindingWhy> {
  const answer = await worker.call('GET', `/findings/${id}/why`);
  expect(answer.statusCode).toBe(200);
  return FindingWhy.parse(answer.json());
}

test('a finding says by which facts it was found, in words, and what would turn it', async () => {
  const why = await whyOf(await found(RULE, KEPT));
  expect(why.when).toContain('年龄');
  expect(why.sameVersion).toBe(true);
  expect(why.decided.map(({ zh, value }) => [zh, value.zh, value.en])).toEqual([
    ['在校生状况', '学前教育', 'Kindergarten'],
    ['年龄', '8', '8'],
  ]);
  expect(why.names['在校生状况']).toBe('Enrolment');
  expect(why.words?.zh).toMatch(/^成立/);
  expect(why.turns.map(({ zh }) => zh)).toContainEqual(expect.stringMatching(/年龄小于7/));
});

test('the trace leaves out what stands for itself', async () => {
  const { trace } = await whyOf(await found(RULE, KEPT));
  expect(trace.length).toBeGreaterThan(1);
  expect(trace[0]?.depth).toBe(0);
  expect(trace.map(({ source }) => source)).not.toContain('7');
});

test('a rule that says something else today says so', async () => {
  const why = await whyOf(await found(RULE, KEPT, 'earlier'));
  expect([why.sameVersion, why.when === null]).toEqual([false, false]);
});

test('facts that are not enough any more leave the rule without its reasons', async () => {
  const why = await whyOf(await found(RULE, { 在校生状况: 12 }));
  expect([why.words, why.trace, why.turns]).toEqual([null, [], []]);
});

test('a finding whose rule is gone is told as such', async () => {
  expect(await whyOf(await found('no-such-rule', KEPT))).toEqual({
    when: null,
    sameVersion: false,
    words: null,
    decided: [],
    names: {},
    trace: [],
    turns: [],
  });
});

test('the reasons stay within the area, as the finding does', async () => {
  const id = await found(RULE, KEPT);
  expect((await neighbour.call('GET', `/findings/${id}/why`)).statusCode).toBe(404);
  expect((await clerk.call('GET', '/findings/999999/why')).statusCode).toBe(404);
});

test('judgements come with their reasons, version and source', async () => {
  const answer = await clerk.call('GET', '/households/1/judgements?on=2021-12-31');
  expect(answer.statusCode).toBe(200);
  const judged = z.array(HouseholdJudgement).parse(answer.json());
  expect(judged.some(({ person }) => person === null)).toBe(true);
  expect(judged.find(({ person }) => person !== null)?.person).toEqual({ id: '1', name: '户主1' });
  for (const one of judged) {
    expect(one.result.length, one.decision.zh).toBeGreaterThan(0);
    expect(one.sentences.length, one.decision.zh).toBeGreaterThan(0);
    expect(one.from <= '2021-12-31', one.decision.zh).toBe(true);
    // A list of members with all they have is no reason that anybody reads.
    for (const { zh } of one.sentences) expect(zh.length, one.decision.zh).toBeLessThan(600);
  }
  // The amounts stand beside the outcome, but for an income that is blank; the question is there in both languages.
  const line = judged.find(({ decision }) => decision.zh === '低于监测线');
  expect(line).toMatchObject({
    question: expect.stringContaining('哪条线'),
    questionEn: expect.stringContaining('line'),
  });
  expect(line?.figures?.map(({ zh }) => zh)).toEqual(['国家扶贫标准', '监测线']);
});

test('judgements stay within the area', async () => {
  expect((await worker.call('GET', '/households/1/judgements')).statusCode).toBe(200);
  expect((await worker.call('GET', '/households/3/judgements')).statusCode).toBe(404);
  expect((await clerk.call('GET', '/households/999/judgements')).statusCode).toBe(404);
});

test('what the people of a household may claim: by the row that grants it, with whom to ask', async () => {
  await office.owner.query(
    `update mingbai.person set birth_date = '2018-05-01', enrolment = 'primary', low_income_allowance = true where id = 1`,
  );
  const answer = await worker.call('GET', '/households/1/entitlements');
  expect(answer.statusCode, answer.body).toBe(200);
  const { entitlements } = listEntitlements.reply!.parse(answer.json());
  const found = new Map(entitlements.map((each) => [each.policy, each]));
  expect(found.get('最低生活保障')).toMatchObject({ department: '民政', person: { id: '1', name: '户主1' } });
  expect([...found.keys()].some((name) => name.startsWith('两免一补'))).toBe(true);
  expect([...found.values()].every(({ why }) => why.zh !== '' && why.en !== '')).toBe(true);
  expect((await worker.call('GET', '/households/3/entitlements')).statusCode).toBe(404);
});

test('a day before any policy, or none at all, is answered in order', async () => {
  expect((await clerk.call('GET', '/households/1/judgements?on=1990-01-01')).json()).toEqual([]);
  expect((await clerk.call('GET', '/households/1/judgements?on=yesterday')).statusCode).toBe(400);
});
