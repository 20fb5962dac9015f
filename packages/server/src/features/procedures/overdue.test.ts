import { setTimeout } from 'node:timers/promises';
import { addDays, dayInChina } from '@mingbai/core';
import type { CasePage, FindingPage } from '@mingbai/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { overdueIn, startOverdueRunner } from './overdue.ts';
import { ago, AGREED, Hall, MET, TOWN, VILLAGE } from './testing.ts';

/** What is past its day is a finding: with the clock in our hands, day after day. */
const COUNTY = '411525';
const TODAY = dayInChina(Date.now());
let hall: Hall;
let worker: Signed;
let minutes: { need: string; id: string }[];
/** Proposed twelve days ago: to be verified within fifteen. */
let cases: string[];
beforeAll(async () => {
  hall = await Hall.open();
  worker = await hall.signIn('worker');
  minutes = [{ need: 'minutes', id: await hall.file('document') }];
  for (const n of [1, 2, 3]) await hall.household(n, { exit_state: `'poor'` });
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    on: ago(12),
    votes: AGREED,
    evidence: minutes,
    subjects: [{ household: '1' }, { household: '2' }, { household: '3' }],
  });
  cases = opened.accepted.map((one) => one.case);
}, 60_000);
afterAll(() => hall.close());

const database = () => hall.server.server.services.database;
const on = (days: number) => overdueIn(database(), COUNTY, addDays(TODAY, days));
interface Row {
  id: string;
  subject: string;
  state: string;
  team: string | null;
  rule: string;
  version: string;
  times: number;
  facts: Record<string, unknown>;
  actions: string[];
}
const ledger = (): Promise<Row[]> =>
  hall.rows<Row>(
    `select f.id::text, f.subject_id::text as subject, f.state, f.team::text, f.rule, f.rule_version as version, f.times, f.facts,
       (select array_agg(a.action order by a.n) from mingbai.finding_action a where a.county = f.county and a.finding = f.id) as actions
     from mingbai.finding f where f.source = 'procedure' order by f.subject_id`,
  );
const entries = async (): Promise<number> => {
  const [row] = await hall.rows<{ n: number }>(
    `select count(*)::int as n from mingbai.journal where command = 'procedure.overdue'`,
  );
  return row?.n ?? -1;
};

test('on the last day nothing is late', async () => {
  expect(await on(3)).toBeNull();
  expect(await entries()).toBe(0);
});

test('the day after, each is a finding of its household, given to the township as the procedure says', async () => {
  expect(await on(4)).toEqual({ found: 3, gone: 0, assigned: 3 });
  const rows = await ledger();
  const [edition] = await hall.rows<{ version: string }>(
    `select version from mingbai.procedure_edition where procedure = 'household-exit'`,
  );
  expect(rows.map(({ subject, state, team }) => [subject, state, team])).toEqual(
    ['1', '2', '3'].map((id) => [id, 'assigned', String(Number(TOWN))]),
  );
  expect(rows[0]).toMatchObject({
    rule: 'overdue/household-exit/verify',
    version: edition?.version,
    facts: { due: addDays(TODAY, 3), count: 1, cases: [cases[0]] },
    actions: ['found', 'assign'],
  });
});

test('the same lateness again, the next day, by two servers at once: nothing is written', async () => {
  expect(await Promise.all([on(4), on(5), on(5)])).toEqual([null, null, null]);
  expect(await entries()).toBe(1);
  expect((await ledger()).map(({ actions }) => actions.length)).toEqual([2, 2, 2]);
});

test('the township reads it in words, the neighbouring village not at all', async () => {
  const town = await hall.signIn('town');
  const { rows } = (await town.call('GET', '/findings?source=procedure')).json<{
    rows: { message: { zh: string; en: string }; household: { id: string } }[];
  }>();
  expect(rows).toHaveLength(3);
  expect(rows[0]?.message.zh).toBe(
    `“贫困户退出”的“15 日内核实”应于 ${addDays(TODAY, 3)} 前办完，已逾期（1 件）`,
  );
  expect(rows[0]?.message.en).toContain('Verified within fifteen days');
  const [first] = await ledger();
  const finding = (await town.call('GET', `/findings/${first?.id}`)).json<FindingPage>();
  expect(finding.cases).toMatchObject([
    { id: cases[0], title: '村民1A', procedure: { zh: '贫困户退出' }, state: { zh: '已评议提出，待核实' } },
  ]);
  const page = (await town.call('GET', `/cases/${cases[0]}`)).json<CasePage>();
  expect(page.findings).toEqual([{ id: first?.id, state: 'assigned', message: rows[0]?.message }]);
  const neighbour = await hall.signIn('neighbour');
  expect((await neighbour.call('GET', '/findings?source=procedure')).json()).toMatchObject({ rows: [] });
});

describe('what is done about it', () => {
  test('a dismissed one stays dismissed, day after day', async () => {
    const [, , third] = await ledger();
    const town = await hall.signIn('town');
    const answer = await town.call('POST', '/findings/decide', {
      action: 'dismiss',
      ids: [third?.id],
      reason: '县里统一延期',
      until: addDays(TODAY, 90),
    });
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
    expect(await on(6)).toBeNull();
    expect((await ledger())[2]?.state).toBe('dismissed');
  });

  test('the step taken closes it by itself, and says by which entry', async () => {
    const done = await hall.post(worker, '/cases/act', {
      action: 'verify',
      cases: cases.slice(0, 2).map((id) => ({ id, base: 1 })),
      given: MET,
      evidence: [{ need: 'income-account', id: await hall.file('scan') }],
    });
    expect(done.refused).toEqual([]);
    expect(await on(6)).toEqual({ found: 0, gone: 2, assigned: 0 });
    const rows = await ledger();
    expect(rows.map(({ state }) => state)).toEqual(['closed', 'closed', 'dismissed']);
    const [cause] = await hall.rows<{ cause: string }>(
      `select cause::text from mingbai.finding_action where finding = $1 and action = 'gone'`,
      [rows[0]?.id],
    );
    expect(cause?.cause).toBe(done.entry);
  });

  test('late again it is the same finding, open again and given again', async () => {
    const signature = [{ need: 'household-signature', id: await hall.file('signature') }];
    const act = (action: string, base: number, more: object = {}) =>
      hall.post(worker, '/cases/act', { action, cases: [{ id: cases[0], base }], ...more });
    await act('household-agrees', 2, { given: { signed: true }, evidence: signature });
    await act('objection-upheld', 3, { reason: '有人反映收入不实' });
    expect(await on(15)).toBeNull();
    expect(await on(16)).toEqual({ found: 1, gone: 0, assigned: 1 });
    const [first] = await ledger();
    expect(first).toMatchObject({ state: 'assigned', times: 2 });
    expect(first?.actions).toEqual(['found', 'assign', 'gone', 'back', 'assign']);
  });
});

test('households that are not registered yet are late as one finding of their village', async () => {
  const head = (name: string, number: string) => [
    { 'membership.relation': 'head', 'person.name': name, 'person.identity_no': number },
  ];
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'monitoring',
    action: 'official-finds',
    on: ago(40),
    given: { risks: ['illness'], situation: '排查发现' },
    subjects: [
      { village: VILLAGE, given: { members: head('周得水', '411525198001011237') } },
      { village: VILLAGE, given: { members: head('周流水', '411525198202021247') } },
    ],
  });
  expect(opened.refused).toEqual([]);
  expect(await on(16)).toEqual({ found: 1, gone: 0, assigned: 1 });
  const found = (await ledger()).find(({ rule }) => rule === 'overdue/monitoring/fifteen-days');
  expect(found).toMatchObject({ subject: VILLAGE, facts: { count: 2 }, team: String(Number(TOWN)) });
});

test('every row is what its actions come to', async () => {
  const wrong = await hall.rows(
    `select f.id from mingbai.finding f join lateral (select a.state, a.n from mingbai.finding_action a
       where a.county = f.county and a.finding = f.id order by a.n desc limit 1) l on true
     where f.source = 'procedure' and (f.state <> l.state or f.actions <> l.n)`,
  );
  expect(wrong).toEqual([]);
});

test('the runner looks at start, when the day changes, and where a step was taken', async () => {
  await hall.household(8, { exit_state: `'poor'` });
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    on: ago(0),
    votes: AGREED,
    evidence: minutes,
    subjects: [{ household: '8' }],
  });
  let now = Date.now() + 17 * 86_400_000;
  const errors: unknown[] = [];
  const runner = startOverdueRunner({
    database: database(),
    onError: (error) => errors.push(error),
    clock: () => now,
  });
  try {
    const state = async () => (await ledger()).find(({ subject }) => subject === '8')?.state;
    await until(async () => (await state()) === 'assigned');
    await hall.post(worker, '/cases/act', {
      action: 'withdraw',
      cases: [{ id: opened.accepted[0]?.case, base: 1 }],
      reason: '农户要求暂缓',
    });
    now += 1000;
    runner.kick(COUNTY);
    await until(async () => (await state()) === 'closed');
    expect(errors).toEqual([]);
  } finally {
    await runner.stop();
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 100; n++) {
    if (await holds()) return;
    await setTimeout(100);
  }
  throw new Error('did not come about');
}
