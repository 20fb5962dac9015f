import { createHash } from 'node:crypto';
import type { PaperKind } from '@mingbai/core/api';
import { readPdf } from '@mingbai/exchange/testing';
import { writeCounty } from '@mingbai/fixtures';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { Printery, TOWNSHIP, VILLAGE } from './testing.ts';

let printery: Printery;
let clerk: Signed;
let worker: Signed;
let household: string;
let head: string;
beforeAll(async () => {
  printery = await Printery.open((dir) => writeCounty({ ...TOWNSHIP, dir }));
  clerk = await printery.signIn('clerk');
  worker = await printery.signIn('worker');
  const [first] = printery.village.households.toSorted((a, b) => b.members - a.members);
  household = first?.id ?? '';
  head = first?.head ?? '';
}, 120_000);
afterAll(() => printery.close());

const print = (body: object, as = clerk, id = household) => as.call('POST', `/households/${id}/papers`, body);
const ofVillage = (body: object, as = clerk) => as.call('POST', `/villages/${VILLAGE}/papers`, body);
const textOf = (pdf: Buffer): string =>
  readPdf(pdf)
    .pages.map(({ text }) => text)
    .join('\n');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('every paper of the house prints, in each of its formats', async () => {
  const { papers, quarantined } = (await clerk.call('GET', '/papers')).json<{
    papers: PaperKind[];
    quarantined: unknown[];
  }>();
  expect(quarantined).toEqual([]);
  expect(papers.length).toBeGreaterThan(12);
  for (const { id, subject, formats } of papers.filter(
    ({ id: one, subject: of }) => one !== 'village-file' && of !== 'case',
  ))
    for (const format of formats) {
      const answer = await (subject === 'household' ? print : ofVillage)({ paper: id, format });
      expect([id, format, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([
        id,
        format,
        200,
        '',
      ]);
      expect(answer.rawPayload.subarray(0, 4).toString('latin1')).toBe(
        format === 'pdf' ? '%PDF' : 'PK\u0003\u0004',
      );
    }
});

test('a handbook says what the register says, masked, and the journal who printed which', async () => {
  const answer = await print({ paper: 'handbook' }, worker);
  const text = textOf(answer.rawPayload);
  expect(text).toContain(head);
  // Those above the worker's village stand on the paper, too.
  expect(text).toMatch(/固始县陈淋子镇/);
  expect(text).toMatch(/\d{4}\*{10}[\dX]{4}/);
  expect(text).not.toMatch(/\d{17}[\dX]/);
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(/扶贫手册-.*\.pdf/);
  expect(await printery.entry('paper.print')).toMatchObject({
    subject: `household:${household}`,
    reason: null,
    changes: { paper: 'handbook', format: 'pdf', sha256: sha256(answer.rawPayload), pages: 3 },
  });
});

describe('numbers in full', () => {
  const full = { paper: 'application', full: true };
  test('need a reason', async () => {
    expect((await print(full)).statusCode).toBe(400);
  });
  test('stand on the paper and not in the journal', async () => {
    const answer = await print({ ...full, reason: '农户签字申请' });
    const numbers = textOf(answer.rawPayload).match(/\d{17}[\dX]/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    const entry = await printery.entry('paper.print');
    expect(entry).toMatchObject({ reason: '农户签字申请' });
    expect(entry.changes['full']).toContain('person.identity_no');
    for (const number of numbers) expect(JSON.stringify(entry)).not.toContain(number);
  });
  test('are masked on a paper that may not carry them', async () => {
    const answer = await print({ paper: 'review', full: true, reason: '农户签字申请' });
    expect(textOf(answer.rawPayload)).not.toMatch(/\d{17}[\dX]/);
  });
  test('of whom to call are told: that is what the clear account is for', async () => {
    expect(textOf((await print({ paper: 'clear-account' })).rawPayload)).toMatch(/^1\d{10}$/m);
    expect((await printery.entry('paper.print')).changes['full']).toEqual(['responsible.phone']);
  });
});

test('the clear account is one page: what, how much, why, whom', async () => {
  for (const { id } of printery.village.households) {
    const { pages } = readPdf((await print({ paper: 'clear-account' }, clerk, id)).rawPayload);
    expect(pages).toHaveLength(1);
    for (const words of [
      '我家得到了什么帮扶',
      '我家的收入怎么算的',
      '按政策我家可以享受什么',
      '有事找谁',
      '12317',
    ])
      expect(pages[0]?.text).toContain(words);
  }
});

describe('papers of a procedure take what it tells', () => {
  const notice = {
    公示标题: '监测对象认定公示',
    公示依据: '县防止返贫监测工作方案',
    公示内容: '拟认定的监测对象',
    公示开始: '2026-11-20',
    公示结束: '2026-11-25',
    公示单位: '陈淋村村民委员会',
    监督电话: '0376-4660000',
    公示名单: [
      { 户主姓名: '张三', 组: '一组', '家庭人口（人）': 3, 类别: '边缘易致贫户', 原因类别: '刚性支出较大' },
    ],
  };
  test('a notice, on A3', async () => {
    const answer = await ofVillage({ paper: 'notice', size: 'A3', facts: notice });
    const { pages } = readPdf(answer.rawPayload);
    expect(Math.round(pages[0]?.height ?? 0)).toBe(1191);
    for (const words of ['监测对象认定公示', '2026年11月20日', '0376-4660000', '张三', '刚性支出较大'])
      expect(
        pages
          .map(({ text }) => text)
          .join('')
          .replaceAll('\n', ''),
      ).toContain(words);
  });
  test.each([
    ['a number', { 公示内容: '张三 41302619800206151X 拟认定' }],
    ['a telephone', { 公示内容: '张三 13812345678' }],
    ['an illness', { 公示名单: [{ 户主姓名: '张三', 原因类别: '尿毒症' }] }],
  ])('%s does not hang out', async (_, change) => {
    const answer = await ofVillage({ paper: 'notice', facts: { ...notice, ...change } });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().message.zh).toContain('公示');
  });
  test('minutes with votes', async () => {
    const facts = {
      会议地点: '村部',
      表决: [{ 户主姓名: '李四', 同意: 28, 反对: 1, 弃权: 0, 结果: '通过' }],
    };
    const text = textOf((await ofVillage({ paper: 'minutes', facts })).rawPayload);
    for (const words of ['村部', '李四', '28', '通过']) expect(text).toContain(words);
  });
  test('what the paper does not ask for is refused', async () => {
    const answer = await ofVillage({ paper: 'minutes', facts: { 会议室: '村部' } });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('会议室');
  });
});

test('a notice of a procedure is printed as it was posted, with the code of its address', async () => {
  const row = {
    head: '张三',
    village: '陈淋村',
    group: '第一村民组',
    cells: { size: '3', class: { zh: '边缘易致贫户', en: 'On the margin' }, 'cause-kind': null },
  };
  const { rows } = await printery.owner.query<{ id: string }>(
    `insert into mingbai.notice (county, region, slug, procedure, state, title_zh, title_en, basis_zh, basis_en, place, columns, rows,
       phone, span, "from", until, posted_at, entry)
     values (411525, $1, 'abc', 'monitoring', 'posted', '监测对象公示', 'Notice', '监测工作方案', 'Plan', '陈淋村', $2, $3,
       '0376-4660000', '{}', '2026-11-20', '2026-11-25', now(), 1) returning id::text`,
    [VILLAGE, ['size', 'class', 'cause-kind'], JSON.stringify([row])],
  );
  const answer = await worker.call('POST', `/notices/${rows[0]?.id}/paper`, { size: 'A3' });
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
  const { pages } = readPdf(answer.rawPayload);
  expect(pages).toHaveLength(1);
  const text = pages[0]?.text.replaceAll('\n', '') ?? '';
  for (const words of [
    '监测对象公示',
    '张三',
    '边缘易致贫户',
    '陈淋村村民委员会',
    '2026年11月25日',
    '手机扫码',
  ])
    expect(text).toContain(words);
  // What no row says has no column.
  expect(text).not.toContain('原因类别');
  expect(await printery.entry('paper.print')).toMatchObject({ subject: `notice:${rows[0]?.id}` });
  const neighbour = await printery.signIn('neighbour');
  expect((await neighbour.call('POST', `/notices/${rows[0]?.id}/paper`, {})).statusCode).toBe(404);
});

test('a preview says the same, all masked, and nothing is journaled', async () => {
  const before = await printery.entry('paper.print');
  const { paper, missing } = (
    await clerk.call('GET', `/households/${household}/papers/clear-account`)
  ).json();
  expect(missing).toEqual([]);
  expect(JSON.stringify(paper)).toContain('我家的明白账');
  expect(JSON.stringify(paper)).not.toMatch(/"1\d{10}"/);
  expect(await printery.entry('paper.print')).toEqual(before);
});

test('who may not print does not, and what lies elsewhere is not there', async () => {
  expect((await print({ paper: 'handbook' }, await printery.signIn('leader'))).statusCode).toBe(403);
  const neighbour = await printery.signIn('neighbour');
  expect((await print({ paper: 'handbook' }, neighbour)).statusCode).toBe(404);
  expect((await ofVillage({ paper: 'roll-persons' }, neighbour)).statusCode).toBe(404);
  expect((await print({ paper: 'minutes' })).statusCode).toBe(404);
  expect((await print({ paper: 'case-record' })).statusCode).toBe(404);
  expect((await print({ paper: 'nothing' })).statusCode).toBe(404);
  expect((await print({ paper: 'handbook', format: 'xlsx' })).statusCode).toBe(400);
  expect((await print({ paper: 'handbook', size: 'A3' })).statusCode).toBe(400);
});
