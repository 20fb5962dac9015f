import { regionCode } from '@mingbai/core';
import {
  checkPolicyDraft,
  DecisionReplay,
  KeptTrial,
  listDecisionsMade,
  listPolicyEditions,
  listPolicyTrialRows,
  PolicyCheck,
  type PolicyDraftContent,
} from '@mingbai/core/api';
import { bufferSource, readTables } from '@mingbai/exchange';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { Office, PLACES } from '../findings/testing.ts';

/** A policy from its draft to a household's answer, and who may do which part of it. */
const FROM = '2020-01-01';
const SOURCE = { zh: '固县发〔2026〕3 号', en: 'Document 3 of 2026' };
const REASON = '按上级要求提高监测线';
let office: Office;
let clerk: Signed, second: Signed, leader: Signed, township: Signed;

beforeAll(async () => {
  office = await Office.open();
  await office.server.add([
    { username: 'clerk2', role: 'county_clerk' },
    { username: 'magistrate', role: 'leader' },
    { username: 'other', role: 'county_clerk', region: regionCode('411526') },
  ]);
  for (const [id, fen] of [
    [1, 500_000],
    [2, 800_000],
    [3, 800_000],
  ])
    await office.owner.query('update mingbai.household set per_capita_net = $2 where id = $1', [id, fen]);
  [clerk, second, leader, township] = (await Promise.all(
    ['clerk', 'clerk2', 'magistrate', 'town'].map((name) => office.signIn(name)),
  )) as [Signed, Signed, Signed, Signed];
});
afterAll(() => office.close());

async function begin(kind: 'decision' | 'parameter', name: string): Promise<string> {
  const answer = await clerk.call('POST', '/policy/drafts', { kind, name, from: FROM });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().id;
}

interface Opened {
  readonly draft: {
    readonly revision: number;
    readonly version: string;
    readonly state: string;
    readonly mayAnswer: boolean;
  };
  readonly content: PolicyDraftContent;
  readonly check: PolicyCheck;
}

async function open(id: string, who = clerk): Promise<Opened> {
  const answer = await who.call('GET', `/policy/drafts/${id}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

async function save(id: string, change: (content: PolicyDraftContent) => object): Promise<Opened> {
  const { draft, content } = await open(id);
  const body = { revision: draft.revision, content: { ...content, ...change(content) } };
  const answer = await clerk.call('PATCH', `/policy/drafts/${id}`, body);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

async function tryIt(body: object, who = clerk): Promise<KeptTrial> {
  const answer = await who.call('POST', '/policy/kept-trials', body);
  expect(answer.statusCode, answer.body).toBe(200);
  let trial = KeptTrial.parse(answer.json());
  while (trial.state === 'running')
    trial = KeptTrial.parse((await who.call('GET', `/policy/kept-trials/${trial.id}`)).json());
  return trial;
}

async function codeOf(answer: Promise<{ json(): { code?: string } }>): Promise<string | undefined> {
  return (await answer).json().code;
}

/** What the policy says of the line of a household. */
async function lineOf(household: number): Promise<{ value: string; version: string }> {
  const judged: { decision: { zh: string }; result: { value: string }[]; version: string }[] = (
    await clerk.call('GET', `/households/${household}/judgements`)
  ).json();
  const one = judged.find(({ decision }) => decision.zh === '低于监测线');
  return { value: one?.result[0]?.value ?? '', version: one?.version ?? '' };
}

test('a decision: edited, checked, tried, proposed, approved by somebody else, in force; what was decided stays', async () => {
  const id = await begin('decision', '低于监测线');
  const begun = await open(id);
  expect(begun.check.problems).toEqual([]);
  expect(begun.check.cases.length).toBeGreaterThan(3);
  expect(begun.check.cases.filter(({ wrong }) => wrong !== '')).toEqual([]);
  if (begun.content.kind !== 'decision') throw new Error('kind');

  const before = await lineOf(2);
  expect(before.value).toBe('高于监测线');
  const decide = (version: string, key?: string) =>
    clerk.call('POST', '/households/2/decisions', {
      decision: '低于监测线',
      person: null,
      version,
      note: '入户核对',
      key,
    });
  expect((await decide('0123456789ab')).statusCode).toBe(409);
  expect((await decide(before.version, 'once')).json().repeated).toBe(false);
  expect((await decide(before.version, 'once')).json().repeated).toBe(true);

  // A cell that cannot be read is told with its place and what may have been meant.
  const broken = begun.content.text.replace('&lt; 监测线', '&lt; 监册线');
  const wrong = PolicyCheck.parse(
    (await clerk.call('POST', `/policy/drafts/${id}/check`, { ...begun.content, text: broken })).json(),
  );
  expect(wrong.model).toBeNull();
  expect(wrong.problems[0]?.where?.zh).toContain('行');
  expect(wrong.problems[0]?.zh).toContain('监测线');

  // Another threshold: cases say so until they say the same.
  const text = begun.content.text.replace('&lt; 监测线', '&lt; 监测线 + 3000');
  expect(begun.check).toMatchObject({ against: { edition: null }, differences: [] });
  const changed = await save(id, () => ({ text }));
  // What the approver reads: the cell, old beside new, and nothing else.
  expect(changed.check.differences).toEqual([
    {
      subject: { zh: '低于监测线', en: 'Below the monitoring line' },
      where: { zh: '第 3 行', en: 'row 3' },
      column: { zh: '人均纯收入', en: 'Net income per head' },
      before: '< 监测线',
      after: '< 监测线 + 3000',
    },
  ]);
  const red = changed.check.cases.filter((each) => each.wrong !== '');
  expect(red.map(({ result }) => result)).toEqual(['高于监测线']);
  const ask = (trial: string | null) =>
    clerk.call('POST', `/policy/drafts/${id}/propose`, { reason: REASON, trial });
  expect(await codeOf(ask(null))).toBe('draft-not-ready');
  const green = await save(id, (content) => ({
    source: SOURCE,
    cases:
      content.kind === 'decision'
        ? content.cases.map((each) =>
            red.some(({ zh }) => zh === each.zh) ? { ...each, result: '低于监测线' } : each,
          )
        : [],
  }));
  expect(green.check.cases.filter((each) => each.wrong !== '')).toEqual([]);
  expect((await ask(null)).json().message.zh).toContain('还没有试算');

  const trial = await tryIt({ draft: id });
  expect(trial.problem).toBeNull();
  expect([trial.version, trial.result?.total, trial.result?.changed]).toEqual([green.draft.version, 4, 2]);
  expect(trial.result?.values.find(({ value }) => value === '低于监测线')).toMatchObject({
    entered: 2,
    left: 0,
  });

  expect((await ask(trial.id)).statusCode).toBe(200);
  expect((await open(id)).draft.mayAnswer).toBe(false);
  const answerBy = (who: Signed, how: string) =>
    who.call('POST', `/policy/drafts/${id}/${how}`, { reason: '同意' });
  expect(await codeOf(answerBy(clerk, 'approve'))).toBe('second-person');
  expect(await codeOf(answerBy(township, 'approve'))).toBe('not-allowed');
  // A leader of a part of the county does not see it.
  expect(await codeOf(answerBy(await office.signIn('leader'), 'approve'))).toBe('not-found');
  const shown = await open(id, second);
  expect(shown.draft.mayAnswer).toBe(true);
  expect(shown.check.differences.map(({ where }) => where.en)).toEqual(['row 3', 'case']);
  expect((await answerBy(second, 'refuse')).json()).toMatchObject({
    state: 'open',
    answer: { what: 'refuse' },
  });
  expect((await ask(trial.id)).statusCode).toBe(200);
  expect((await answerBy(leader, 'approve')).json().state).toBe('published');
  expect(await codeOf(answerBy(second, 'approve'))).toBe('conflict');

  const { editions } = listPolicyEditions.reply!.parse(
    (await township.call('GET', '/policy/editions')).json(),
  );
  expect(editions).toMatchObject([
    {
      number: 1,
      name: '低于监测线',
      from: FROM,
      version: green.draft.version,
      source: SOURCE,
      approver: 'magistrate',
    },
  ]);
  const other = await office.signIn('other');
  expect((await other.call('GET', '/policy/editions')).json().editions).toEqual([]);
  expect(await lineOf(2)).toEqual({ value: '低于监测线', version: green.draft.version });

  const { decisions } = listDecisionsMade.reply!.parse(
    (await clerk.call('GET', '/households/2/decisions')).json(),
  );
  expect(decisions).toMatchObject([
    { result: [{ value: '高于监测线' }], version: before.version, maker: 'clerk' },
  ]);
  await office.owner.query('update mingbai.household set per_capita_net = 810000 where id = 2');
  const replay = DecisionReplay.parse((await clerk.call('GET', `/decisions/${decisions[0]?.id}`)).json());
  expect([replay.same, replay.rulesChanged]).toEqual([true, true]);
  expect([replay.past.result[0]?.value, replay.now?.result[0]?.value]).toEqual(['高于监测线', '低于监测线']);
  expect(replay.facts.find(({ name }) => name === '人均纯收入')).toMatchObject({
    past: 8000,
    now: 8100,
    changed: true,
  });
  expect(replay.past.parameters.map(({ name }) => name.zh)).toContain('监测线');
  const [entry] = await office.rows<{ reason: string; changes: { name: string } }>(
    `select reason, changes from mingbai.journal where command = 'policy.approve'`,
  );
  expect(entry).toMatchObject({ reason: '同意', changes: { name: '低于监测线' } });
});

test('two who save at once: the second is told', async () => {
  const id = await begin('parameter', 'monitoring-line');
  const { draft, content } = await open(id);
  const body = { revision: draft.revision, content: { ...content, source: SOURCE } };
  expect((await clerk.call('PATCH', `/policy/drafts/${id}`, body)).statusCode).toBe(200);
  expect((await second.call('PATCH', `/policy/drafts/${id}`, body)).statusCode).toBe(409);
  expect(await codeOf(leader.call('PATCH', `/policy/drafts/${id}`, body))).toBe('not-allowed');
  const dropped = await clerk.call('POST', `/policy/drafts/${id}/withdraw`, { reason: '重复了' });
  expect(dropped.json().state).toBe('dropped');
});

describe('a figure', () => {
  let trial: KeptTrial;
  test('says how many cases take it; one of its own, dated as it begins, is run and can be wrong', async () => {
    const id = await begin('parameter', 'monitoring-line');
    const { content, check } = await open(id);
    const own = {
      decision: '低于监测线',
      zh: '新线以下',
      on: content.from,
      region: '411525000000',
      facts: { 人均纯收入: 8900 },
      result: '高于监测线',
    };
    expect(check.cases.length).toBeGreaterThan(3);
    // Places by their names, also where a case writes only the first digits of the code.
    const [ofProvince] = await office.rows<{ name: string }>(
      `select name from mingbai.region where code = 520000000000`,
    );
    expect(check.cases.find(({ region }) => region === '52')?.place).toBe(ofProvince?.name ?? null);
    expect(check.cases.find(({ region }) => region === '41')?.place ?? '河南省').toBe('河南省');
    const checked = async (cases: object[]): Promise<[boolean, boolean, string][]> => {
      const body = { ...content, value: 9000, from: '2026-09-01', cases };
      const answer = await clerk.call('POST', `/policy/drafts/${id}/check`, body);
      const { cases: found } = checkPolicyDraft.reply!.parse(answer.json());
      expect(found.filter((each) => !each.own && each.wrong !== '')).toEqual([]);
      return found
        .filter((each) => each.own || each.touched)
        .map((each): [boolean, boolean, string] => [each.own, each.touched, each.wrong]);
    };
    // Cases of the house are of earlier days.
    expect(await checked([])).toEqual([]);
    const at = { ...own, on: '2026-09-01' };
    expect(await checked([at])).toEqual([[true, true, '得到 got "低于监测线"']]);
    expect(await checked([{ ...at, result: '低于监测线' }])).toEqual([[true, true, '']]);
    // Too early, elsewhere, or with a figure of its own.
    const others = await checked([
      { ...at, on: '2026-08-31' },
      { ...at, region: '411526000000' },
      { ...at, facts: { ...at.facts, 监测线: 5000 } },
    ]);
    expect(others.map(([, touched]) => touched)).toEqual([false, false, false]);
    const dropped = await clerk.call('POST', `/policy/drafts/${id}/withdraw`, { reason: '试一试' });
    expect(dropped.json().state).toBe('dropped');
  });
  test('is published as a decision is, and held from its day in its region', async () => {
    const id = await begin('parameter', 'monitoring-line');
    await save(id, () => ({ value: 9000, from: FROM, source: SOURCE }));
    trial = await tryIt({ draft: id, decision: '低于监测线' });
    expect(trial.problem?.zh ?? '').toBe('');
    expect(trial.result?.parameters).toMatchObject([{ id: 'monitoring-line', after: 9000 }]);
    expect(
      (await clerk.call('POST', `/policy/drafts/${id}/propose`, { reason: REASON, trial: trial.id }))
        .statusCode,
    ).toBe(200);
    expect((await second.call('POST', `/policy/drafts/${id}/approve`, { reason: '同意' })).statusCode).toBe(
      200,
    );
    const facts = { 人均纯收入: 8900 };
    const decided = (
      await clerk.call('POST', '/policy/decide', { decision: '低于监测线', facts, on: '2021-01-01' })
    ).json();
    expect(decided.explanation.parameters).toMatchObject([
      {},
      { name: '监测线', value: 9000, source: SOURCE },
    ]);
    const elsewhere = await office.signIn('other');
    const there = (
      await elsewhere.call('POST', '/policy/decide', { decision: '低于监测线', facts, on: '2023-06-30' })
    ).json();
    expect(there.result).toBe('高于监测线');
  });
});

test('a kept trial: found by its address, its households with the reasons, as a workbook', async () => {
  const trial = await tryIt({ decision: '低于监测线', set: { 监测线: 1000 } });
  const { rows, total } = listPolicyTrialRows.reply!.parse(
    (await leader.call('GET', `/policy/kept-trials/${trial.id}/rows?region=${PLACES.here}`)).json(),
  );
  expect([total, rows.length, trial.result?.changed]).toEqual([2, 2, 3]);
  const why = (await leader.call('GET', `/policy/kept-trials/${trial.id}/rows/${rows[0]?.household}`)).json();
  expect([why.before.result[0].value, why.after.result[0].value]).toEqual([rows[0]?.before, rows[0]?.after]);
  expect(why.after.sentences.length).toBeGreaterThan(0);
  const sheetsOf = async (language?: string) => {
    const query = language === undefined ? '' : `?language=${language}`;
    const file = await leader.call('GET', `/policy/kept-trials/${trial.id}/export${query}`);
    expect(file.statusCode).toBe(200);
    const [names, texts]: [string[], string[]] = [[], []];
    for await (const batch of readTables('trial.xlsx', bufferSource(file.rawPayload)))
      for (const event of batch)
        if (event.type === 'sheet') names.push(event.sheet);
        else texts.push(JSON.stringify(event));
    return { names, text: texts.join('\n') };
  };
  const chinese = await sheetsOf();
  expect(chinese.names).toEqual(['说明', '按结果', '按村', '按致贫原因', '按户类型', '名单']);
  expect(chinese.text).toContain('低于监测线');
  const english = await sheetsOf('en');
  expect(english.names).toEqual(['About', 'By outcome', 'By village', 'By main cause', 'By class', 'List']);
  expect(english.text).toContain('Below the monitoring line');
  expect(english.text).not.toMatch(/低于监测线|现在|改后|户编号|未填/);
});
