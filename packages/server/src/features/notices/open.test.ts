import { createHash } from 'node:crypto';
import type { CasesActed, NoticeView } from '@mingbai/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { ago, AGREED, Hall, VILLAGE } from '../procedures/testing.ts';

/** A list as the public meets it: read, objected to without an account, answered under the receipt. */
let hall: Hall;
let worker: Signed;
let notice: NoticeView;
let cases: string[];
beforeAll(async () => {
  hall = await Hall.open();
  worker = await hall.signIn('worker');
  for (const n of [1, 2]) await hall.household(n, { main_cause: `'illness'`, village_group: `'三组'` });
  const evidence = [{ need: 'application', id: await hall.file() }];
  const given = { 'poverty-class': 'general', 'main-cause': 'illness', request: '老人长期住院，开支大' };
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'identification',
    on: ago(3),
    subjects: [{ household: '1' }, { household: '2' }],
    given,
    evidence,
  });
  expect(opened.refused).toEqual([]);
  cases = opened.accepted.map((one) => one.case);
  const done = await agree({ phone: '0376-4961234', contact: '武庙集镇扶贫办' });
  expect(done.accepted).toHaveLength(2);
  const { rows } = (await worker.call('GET', '/notices')).json<{ rows: { id: string }[] }>();
  expect(rows).toHaveLength(1);
  notice = (await worker.call('GET', `/notices/${rows[0]?.id}`)).json();
}, 60_000);
afterAll(() => hall.close());

async function agree(words: object): Promise<CasesActed> {
  const minutes = [{ need: 'minutes', id: await hall.file('document') }];
  return hall.post(worker, '/cases/act', {
    action: 'group-agree',
    on: ago(2),
    cases: cases.map((id) => ({ id, base: 1 })),
    votes: AGREED,
    evidence: minutes,
    notice: words,
  });
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
/** Each test from a network of its own: the gates count by address. */
let net = 0;
function open(method: 'GET' | 'POST', url: string, form?: Record<string, string>, ip = `10.0.0.${net}`) {
  return hall.server.inject({
    method,
    url,
    remoteAddress: ip,
    ...(form === undefined ? {} : { headers: FORM, payload: new URLSearchParams(form).toString() }),
  });
}

describe('a page that runs nothing', () => {
  test.each(['/open', '/open/answer', '/open/policies', '/open/policies/card'])(
    '%s in both languages',
    async (path) => {
      net += 1;
      for (const lang of ['zh', 'en']) {
        const page = await open('GET', `${path}?lang=${lang}`);
        expect(page.statusCode).toBe(200);
        expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(page.body).toContain(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`);
        expect(page.body).not.toMatch(/<script|javascript:|\son\w+=/i);
        // The one style that the policy lets in is the one that is there.
        const style = /<style>([^<]*)<\/style>/.exec(page.body)?.[1] ?? '';
        const hash = createHash('sha256').update(style).digest('base64');
        expect(page.headers['content-security-policy']).toContain(
          `default-src 'none'; style-src 'sha256-${hash}'`,
        );
        expect(page.body.length).toBeLessThan(60_000);
      }
    },
  );

  test('of every policy in force stays small', async () => {
    net += 1;
    const index = await open('GET', '/open/policies');
    const links = [...index.body.matchAll(/href="(\/open\/policies\/[\w-]+)"/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(15);
    for (const link of links) expect((await open('GET', link)).body.length, link).toBeLessThan(60_000);
  });
});

test('the list hangs out: heads, group, class; no illness, no number, no child', async () => {
  net += 1;
  const page = await open('GET', `/open/notice/${notice.slug}`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('村民1A');
  expect(page.body).toContain('三组');
  expect(page.body).toContain('刚性支出较大');
  expect(page.body).toContain('0376-4961234');
  expect(page.body).toContain('<svg');
  expect(page.body).not.toMatch(/因病|住院|illness/);
  expect((await open('GET', '/open')).body).toContain(notice.slug);
  expect((await open('GET', '/open/notice/411525-NOSUCHNOTICE'.slice(0, 40))).statusCode).toBe(404);
});

test('a form with faults comes back as it was filled in', async () => {
  net += 1;
  const back = await open('POST', `/open/notice/${notice.slug}/objection`, {
    said: '<b>短',
    line: '7',
    contact: '',
  });
  expect(back.statusCode).toBe(422);
  expect(back.body).toContain('请至少写 10 个字');
  expect(back.body).toContain('请在名单里选一户');
  expect(back.body).toContain('&lt;b&gt;短');
});

test('another site cannot send the form', async () => {
  net += 1;
  const foreign = await hall.server.inject({
    method: 'POST',
    url: `/open/notice/${notice.slug}/objection`,
    headers: { ...FORM, origin: 'https://elsewhere.example' },
    payload: new URLSearchParams({ said: '这是一条足够长的意见内容' }).toString(),
  });
  expect(foreign.statusCode).toBe(403);
});

test('an objection blocks the step, is read and answered, and the answer lies under its receipt', async () => {
  net += 1;
  const said = '村民1A家在县城有两间门面房出租，不应列入';
  const sent = await open('POST', `/open/notice/${notice.slug}/objection`, {
    said,
    line: '1',
    contact: '13912345678',
  });
  expect(sent.statusCode).toBe(200);
  const number = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/.exec(sent.body)?.[0] ?? '';
  expect(number).not.toBe('');
  expect((await open('POST', '/open/answer', { number })).body).toContain('还没有答复');
  const page = (await worker.call('GET', `/notices/${notice.id}`)).json<NoticeView>();
  const [objection] = page.objectionList;
  expect(objection).toMatchObject({ number, line: 1, upheld: null });
  expect(JSON.stringify(page)).not.toContain('门面');
  const next = await hall.post(worker, '/cases/act', {
    action: 'group-notice-over',
    cases: cases.map((id) => ({ id, base: 2 })),
  });
  expect(next.refused.map(({ code }) => code)).toEqual(['notice-running', 'notice-running']);
  const read = (await worker.call('POST', `/objections/${objection?.id}/open`)).json<{ said: string }>();
  expect(read).toEqual({ said, contact: '13912345678' });
  const told = await worker.call('POST', `/objections/${objection?.id}/answer`, {
    upheld: true,
    answer: '其母患癌症，详见病历',
  });
  expect(told.statusCode).toBe(422);
  const answer = { upheld: true, answer: '经入户核查和比对，情况属实，退回重新评议' };
  expect((await worker.call('POST', `/objections/${objection?.id}/answer`, answer)).statusCode).toBe(200);
  const shown = await open('POST', '/open/answer', { number: number.toLowerCase().replaceAll('-', ' ') });
  expect(shown.body).toContain(answer.answer);
  expect(shown.body).toContain('您反映的情况属实');
  const entries = await hall.rows<{ command: string; actor: string; text: string }>(
    `select command, actor, j::text as text from mingbai.journal j where command like 'objection.%' order by id`,
  );
  expect(entries.map(({ command }) => command)).toEqual([
    'objection.make',
    'objection.open',
    'objection.answer',
  ]);
  expect(entries[0]?.actor).toBe('public');
  expect(entries.map(({ text }) => text).join()).not.toContain('门面');
});

test('who fills in what no person sees is thanked, and nothing is kept', async () => {
  net += 1;
  const before = await hall.rows('select 1 from mingbai.objection');
  const sent = await open('POST', `/open/notice/${notice.slug}/objection`, {
    said: '这是一条足够长的意见内容',
    website: 'https://spam.example',
  });
  expect(sent.statusCode).toBe(200);
  expect(await hall.rows('select 1 from mingbai.objection')).toEqual(before);
});

test('a flood from one network is held back, and others still come through', async () => {
  net += 1;
  const form = { said: '这是一条足够长的意见内容，反映名单问题' };
  const path = `/open/notice/${notice.slug}/objection`;
  const codes: number[] = [];
  for (let n = 0; n < 7; n++) codes.push((await open('POST', path, form, '2001:db8:1:2::9')).statusCode);
  expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429]);
  // The same network by another address; a neighbour.
  expect((await open('POST', path, form, '2001:db8:1:2:3:4:5:6')).statusCode).toBe(429);
  expect((await open('POST', path, form, '2001:db8:1:3::9')).statusCode).toBe(200);
});

test('numbers cannot be guessed: a wrong sign is told, and lookups are paced', async () => {
  net += 1;
  expect((await open('POST', '/open/answer', { number: '7KQ4-9MXT-A2PC' })).statusCode).toBe(422);
  const codes: number[] = [];
  for (let n = 0; n < 12; n++) codes.push((await open('POST', '/open/answer', { number: 'x' })).statusCode);
  expect(codes.slice(-2)).toEqual([429, 429]);
});

test('taken down it is gone from the public side', async () => {
  net += 1;
  const reason = '名单有误，重新公示';
  expect((await worker.call('POST', `/notices/${notice.id}/withdraw`, { reason })).statusCode).toBe(200);
  const gone = await open('GET', `/open/notice/${notice.slug}`);
  expect(gone.statusCode).toBe(410);
  expect(gone.body).not.toContain('村民1A');
  expect((await open('GET', '/open')).body).not.toContain(notice.slug);
  expect((await open('GET', `/open/notice/${notice.slug}/objection`)).statusCode).toBe(410);
});

test('a village’s notice is no other village’s', async () => {
  const neighbour = await hall.signIn('neighbour');
  expect((await neighbour.call('GET', `/notices/${notice.id}`)).statusCode).toBe(404);
  expect((await neighbour.call('GET', `/notices?region=${VILLAGE}`)).json()).toMatchObject({
    total: 0,
    rows: [],
  });
});
