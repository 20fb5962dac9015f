import type { CasesActed, MayBegin } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { ago, AGREED, Hall, MET, VILLAGE } from './testing.ts';

/** A village takes its households out of poverty by the policy of the day, as one list. */
let hall: Hall;
let worker: Signed;
let town: Signed;
beforeAll(async () => {
  hall = await Hall.open();
  for (const n of [1, 2, 3, 4])
    await hall.household(n, { exit_state: n === 4 ? `'exited'` : `'poor'`, per_capita_net: '500000' });
  [worker, town] = [await hall.signIn('worker'), await hall.signIn('town')];
}, 60_000);
afterAll(() => hall.close());

let cases: string[] = [];

async function take(
  who: Signed,
  action: string,
  base: number,
  on: number,
  more: object = {},
  own: (place: number) => object = () => ({}),
): Promise<CasesActed> {
  return hall.post(who, '/cases/act', {
    action,
    on: ago(on),
    cases: cases.map((id, place) => ({ id, base, ...own(place) })),
    ...more,
  });
}

test('before anything is filled in: who may not begin and why, and how the conditions stand as they are', async () => {
  await hall.owner.query(
    `insert into mingbai.guarantee (county, id, region, household_id, food, clothing, uninsured, valid_from, known_from, entry)
     values (411525, 70001, ${VILLAGE}, 1, true, true, true, '2025-12-31', now(), 1)`,
  );
  const ask = async (body: object) =>
    (await worker.call('POST', '/cases/may-begin', body)).json<MayBegin[]>();
  const subjects = ['1', '4', '999'].map((household) => ({ household }));
  const [poor, out, stranger] = await ask({ procedure: 'household-exit', subjects });
  expect(poor).toMatchObject({ place: 0, title: '村民1A', refusal: null, case: null });
  expect(poor?.standing).toMatchObject([
    { decision: { zh: '户退出' }, step: { zh: '农户签字认可' }, holds: false },
  ]);
  const facts = poor?.standing[0]?.facts.map(({ zh, value }) => [zh, value]);
  expect(facts).toEqual([
    ['人均纯收入（元，舍去角分）', 5000],
    ['不愁吃', true],
    ['不愁穿', true],
    ['义务教育有保障', null],
    ['基本医疗有保障', false],
    ['住房安全有保障', null],
    ['饮水安全', null],
  ]);
  expect(poor?.standing[0]?.later.map(({ zh }) => zh)).toEqual(['农户签字认可']);
  const lacking = poor?.standing[0]?.result.find(({ name }) => name === '未达到')?.value ?? '';
  expect(lacking).toContain('基本医疗');
  expect(lacking).not.toMatch(/收入|签字/);
  expect(out?.refusal).toMatchObject({
    code: 'condition',
    what: {
      zh: '不符合启动条件，应为：尚未脱贫（未脱贫、预脱贫或返贫）',
      en: expect.stringContaining('not out of poverty'),
    },
  });
  expect(stranger?.refusal?.code).toBe('not-found');
  const all = await ask({ subjects: [{ household: '4' }] });
  const may = Object.fromEntries(all.map(({ procedure, refusal }) => [procedure, refusal?.code ?? 'may']));
  expect(may).toMatchObject({
    'household-exit': 'condition',
    identification: 'condition',
    'risk-removal': 'condition',
    'return-to-poverty': 'may',
    'correct-exit': 'may',
    monitoring: 'may',
    'change-split': 'may',
  });
  expect(may).not.toHaveProperty('village-exit');
  expect(all.find(({ procedure }) => procedure === 'risk-removal')?.refusal?.what.zh).toContain('是监测对象');
  expect((await ask({ subjects: [{ place: VILLAGE }] })).map(({ procedure }) => procedure)).toEqual([
    'village-exit',
  ]);
});

test('a list is begun together; whoever is out already may not begin, and why is said', async () => {
  const minutes = [{ need: 'minutes', id: await hall.file('document') }];
  const done = await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    on: ago(30),
    votes: AGREED,
    evidence: minutes,
    list: '第一批退出户',
    subjects: ['1', '2', '3', '4'].map((household) => ({ household })),
  });
  expect(done.accepted).toHaveLength(3);
  expect(done.refused).toMatchObject([{ place: 3, code: 'condition', case: null }]);
  expect(done.refused[0]?.what.zh).toContain('未脱贫');
  cases = done.accepted.map((one) => one.case);
  const [entry] = await hall.rows<{ evidence: { name: string; sha256: string }[]; subject: string }>(
    `select evidence, subject from mingbai.journal where command = 'procedure.open'`,
  );
  expect(entry?.subject).toBe(`case-list:${done.list}`);
  expect(entry?.evidence).toMatchObject([
    { name: `evidence:${minutes[0]?.id}`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  const lists = (await worker.call('GET', '/cases/lists')).json();
  expect(lists).toMatchObject([
    { name: '第一批退出户', open: 3, total: 3, procedure: { id: 'household-exit' } },
  ]);
});

test('evidence that is not there, or of somebody else’s village, is refused', async () => {
  const none = await take(worker, 'verify', 1, 20, {
    given: MET,
    evidence: [{ need: 'income-account', id: '99999' }],
  });
  expect(none.refused).toHaveLength(3);
  expect(none.refused[0]?.what.zh).toContain('99999');
});

test('the policy of the day decides: who does not reach the line does not leave, in words', async () => {
  const account = [{ need: 'income-account', id: await hall.file('scan') }];
  const own = (place: number) => ({ given: place === 2 ? { 'per-capita-income': 1200 } : {} });
  const verified = await take(worker, 'verify', 1, 20, { given: MET, evidence: account }, own);
  expect(verified.accepted).toHaveLength(3);
  const signature = [{ need: 'household-signature', id: await hall.file('signature') }];
  const signed = await take(worker, 'household-agrees', 2, 18, {
    given: { signed: true },
    evidence: signature,
  });
  expect(signed.accepted).toHaveLength(2);
  expect(signed.refused).toMatchObject([{ code: 'judgement', case: cases[2], title: '村民3A' }]);
  expect(signed.refused[0]?.what.zh).toContain('户退出');
  const [kept] = await hall.rows<{
    judgement: { decision: string; version: string; result: Record<string, unknown> };
  }>(`select judgement from mingbai.procedure_action where action = 'household-agrees' limit 1`);
  expect(kept?.judgement).toMatchObject({
    decision: '户退出',
    version: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
  expect(kept?.judgement.result['通过']).toBe(true);
});

test('announced after the notice: the two that passed are out, and the third waits where it was', async () => {
  const done = await take(town, 'announce', 3, 5);
  expect(done.accepted.map(({ state }) => state)).toEqual(['exited', 'exited']);
  expect(done.refused).toMatchObject([{ code: 'out-of-date', case: cases[2] }]);
  const rows = await hall.rows(
    `select id::int, exit_state, exited_on::text from mingbai.household order by id`,
  );
  expect(rows).toEqual([
    { id: 1, exit_state: 'exited', exited_on: ago(5) },
    { id: 2, exit_state: 'exited', exited_on: ago(5) },
    { id: 3, exit_state: 'poor', exited_on: null },
    { id: 4, exit_state: 'exited', exited_on: null },
  ]);
});

test('the queue: by what waits for whom, late ones at the top and in the queue of the level above', async () => {
  const minutes = [{ need: 'minutes', id: await hall.file('document') }];
  await hall.household(5, { exit_state: `'poor'` });
  await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    on: ago(20),
    votes: AGREED,
    evidence: minutes,
    subjects: [{ household: '5' }],
  });
  const mine = await hall.queue(worker, '?mine=true');
  expect(mine.rows.map(({ title, late }) => [title, late])).toEqual([
    ['村民5A', true],
    ['村民3A', false],
  ]);
  expect(mine.rows[0]).toMatchObject({
    due: ago(5),
    deadline: { zh: '15 日内核实' },
    escalated: ['township_reviewer'],
  });
  expect(mine.rows[0]?.open.map(({ action }) => action)).toEqual(['verify', 'not-met', 'withdraw']);
  const above = await hall.queue(town, '?mine=true&due=late');
  expect(above).toMatchObject({ total: 1, rows: [{ title: '村民5A' }] });
  const counts = (await town.call('GET', '/cases/counts?by=state')).json();
  expect(counts).toMatchObject({
    total: 2,
    groups: [
      { key: 'household-exit/proposed', count: 1, late: 1, label: { zh: '已评议提出，待核实' } },
      { key: 'household-exit/verified', count: 1, late: 0 },
    ],
  });
  const leader = await hall.signIn('leader');
  expect((await hall.queue(leader)).rows[0]?.open).toEqual([]);
  const refused = await leader.call('POST', '/cases/act', {
    action: 'verify',
    cases: [{ id: cases[0], base: 1 }],
  });
  expect(refused.statusCode).toBe(403);
});

test('pages of the queue follow each other without a gap', async () => {
  const first = await worker.call('GET', '/cases?ended=any&limit=2');
  const { rows, next } = first.json<{ rows: { id: string }[]; next: string }>();
  const second = (await worker.call('GET', `/cases?ended=any&limit=2&after=${next}`)).json<{
    rows: { id: string }[];
  }>();
  const ids = [...rows, ...second.rows].map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});

test('the same press of the button twice answers the same and does it once', async () => {
  await hall.household(6, { exit_state: `'poor'` });
  const body = {
    procedure: 'household-exit',
    votes: AGREED,
    evidence: [{ need: 'minutes', id: await hall.file('document') }],
    subjects: [{ household: '6' }],
    key: 'press-of-the-button',
  };
  const [one, two] = await Promise.all([
    hall.post(worker, '/cases/open', body),
    hall.post(worker, '/cases/open', body),
  ]);
  expect([one.repeated, two.repeated].sort()).toEqual([false, true]);
  expect(one.accepted).toEqual(two.accepted);
  expect(one.entry).toBe(two.entry);
});
