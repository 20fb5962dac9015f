import { regionCode } from '@mingbai/core';
import { listDecisions, PolicyDecided, Trial } from '@mingbai/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Office, PLACES, TOWN } from '../findings/testing.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.server.add([
    { username: 'auditor', role: 'auditor' },
    { username: 'evaluator', role: 'evaluator' },
    { username: 'governor', role: 'leader', region: regionCode('41') },
  ]);
  // Two below the county's present line or a raised one, one above both, one blank.
  for (const [id, fen] of [
    [1, 500_000],
    [2, 800_000],
    [3, 800_000],
  ])
    await office.owner.query('update mingbai.household set per_capita_net = $2 where id = $1', [id, fen]);
});
afterAll(() => office.close());

const ON = '2023-06-30';
const RAISED = { decision: '低于监测线', set: { 'monitoring-line': 9000 }, on: ON };

async function library(who: string) {
  const answer = await (await office.signIn(who)).call('GET', '/policy/decisions');
  expect(answer.statusCode).toBe(200);
  return listDecisions.reply!.parse(answer.json());
}

describe('the library', () => {
  test('every decision has its name in both languages, what it asks, how it is made, and cases that come out', async () => {
    const { models, refused } = await library('leader');
    expect(refused).toEqual([]);
    const decisions = models.flatMap((model) => model.decisions);
    expect(decisions.length).toBeGreaterThan(40);
    for (const { name, kind, steps, cases, facts } of decisions) {
      expect(
        [name.zh, name.en].every((each) => each !== ''),
        name.zh,
      ).toBe(true);
      expect(steps.length, name.zh).toBeGreaterThan(0);
      expect(facts.length > 0 || kind === 'knowledge' || name.zh === '三分之一', name.zh).toBe(true);
      expect(cases.filter(({ wrong }) => wrong !== '')).toEqual([]);
    }
    for (const { name, decisions: own, source } of models) {
      expect(own[0]?.name.zh).toBe(name.zh);
      expect(source.zh).not.toBe('');
    }
  });

  test('a table stands as written, with the English of what it asks and the citations of its rows', async () => {
    const { models } = await library('auditor');
    expect(models.find(({ name }) => name.zh === '产业奖补')?.place).toBe('固始县');
    const reward = models.flatMap((model) => model.decisions).find(({ name }) => name.zh === '每亩奖励');
    const table = reward?.steps[0]?.table;
    expect(table?.hitPolicy).toBe('FIRST');
    expect(table?.inputs[1]).toEqual({
      label: { zh: '连片面积', en: 'Contiguous area' },
      text: '连片面积',
    });
    expect(table?.rows[1]).toEqual({
      inputs: ['-', '< 100', '-'],
      outputs: ['0'],
      annotations: ['连片不足 100 亩不奖', 'Less than 100 contiguous mu: nothing', '县会议讲话：100 亩以上'],
    });
  });

  test('figures are those in force where the reader is', async () => {
    const { models } = await library('clerk');
    const line = models.find(({ name }) => name.zh === '低于监测线')?.decisions[0];
    expect(line?.parameters.map(({ id }) => id)).toContain('national-line');
    expect(line?.facts.map(({ name }) => name.en)).toContain('Net income per head');
  });

  test('an evaluator sees none of it', async () => {
    const evaluator = await office.signIn('evaluator');
    expect((await evaluator.call('GET', '/policy/decisions')).statusCode).toBe(403);
  });
});

describe('deciding on given facts', () => {
  const decide = async (body: object) => (await office.signIn('worker')).call('POST', '/policy/decide', body);

  test('answers with reasons and with what would change it', async () => {
    const facts = { 作物: '冬枣', 连片面积: 99.9, 第几年: 1, 带贫: true };
    const answer = await decide({
      decision: 'Industry reward',
      facts,
    });
    expect(answer.statusCode).toBe(200);
    const said = PolicyDecided.parse(answer.json());
    expect(said.result).toEqual({ 经营者奖补: 0, 村集体奖补: 0 });
    expect(said.explanation.sentences.some(({ zh }) => zh.includes('不足 100 亩'))).toBe(true);
    expect(said.explanation.changes.some(({ fact }) => fact.includes('连片面积'))).toBe(true);
  });

  test('what nobody knows is said, and nothing decided', async () => {
    const none = await decide({ decision: '没有这个', facts: {} });
    expect([none.statusCode, none.json().code]).toEqual([404, 'decision-not-found']);
    const wrong = await decide({ decision: '产业奖补', facts: { 亩数: 3 } });
    expect([wrong.statusCode, wrong.json().code]).toEqual([400, 'facts-refused']);
    const there = await decide({ decision: '产业奖补', facts: {}, region: '520000000000' });
    expect([there.statusCode, there.json().code]).toEqual([404, 'decision-not-found']);
  });
});

describe('a trial', () => {
  const tried = async (who: string, body: object) =>
    (await office.signIn(who)).call('POST', '/policy/trials', body);

  test('tells who would go where, by outcome and village, down to the household', async () => {
    const answer = await tried('clerk', RAISED);
    expect(answer.statusCode, answer.body).toBe(200);
    const trial = Trial.parse(answer.json());
    expect([trial.total, trial.changed]).toEqual([4, 2]);
    expect(trial.parameters).toMatchObject([{ id: 'monitoring-line', after: 9000 }]);
    expect(trial.list.map(({ household, name, after }) => [household, name, after])).toEqual([
      ['2', '户主2', '低于监测线'],
      ['3', '户主3', '低于监测线'],
    ]);
    expect(trial.villages.map(({ code, total }) => [code, total])).toEqual([
      [PLACES.here, 2],
      [PLACES.beside, 1],
    ]);
    expect(trial.villages.every(({ code, name }) => name !== code)).toBe(true);
    expect(trial.outcomes.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  test('by the Chinese name of the figure too, and of one village alone', async () => {
    const body = { ...RAISED, set: { 监测线: 9000 }, region: PLACES.beside };
    const trial = Trial.parse((await tried('clerk', body)).json());
    expect([trial.total, trial.changed, trial.list.length]).toEqual([1, 1, 1]);
  });

  test('a leader tries on the own township, and not beyond', async () => {
    const trial = Trial.parse((await tried('leader', RAISED)).json());
    expect([trial.region, trial.total]).toEqual([TOWN, 3]);
    expect((await tried('leader', { ...RAISED, region: PLACES.far })).statusCode).toBe(404);
  });

  test('above a county somebody says which county', async () => {
    expect((await tried('governor', RAISED)).json().code).toBe('invalid-input');
    const trial = Trial.parse((await tried('governor', { ...RAISED, region: regionCode('411525') })).json());
    expect(trial.changed).toBe(2);
  });

  test('who only works on findings does not try, and neither does an auditor', async () => {
    for (const who of ['worker', 'town', 'auditor'])
      expect((await tried(who, RAISED)).json().code).toBe('not-allowed');
  });

  test('what cannot be asked of the register is refused with the reason', async () => {
    const refused = await tried('clerk', { decision: '产业奖补', set: {}, on: ON });
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'trial-refused']);
    expect(refused.json().message.zh).toContain('不在登记簿里');
    const unknown = await tried('clerk', { ...RAISED, set: { 没有的线: 1 } });
    expect([unknown.statusCode, unknown.json().code]).toEqual([400, 'invalid-input']);
  });
});
