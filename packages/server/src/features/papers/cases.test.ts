import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { dayText } from '@mingbai/core';
import type { CasePaper, PaperJob } from '@mingbai/core/api';
import { jpegFromPhone } from '@mingbai/core/evidence-samples';
import { readPdf } from '@mingbai/exchange/testing';
import { blobKey } from '@mingbai/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { ago, Hall, TOWN, VILLAGE } from '../procedures/testing.ts';
import { processPaperJob } from './process.ts';

/** Papers of cases: what the steps told stands on them, and nobody types it again. */
let hall: Hall;
let worker: Signed;
let town: Signed;
/** Two of the register, and one that is not in it. */
let cases: string[];
const HEAD = {
  'membership.relation': 'head',
  'person.name': '周得水',
  'person.identity_no': '411525198001011237',
};
const CHILD = {
  'membership.relation': 'son',
  'person.name': '周小水',
  'person.identity_no': '411525201003071211',
};

beforeAll(async () => {
  hall = await Hall.open();
  worker = await hall.signIn('worker');
  town = await hall.signIn('town');
  for (const n of [1, 2]) await hall.household(n, { village_group: `'三组'` });
  const lead = { risks: ['illness'], situation: '户主住院，自付医药费两万多元' };
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'monitoring',
    action: 'household-applies',
    on: ago(13),
    given: lead,
    subjects: [
      { household: '1' },
      { household: '2' },
      { village: VILLAGE, given: { members: [HEAD, CHILD] } },
    ],
  });
  expect(opened.refused).toEqual([]);
  cases = opened.accepted.map((one) => one.case);
}, 120_000);
afterAll(() => hall.close());

async function step(who: Signed, action: string, base: number, on: number, more: object, chosen = cases) {
  const done = await hall.post(who, '/cases/act', {
    action,
    on: ago(on),
    cases: chosen.map((id) => ({ id, base })),
    ...more,
  });
  expect(done.refused).toEqual([]);
}

/** Without line breaks, as a sentence is searched. */
const textOf = (pdf: Buffer): string =>
  readPdf(pdf)
    .pages.map(({ text }) => text)
    .join('')
    .replaceAll(/\s/g, '');
async function printed(id: string, paper: string, who = worker, more: object = {}): Promise<string> {
  const answer = await who.call('POST', `/cases/${id}/papers`, { paper, ...more });
  if (answer.statusCode !== 200) throw new Error(`${paper}: ${answer.statusCode} ${answer.body}`);
  return textOf(answer.rawPayload);
}
const papersOf = async (id: string, who = worker): Promise<CasePaper[]> =>
  (await who.call('GET', `/cases/${id}/papers`)).json<CasePaper[]>();

test('a case lists the papers of its steps, with what was taken and what is next', async () => {
  const papers = await papersOf(cases[0] ?? '');
  expect(papers.map(({ key }) => key)).toEqual([
    'application',
    'authorisation',
    'minutes',
    'review',
    'confirmation',
    'case-record',
  ]);
  expect(papers[0]).toMatchObject({
    name: { zh: '监测对象（困难户）申请书' },
    steps: [{ action: 'household-applies', on: ago(13) }],
    next: false,
  });
  expect(papers[1]).toMatchObject({ steps: [{ action: 'visit', on: null }], next: true });
});

test('the application says who applied, when and why; the authorisation is there to be signed before the visit', async () => {
  const text = await printed(cases[0] ?? '', 'application');
  expect(text).toContain('村民1A');
  expect(text).toContain('户主住院，自付医药费两万多元');
  const [entry] = await hall.rows<{ subject: string; changes: Record<string, unknown> }>(
    `select subject, changes from mingbai.journal where command = 'paper.print' order by id desc limit 1`,
  );
  expect(entry).toMatchObject({
    subject: `case:${cases[0]}`,
    changes: { paper: 'application', format: 'pdf', full: [] },
  });
  expect(entry?.changes['sha256']).toMatch(/^[0-9a-f]{64}$/);
  expect(await printed(cases[0] ?? '', 'authorisation')).toContain('家庭经济状况查询授权书');
});

describe('a household that is not registered', () => {
  test('stands on its papers as it was told, its numbers masked', async () => {
    const text = await printed(cases[2] ?? '', 'authorisation');
    for (const words of ['周得水', '周小水', '之子', '户主', '4115**********1237', '4115**********1211'])
      expect(text).toContain(words);
    expect(text).not.toContain(HEAD['person.identity_no']);
  });
  test('in full with a reason, and the journal says so without the number', async () => {
    const full = { full: true, reason: '农户签署授权书' };
    expect(await printed(cases[2] ?? '', 'authorisation', worker, full)).toContain(
      HEAD['person.identity_no'],
    );
    const [entry] = await hall.rows<{ text: string }>(
      `select j::text as text from mingbai.journal j where command = 'paper.print' order by id desc limit 1`,
    );
    expect(entry?.text).toContain('person.identity_no');
    expect(entry?.text).not.toContain(HEAD['person.identity_no']);
  });
});

test('minutes before the meeting list who waits for it', async () => {
  const answer = await worker.call('POST', '/cases/paper-jobs', { papers: ['minutes'], cases });
  expect(answer.statusCode).toBe(200);
  const { database, vault, home } = hall.server.server.services;
  const job = answer.json<PaperJob>();
  await processPaperJob({ database, vault, folder: home }, job.id);
  const file = await worker.call('POST', `/paper-jobs/${job.id}/file`);
  const pages = readPdf(file.rawPayload).pages.map(({ text }) => text);
  // Contents, and one meeting for the three of them.
  expect(pages).toHaveLength(2);
  for (const name of ['村民1A', '村民2A', '周得水']) expect(pages[1]).toContain(name);
});

test('votes, opinions, days, decision with the line of its day, notice: as they were recorded', async () => {
  const scan = async (need: string) => ({ need, id: await hall.file('scan') });
  await step(worker, 'visit', 1, 12, {
    given: {
      'monitor-class': 'sudden',
      risks: ['illness'],
      'per-capita-income': 4200,
      'visit-finding': '与申报一致，住房和饮水安全',
    },
    evidence: [await scan('authorisation')],
  });
  await step(worker, 'village-agree', 2, 11, {
    votes: { eligible: 30, present: 25, for: 24, against: 1, abstain: 0 },
    given: { 'meeting-place': '村部会议室', 'meeting-chair': '王主任', 'meeting-said': '大家没有不同意见' },
    evidence: [await scan('minutes')],
  });
  await step(worker, 'notice-over', 3, 5, {}, cases.slice(0, 2));
  await step(
    town,
    'township-agree',
    4,
    4,
    { given: { 'township-opinion': '经比对无异常' } },
    cases.slice(0, 1),
  );
  const clerk = await hall.signIn('clerk');
  await step(clerk, 'county-confirm', 5, 3, { given: { 'county-opinion': '同意纳入' } }, cases.slice(0, 1));

  const minutes = await printed(cases[0] ?? '', 'minutes');
  // Everybody who was voted on at the meeting, whoever's paper it is.
  for (const words of [
    '村部会议室',
    '王主任',
    '大家没有不同意见',
    dayText(ago(11)),
    '30',
    '25',
    '村民1A',
    '村民2A',
    '周得水',
    '24',
    '通过',
    '表决通过3户',
  ])
    expect(minutes).toContain(words);

  const review = await printed(cases[0] ?? '', 'review');
  for (const words of [
    '与申报一致，住房和饮水安全',
    '4200',
    '民主评议通过：应到30人，实到25人，同意24票，反对1票，弃权0票',
    '乡镇初审通过：经比对无异常',
    '县级审定纳入：同意纳入',
    dayText(ago(4)),
  ])
    expect(review).toContain(words);

  const confirmation = await printed(cases[0] ?? '', 'confirmation');
  for (const words of [
    '突发严重困难户',
    dayText(ago(3)),
    '按“低于监测线”',
    '拟纳入监测对象村内公示',
    dayText(ago(6)),
  ])
    expect(confirmation).toContain(words);

  const record = await printed(cases[0] ?? '', 'case-record');
  const [kept] = await hall.rows<{ version: string; slug: string; sha: string }>(
    `select a.judgement ->> 'version' as version, n.slug, left(encode(e.sha256, 'hex'), 16) as sha
     from mingbai.procedure_action a, mingbai.notice n, mingbai.evidence e
     where a."case" = $1 and a.action = 'visit' and e.id = (a.evidence -> 0 ->> 'id')::bigint limit 1`,
    [cases[0]],
  );
  for (const words of [
    kept?.version,
    kept?.slug,
    kept?.sha,
    '农户授权承诺（查询）书',
    '公示期内没有收到异议',
    '监测线',
  ])
    expect(record).toContain(words);
});

test('the file of the household shows what its case told each paper', async () => {
  const file = async (household: string) => {
    const answer = await worker.call('POST', `/households/${household}/papers`, { paper: 'household-file' });
    return textOf(answer.rawPayload);
  };
  const first = await file('1');
  for (const words of [
    '户主住院，自付医药费两万多元',
    '与申报一致，住房和饮水安全',
    '经比对无异常',
    '同意纳入',
  ])
    expect(first).toContain(words);
  // The second has come no further than its notice.
  const second = await file('2');
  expect(second).toContain('与申报一致，住房和饮水安全');
  expect(second).not.toContain('同意纳入');
});

test('an objection and its answer stand in the record under its receipt, what it said does not', async () => {
  const [notice] = await hall.rows<{ id: string; region: string }>(
    `select id::text, region::text from mingbai.notice order by id limit 1`,
  );
  await hall.owner.query(
    `insert into mingbai.objection (county, region, notice, "case", number, said_sealed, at, upheld, answer, answered_at, answered_by, entry, answer_entry)
     values (411525, $1, $2, $3, '7KQ4-9MXT-A2PD', 'x', now() - interval '7 days', false, '经入户核查，情况不属实', now() - interval '6 days', 'worker', 1, 1)`,
    [notice?.region, notice?.id, cases[0]],
  );
  const record = await printed(cases[0] ?? '', 'case-record');
  for (const words of ['7KQ4-9MXT-A2PD', '不属实', '经入户核查，情况不属实', dayText(ago(6))])
    expect(record).toContain(words);
  expect(await printed(cases[1] ?? '', 'case-record')).not.toContain('7KQ4');
});

test('a preview says the same as the print, masked, in a document too', async () => {
  const preview = await worker.call('GET', `/cases/${cases[0]}/papers/review`);
  expect(preview.statusCode).toBe(200);
  expect(JSON.stringify(preview.json())).toContain('经比对无异常');
  const answer = await worker.call('POST', `/cases/${cases[0]}/papers`, { paper: 'review', format: 'docx' });
  expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
});

test('all cases of a filter in one file: each meeting once, then case by case, with contents; journaled', async () => {
  const answer = await town.call('POST', '/cases/paper-jobs', {
    papers: ['minutes', 'review', 'confirmation'],
    filter: { region: TOWN, procedure: 'monitoring', ended: 'any' },
  });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  const { id } = answer.json<PaperJob>();
  const { database, vault, home } = hall.server.server.services;
  await processPaperJob({ database, vault, folder: home }, id);
  const job = (await town.call('GET', `/paper-jobs/${id}`)).json<PaperJob>();
  expect(job).toMatchObject({
    state: 'done',
    cases: 3,
    progress: { done: 3, total: 3 },
    paper: 'minutes,review,identification',
  });
  const file = await town.call('POST', `/paper-jobs/${id}/file`);
  const { pages } = readPdf(file.rawPayload);
  const all = pages.map(({ text }) => text.replaceAll(/\s/g, ''));
  for (const name of ['民主评议会议记录', '村民1A', '村民2A', '周得水']) expect(all[0]).toContain(name);
  expect(all.filter((text) => text.includes('村部会议室'))).toHaveLength(1);
  expect(all.filter((text) => text.startsWith('入户复核表'))).toHaveLength(3);
  const [entry] = await hall.rows<{ subject: string; changes: Record<string, unknown> }>(
    `select subject, changes from mingbai.journal where command = 'paper.print' order by id desc limit 1`,
  );
  expect(entry).toMatchObject({
    subject: `paper-job:${id}`,
    changes: {
      count: 3,
      cases: expect.arrayContaining(cases),
      editions: [{ paper: 'minutes' }, { paper: 'review' }, { paper: 'identification' }],
    },
  });
});

test('who may not, does not: another village, a leader, a paper the case has not, cases of two procedures', async () => {
  const neighbour = await hall.signIn('neighbour');
  const leader = await hall.signIn('leader');
  const [id] = cases;
  expect((await neighbour.call('GET', `/cases/${id}/papers`)).statusCode).toBe(404);
  expect((await neighbour.call('POST', `/cases/${id}/papers`, { paper: 'review' })).statusCode).toBe(404);
  expect((await neighbour.call('POST', '/cases/paper-jobs', { papers: ['review'], cases })).statusCode).toBe(
    404,
  );
  expect((await leader.call('POST', `/cases/${id}/papers`, { paper: 'review' })).statusCode).toBe(403);
  expect((await worker.call('POST', `/cases/${id}/papers`, { paper: 'handbook' })).statusCode).toBe(404);
  await hall.household(7, { exit_state: `'poor'` });
  const other = await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    votes: { eligible: 30, present: 25, for: 25, against: 0, abstain: 0 },
    evidence: [{ need: 'minutes', id: await hall.file('document') }],
    subjects: [{ household: '7' }],
  });
  const mixed = [...cases, ...other.accepted.map((one) => one.case)];
  expect(
    (await worker.call('POST', '/cases/paper-jobs', { papers: ['review'], cases: mixed })).statusCode,
  ).toBe(400);
});

test('a signature stands on the paper of its step as a picture, with whose and when; a preview only names it', async () => {
  await hall.household(8);
  const id = await hall.file('signature');
  const [kept] = await hall.rows<{ sha256: string }>(
    `select encode(sha256, 'hex') as sha256 from mingbai.evidence where id = ${id}`,
  );
  const { database, vault, home, evidence } = hall.server.server.services;
  const { house } = evidence;
  const draft = join(house.scratch, randomUUID());
  await house.vault.files.encrypt(Readable.from([jpegFromPhone()]), draft);
  await house.blobs.put(blobKey(kept?.sha256 ?? '', 'thumbnail'), draft);
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'monitoring',
    action: 'household-applies',
    on: ago(2),
    given: { risks: ['illness'], situation: '本人签名申报' },
    subjects: [{ household: '8' }],
    evidence: [{ need: 'application', id }],
  });
  const one = opened.accepted[0]?.case ?? '';
  for (const paper of ['application', 'case-record']) {
    const answer = await worker.call('POST', `/cases/${one}/papers`, { paper });
    expect(answer.rawPayload.includes('/Subtype /Image')).toBe(true);
    expect(textOf(answer.rawPayload)).toContain(`申报材料（签名）`);
    expect(textOf(answer.rawPayload)).toContain(dayText(ago(2)));
  }
  const [entry] = await hall.rows<{ evidence: unknown }>(
    `select evidence from mingbai.journal where command = 'paper.print' order by id desc limit 1`,
  );
  expect(entry?.evidence).toEqual([{ name: `evidence:${id}`, sha256: kept?.sha256 }]);
  const document = await worker.call('POST', `/cases/${one}/papers`, {
    paper: 'application',
    format: 'docx',
  });
  expect(document.rawPayload.includes('word/media/image1.jpeg')).toBe(true);
  const whole = await worker.call('POST', `/households/8/papers`, { paper: 'household-file' });
  expect(whole.rawPayload.includes('/Subtype /Image')).toBe(true);
  // As do those printed as a job: papers of cases, and those of all households of a village.
  for (const [path, body] of [
    ['/cases/paper-jobs', { papers: ['application'], cases: [one] }],
    [`/villages/${VILLAGE}/paper-jobs`, { paper: 'household-file' }],
  ] as const) {
    const queued = await worker.call('POST', path, body);
    const { id: job } = queued.json<PaperJob>();
    await processPaperJob({ database, vault, folder: home }, job);
    const file = await worker.call('POST', `/paper-jobs/${job}/file`);
    expect(file.rawPayload.includes('/Subtype /Image'), path).toBe(true);
    const [seen] = await hall.rows<{ evidence: unknown }>(
      `select evidence from mingbai.journal where command = 'paper.print' order by id desc limit 1`,
    );
    expect(seen?.evidence, path).toEqual([{ name: `evidence:${id}`, sha256: kept?.sha256 }]);
  }
  const preview = (await worker.call('GET', `/cases/${one}/papers/application`)).body;
  expect(preview).toContain('申报材料（签名）');
  expect(preview).toContain('"jpeg":""');
});
