import { COUNTRY, type RegionCode, regionCode } from '@mingbai/core';
import { KeptTrial } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { Office } from '../findings/testing.ts';

/** Policy of the country, a province and a county: who writes which, and which holds where. */
const COUNTY = regionCode('411525');
const SOURCE = { zh: '豫发〔2026〕1 号', en: 'Document 1 of 2026' };
const WHY = { reason: '按年度公布的标准' };
let office: Office;
const signed = new Map<string, Signed>();

beforeAll(async () => {
  office = await Office.open();
  const people: [string, 'policy_clerk' | 'county_clerk' | 'leader', RegionCode][] = [
    ['state', 'policy_clerk', COUNTRY],
    ['state-head', 'leader', COUNTRY],
    ['province', 'policy_clerk', regionCode('41')],
    ['province2', 'policy_clerk', regionCode('41')],
    ['elsewhere', 'policy_clerk', regionCode('36')],
    ['clerk2', 'county_clerk', COUNTY],
    ['neighbour-county', 'county_clerk', regionCode('411526')],
  ];
  await office.server.add(people.map(([username, role, region]) => ({ username, role, region })));
  for (const name of [...people.map(([username]) => username), 'clerk', 'town'])
    signed.set(name, await office.signIn(name));
});
afterAll(() => office.close());

async function ask(who: string, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) {
  const answer = await signed.get(who)?.call(method, path, body);
  if (!answer) throw new Error(who);
  return { status: answer.statusCode, json: answer.json(), text: answer.body };
}

/** A line begun and tried on the county, ready to be proposed. */
async function draftBy(who: string, value: number): Promise<{ id: string; trial: string }> {
  const begun = await ask(who, 'POST', '/policy/drafts', {
    kind: 'parameter',
    name: 'monitoring-line',
    from: '2026-01-01',
  });
  expect(begun.status, begun.text).toBe(200);
  const { id } = begun.json as { id: string };
  const { draft, content } = (await ask(who, 'GET', `/policy/drafts/${id}`)).json;
  const saved = await ask(who, 'PATCH', `/policy/drafts/${id}`, {
    revision: draft.revision,
    content: { ...content, value, source: SOURCE },
  });
  expect(saved.status, saved.text).toBe(200);
  const tried = await ask(who, 'POST', '/policy/kept-trials', {
    draft: id,
    decision: '低于监测线',
    region: COUNTY,
  });
  expect(tried.status, tried.text).toBe(200);
  let trial = KeptTrial.parse(tried.json);
  while (trial.state === 'running')
    trial = KeptTrial.parse((await ask(who, 'GET', `/policy/kept-trials/${trial.id}`)).json);
  return { id, trial: trial.id };
}

async function publish(by: string, second: string, value: number): Promise<void> {
  const { id, trial } = await draftBy(by, value);
  const proposed = await ask(by, 'POST', `/policy/drafts/${id}/propose`, { ...WHY, trial });
  expect(proposed.status, proposed.text).toBe(200);
  const done = await ask(second, 'POST', `/policy/drafts/${id}/approve`, WHY);
  expect([done.status, done.json.state], done.text).toEqual([200, 'published']);
}

/** The line by which somebody’s area judges. */
async function lineAt(who: string, region?: RegionCode): Promise<{ value: number; region: string }> {
  const decided = await ask(who, 'POST', '/policy/decide', {
    decision: '低于监测线',
    facts: { 人均纯收入: 1 },
    on: '2026-06-30',
    ...(region && { region }),
  });
  const { parameters } = decided.json.explanation;
  return parameters.find(({ name }: { name: string }) => name === '监测线');
}

test('the nearest region’s edition holds, whoever published last', async () => {
  await publish('province', 'province2', 7_777);
  expect(await lineAt('clerk')).toMatchObject({ value: 7_777, region: regionCode('41'), edition: 1 });
  // The country's comes later, and holds where no province has one.
  await publish('state', 'state-head', 5_555);
  expect(await lineAt('clerk')).toMatchObject({ value: 7_777 });
  expect(await lineAt('elsewhere')).toMatchObject({ value: 5_555, region: COUNTRY });
  await publish('clerk', 'clerk2', 9_999);
  expect(await lineAt('clerk')).toMatchObject({ value: 9_999, region: COUNTY });
  expect(await lineAt('neighbour-county')).toMatchObject({ value: 7_777 });
  expect(await lineAt('province', COUNTY)).toMatchObject({ value: 9_999 });
}, 120_000);

test('each role at its region alone: others do not see it, or may not touch it', async () => {
  const { id, trial } = await draftBy('province', 8_000);
  const codes = async (path: string, body: object) =>
    Promise.all(
      ['state', 'elsewhere', 'clerk', 'town'].map(
        async (who) => (await ask(who, 'POST', `/policy/drafts/${id}/${path}`, body)).json.code,
      ),
    );
  // Above it is seen, but not theirs; beside and below it is not there.
  expect(await codes('propose', { ...WHY, trial })).toEqual([
    'not-allowed',
    'not-found',
    'not-found',
    'not-allowed',
  ]);
  expect((await ask('province', 'POST', `/policy/drafts/${id}/propose`, { ...WHY, trial })).status).toBe(200);
  expect(await codes('approve', WHY)).toEqual(['second-person', 'not-found', 'not-found', 'not-allowed']);
  expect((await ask('province', 'POST', `/policy/drafts/${id}/approve`, WHY)).json.code).toBe(
    'second-person',
  );
  // A trial must lie in one's own area, and in one county.
  const tries = (who: string, region: string) =>
    ask(who, 'POST', '/policy/kept-trials', { decision: '低于监测线', set: { 监测线: 1 }, region });
  expect((await tries('elsewhere', COUNTY)).json.code).toBe('not-found');
  expect((await tries('province', regionCode('41'))).json.code).toBe('invalid-input');
}, 120_000);
