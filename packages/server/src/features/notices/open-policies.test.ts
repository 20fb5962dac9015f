import { dayInChina } from '@mingbai/core';
import { KeptTrial, type PolicyDraftContent } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { Hall } from '../procedures/testing.ts';

/** What two persons published is what the public reads, from its first day on. */
let hall: Hall;
let clerk: Signed;
let second: Signed;
beforeAll(async () => {
  hall = await Hall.open();
  await hall.server.add([{ username: 'clerk2', role: 'county_clerk' }]);
  await hall.household(1, { per_capita_net: '800000' });
  clerk = await hall.signIn('clerk');
  second = await hall.signIn('clerk2');
}, 60_000);
afterAll(() => hall.close());

const TODAY = dayInChina(Date.now());
const page = async (path: string) => (await hall.server.inject({ method: 'GET', url: path })).body;

async function ok<T>(answer: ReturnType<Signed['call']>): Promise<T> {
  const { statusCode, body } = await answer;
  if (statusCode !== 200) throw new Error(`${statusCode} ${body}`);
  return JSON.parse(body) as T;
}

type Draft = {
  draft: { revision: number };
  content: PolicyDraftContent;
  check: { cases: { zh: string; wrong: string }[] };
};

/** From a draft to what is in force, in the way of the house. */
async function publish(
  kind: 'decision' | 'parameter',
  name: string,
  from: string,
  changes: readonly ((draft: Draft) => object)[],
): Promise<void> {
  const { id } = await ok<{ id: string }>(clerk.call('POST', '/policy/drafts', { kind, name, from }));
  for (const change of changes) {
    const now = await ok<Draft>(clerk.call('GET', `/policy/drafts/${id}`));
    const content = { ...now.content, ...change(now) };
    await ok(clerk.call('PATCH', `/policy/drafts/${id}`, { revision: now.draft.revision, content }));
  }
  let trial = KeptTrial.parse(await ok(clerk.call('POST', '/policy/kept-trials', { draft: id })));
  while (trial.state === 'running')
    trial = KeptTrial.parse(await ok(clerk.call('GET', `/policy/kept-trials/${trial.id}`)));
  const reason = '按上级要求提高监测线';
  await ok(clerk.call('POST', `/policy/drafts/${id}/propose`, { reason, trial: trial.id }));
  expect(await page('/open/policies/below-line')).not.toContain('固县发');
  await ok(second.call('POST', `/policy/drafts/${id}/approve`, { reason: '同意' }));
}

test('before anything is published the public reads what came with the house', async () => {
  const before = await page('/open/policies/below-line');
  expect(before).toContain('低于监测线');
  expect(before).not.toContain('监测线 + 3000');
  expect(before).not.toMatch(/本地公布的第/);
});

test('a decision of the county takes the place of the file’s, at the same address, in both languages', async () => {
  await publish('decision', '低于监测线', '2020-01-01', [
    ({ content }) =>
      content.kind === 'decision' ? { text: content.text.replace('&lt; 监测线', '&lt; 监测线 + 3000') } : {},
    ({ content, check }) => {
      const wrong = new Set(check.cases.filter((one) => one.wrong !== '').map(({ zh }) => zh));
      return content.kind === 'decision'
        ? {
            source: { zh: '固县发〔2026〕3 号', en: 'Document 3 of 2026' },
            cases: content.cases.map((one) => (wrong.has(one.zh) ? { ...one, result: '低于监测线' } : one)),
          }
        : {};
    },
  ]);
  const now = await page('/open/policies/below-line');
  for (const words of ['监测线 + 3000', '固县发〔2026〕3 号', '本地公布的第 1 版'])
    expect(now).toContain(words);
  expect(now).not.toMatch(/<script|\son\w+=/i);
  expect(now.length).toBeLessThan(60_000);
  const english = await page('/open/policies/below-line?lang=en');
  expect(english).toContain('Document 3 of 2026');
  expect(english).toContain('Edition 1, published by the office here');
  // The index has it once.
  const index = await page('/open/policies');
  expect(index.match(/\/open\/policies\/below-line"/g)).toHaveLength(1);
  expect(index).toContain('固县发〔2026〕3 号');
});

test('a procedure decides by the same text that the public reads', async () => {
  const worker = await hall.signIn('worker');
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'monitoring',
    action: 'official-finds',
    given: { risks: ['illness'], situation: '收入明显下降' },
    subjects: [{ household: '1' }],
  });
  await hall.post(worker, '/cases/act', {
    action: 'visit',
    cases: [{ id: opened.accepted[0]?.case, base: 1 }],
    given: {
      'monitor-class': 'marginal',
      risks: ['illness'],
      'per-capita-income': 9000,
      'visit-finding': '属实',
    },
    evidence: [{ need: 'authorisation', id: await hall.file('scan') }],
  });
  const [kept] = await hall.rows<{ judgement: { version: string } }>(
    `select judgement from mingbai.procedure_action where action = 'visit'`,
  );
  const [edition] = await hall.rows<{ version: string }>('select version from mingbai.policy_edition');
  expect(kept?.judgement).toMatchObject({ decision: '低于监测线', version: edition?.version });
});

test('what is to hold from a later day is not read before it', async () => {
  const next = `${Number(TODAY.slice(0, 4)) + 1}-01-01`;
  await hall.owner.query(
    `insert into mingbai.policy_edition (county, region, high, kind, name, number, from_day, content, version, source_zh, source_en, reason,
       draft, proposer, proposer_name, approver, approver_name, published_at, entry)
     select county, region, high, kind, name, 2, $1::date, jsonb_set(content, '{text}', to_jsonb(replace(replace(content ->> 'text', '+ 3000', '+ 5000'),
       'mingbai:from="2020-01-01"', 'mingbai:from="' || $1 || '"'))), 'x', source_zh, source_en, reason, draft, proposer, proposer_name,
       approver, approver_name, now(), entry from mingbai.policy_edition`,
    [next],
  );
  const now = await page('/open/policies/below-line');
  expect(now).toContain('监测线 + 3000');
  expect(now).not.toContain('监测线 + 5000');
});
