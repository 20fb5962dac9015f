import { addDays, dayInChina, readReceipt, regionCode } from '@mingbai/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Ledger } from '../finding/testing.ts';
import { runCommand, type Done } from '../journal/command.ts';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import { createKeys } from '../vault/keys.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import { answerObjection, findHanging, makeObjection, openObjection } from './objection.ts';
import { postNotices, type NoticeAsked, type Posted } from './post.ts';
import { findPublicAnswer, findPublicNotice, NOWHERE, publicNotices } from './public.ts';
import { findNotice, listNotices } from './read.ts';
import { interruptNotice, noticesOf, withdrawNotice } from './run.ts';
import { openCases, PROCEDURE, VILLAGE, type Household } from './testing.ts';

const COUNTY = '411525';
const PHONE = '0376-4961234';
const TODAY = dayInChina(Date.now());
let ledger: Ledger;
let vault: Vault;
beforeAll(async () => {
  ledger = await Ledger.open();
  const keys = join(mkdtempSync(join(tmpdir(), 'mingbai-notice-')), 'keys.json');
  createKeys(keys);
  vault = openVault(keys);
});
afterAll(() => ledger.close());

const ACTOR = { id: 'u1', role: 'county_clerk', region: regionCode(COUNTY) };

async function command<T>(work: (tx: WriteTx) => Promise<T>, name = 'notice.test'): Promise<T> {
  const done = await runCommand(
    ledger.database,
    ACTOR,
    { name, region: ACTOR.region },
    async (tx): Promise<Done<T>> => ({
      result: await work(tx),
      changes: {},
    }),
  );
  if (done.repeated) throw new Error('repeated');
  return done.result;
}
const look = <T>(work: (tx: ReadTx) => Promise<T>) =>
  ledger.database.read({ region: ACTOR.region, user: 'u1' }, work);
const outside = <T>(work: (tx: ReadTx) => Promise<T>) => ledger.database.read(NOWHERE, work);

async function post(
  households: readonly Household[],
  { on = TODAY, asked = {} }: { on?: string; asked?: Partial<NoticeAsked> } = {},
): Promise<{ cases: string[]; posted: Posted[] }> {
  return command(async (tx) => {
    const cases = await openCases(tx, COUNTY, households);
    const posted = await postNotices(tx, {
      county: COUNTY,
      procedure: PROCEDURE,
      state: 'noticed',
      cases,
      on,
      calendar: {},
      asked: { phone: PHONE, ...asked },
    });
    return { cases, posted };
  });
}

test('a list hangs out: closed columns, kinds of causes, a child at the head without a name', async () => {
  const { posted } = await post([
    { head: '甲一', cause: 'illness' },
    { head: '甲二', birth: addDays(TODAY, -365 * 15) },
  ]);
  const [notice] = posted;
  expect(posted).toMatchObject([{ region: VILLAGE, until: addDays(TODAY, 5), lines: 2 }]);
  const seen = await outside((tx) => findPublicNotice(tx, notice?.slug ?? ''));
  expect(seen).toMatchObject({
    over: false,
    phone: PHONE,
    columns: ['size', 'class', 'cause-kind', 'outcome'],
  });
  expect(seen?.rows.map(({ head }) => head)).toEqual(['甲一', null]);
  expect(seen?.rows[0]?.cells).toEqual({
    size: '1',
    class: { zh: '一般贫困户', en: 'Generally poor household' },
    'cause-kind': { zh: '刚性支出较大', en: 'High unavoidable costs' },
    outcome: { zh: '拟认定', en: 'To be identified' },
  });
  expect(JSON.stringify(seen)).not.toMatch(/因病|illness/i);
  expect((await outside((tx) => publicNotices(tx, regionCode('41')))).map(({ slug }) => slug)).toContain(
    notice?.slug,
  );
});

test('a notice a village, names masked when asked', async () => {
  const { posted } = await post([{ head: '乙小一' }, { head: '乙小二', region: '411525102201' }], {
    asked: { maskNames: true },
  });
  expect(posted.map(({ region, lines }) => [region, lines])).toEqual([
    [VILLAGE, 1],
    ['411525102201', 1],
  ]);
  const rows = await Promise.all(posted.map(({ slug }) => outside((tx) => findPublicNotice(tx, slug))));
  expect(rows.map((one) => one?.rows[0]?.head)).toEqual(['乙*一', '乙*二']);
});

test.each([
  ['其子丙小宝在读', '丙小宝'],
  ['联系 13812345678', '13812345678'],
  ['因病支出大', '因病'],
])('a sentence that says too much refuses the posting: %s', async (said, place) => {
  const child = { name: '丙小宝', birth: addDays(TODAY, -365 * 8) };
  const head = `丙${said.length}${place.length}`;
  await expect(post([{ head, child }], { asked: { said } })).rejects.toMatchObject({
    code: 'notice-leaks',
    details: { places: place },
  });
  expect(await ledger.rows(`select 1 from mingbai.procedure_case where title = '${head}'`)).toEqual([]);
});

test('who has no account sees what hangs out today, and no table', async () => {
  const { posted: over } = await post([{ head: '丁一' }], { on: addDays(TODAY, -30) });
  const gone = await outside((tx) => findPublicNotice(tx, over[0]?.slug ?? ''));
  expect(gone).toMatchObject({ over: true, rows: [], said: null });
  expect(await outside((tx) => findHanging(tx, over[0]?.slug ?? ''))).toBeUndefined();
  const shown = await outside((tx) => publicNotices(tx, regionCode('41')));
  expect(shown.map(({ slug }) => slug)).not.toContain(over[0]?.slug);
  for (const table of ['notice', 'notice_case', 'objection', 'procedure_case', 'household', 'person'])
    expect(await outside((tx) => tx.rows(`select 1 from mingbai.${table} limit 1`)), table).toEqual([]);
});

test('the period ends later by the days on which it did not hang, once each', async () => {
  const { posted, cases } = await post([{ head: '戊一' }], { on: TODAY });
  const id = posted[0]?.id ?? '';
  const place = { county: COUNTY, region: regionCode(VILLAGE) };
  const days = { from: addDays(TODAY, 2), to: addDays(TODAY, 4), reason: '大风吹落' };
  expect(await command((tx) => interruptNotice(tx, place, id, days, {}))).toEqual({
    before: addDays(TODAY, 5),
    until: addDays(TODAY, 8),
  });
  const wrong = { ...days, from: addDays(TODAY, 20), to: addDays(TODAY, 21) };
  await expect(command((tx) => interruptNotice(tx, place, id, wrong, {}))).rejects.toMatchObject({
    code: 'invalid-input',
  });
  const run = (await look((tx) => noticesOf(tx, COUNTY, cases))).get(cases[0] ?? '');
  expect(run).toMatchObject({ from: TODAY, until: addDays(TODAY, 8), openObjections: 0 });
  await command((tx) => withdrawNotice(tx, place, id, '登错一户'));
  expect((await look((tx) => noticesOf(tx, COUNTY, cases))).size).toBe(0);
  expect(await look((tx) => findNotice(tx, id))).toMatchObject({
    state: 'withdrawn',
    withdrawnWhy: '登错一户',
  });
});

test('an objection is sealed, blocks its case, is a finding until it is answered, and the answer lies under its receipt', async () => {
  const { posted, cases } = await post([{ head: '己一' }, { head: '己二' }]);
  const { slug = '', id: notice = '' } = posted[0] ?? {};
  const said = '己一家在县城有门面房';
  const made = await command(
    (tx) =>
      makeObjection(
        tx,
        vault,
        { slug, line: 1, said, contact: '13900001111' },
        { id: 'public', role: 'public' },
      ),
    'objection.make',
  );
  expect(readReceipt(made.number)).toBe(made.number);
  const open = await look((tx) => noticesOf(tx, COUNTY, cases));
  expect(cases.map((one) => open.get(one)?.openObjections)).toEqual([1, 0]);
  const stored = await ledger.rows<{ said: Buffer }>(
    `select said_sealed as said from mingbai.objection where id = ${made.id}`,
  );
  expect(stored[0]?.said.includes(Buffer.from('门面'))).toBe(false);
  const journal = await ledger.rows<{ text: string }>(
    `select j::text as text from mingbai.journal j where command = 'objection.make'`,
  );
  expect(journal.map(({ text }) => text).join()).not.toMatch(/门面|13900001111/);
  expect(await look((tx) => openObjection(tx, vault, made.id))).toEqual({ said, contact: '13900001111' });
  const finding = () =>
    ledger.rows(`select state, facts ->> 'count' as n from mingbai.finding where source = 'objection'`);
  expect(await finding()).toEqual([{ state: 'lead', n: '1' }]);

  await command((tx) =>
    makeObjection(tx, vault, { slug, said: '名单里少了庚家，他家最困难' }, { id: 'public', role: 'public' }),
  );
  const both = await look((tx) => noticesOf(tx, COUNTY, cases));
  expect(cases.map((one) => both.get(one)?.openObjections)).toEqual([2, 1]);
  expect(await outside((tx) => findPublicAnswer(tx, made.number))).toMatchObject({
    answer: null,
    upheld: null,
  });
  const answer = { upheld: true, answer: '经查属实，已退回重新评议' };
  await command((tx) => answerObjection(tx, COUNTY, made.id, answer, ACTOR));
  expect(await outside((tx) => findPublicAnswer(tx, made.number))).toMatchObject(answer);
  await expect(command((tx) => answerObjection(tx, COUNTY, made.id, answer, ACTOR))).rejects.toMatchObject({
    code: 'objection-answered',
  });
  expect((await finding()).map((one) => (one as { state: string }).state).sort()).toEqual(['closed', 'lead']);
  const listed = await look((tx) => listNotices(tx, { open: true }, { limit: 20, offset: 0 }));
  expect(listed.rows.find(({ id }) => id === notice)).toMatchObject({
    objections: 2,
    open: 1,
    state: 'hanging',
  });
});

test('an objection to what does not hang out, or to a line that is not there, is none', async () => {
  const { posted } = await post([{ head: '辛一' }], { on: addDays(TODAY, -30) });
  const said = '不属实的情况说明';
  const asked = (slug: string, line?: number) =>
    command((tx) => makeObjection(tx, vault, { slug, line, said }, { id: 'public', role: 'public' }));
  await expect(asked(posted[0]?.slug ?? '')).rejects.toMatchObject({ code: 'not-found' });
  const { posted: now } = await post([{ head: '壬一' }]);
  await expect(asked(now[0]?.slug ?? '', 2)).rejects.toMatchObject({ code: 'not-found' });
});
