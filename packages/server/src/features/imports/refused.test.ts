import { createHash, randomBytes } from 'node:crypto';
import { addDays, dayInChina } from '@mingbai/core';
import type { ImportJob } from '@mingbai/core/api';
import { writeZip } from '@mingbai/exchange';
import { openUnder } from '@mingbai/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { book, countsOf, csv, Desk, person, workbook, type Line } from './testing.ts';

/** Files that are not what they should be: said clearly in both languages, and nothing else is lost. */
let desk: Desk;
let good: Uint8Array;
let clerk: Signed;
beforeAll(async () => {
  desk = await Desk.open();
  clerk = await desk.signIn();
  good = await book('person-47', [person(1), person(2)]);
});
afterAll(() => desk.close());

async function zip(members: Record<string, Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const entries = Object.entries(members).map(([name, bytes]) => ({
    name,
    content: (sink: (chunk: Uint8Array) => Promise<void>) => sink(bytes),
  }));
  await writeZip(async (chunk) => void chunks.push(Uint8Array.from(chunk)), entries);
  return Buffer.concat(chunks);
}

/** A compound file whose directory names the stream that a locked workbook has. */
function encrypted(): Uint8Array {
  const stream = 'EncryptedPackage';
  const file = Buffer.alloc(512 * 3);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffe, 516);
  file.write(stream, 1024, 'utf16le');
  file.writeUInt16LE(stream.length * 2 + 2, 1024 + 64);
  return file;
}

describe('a file that cannot be read', () => {
  test.each<[string, string, () => Promise<Uint8Array> | Uint8Array, RegExp, RegExp]>([
    ['an empty file', 'a.xlsx', () => new Uint8Array(), /文件是空的/, /the file is empty/],
    ['noise', 'a.xlsx', () => randomBytes(5000), /无法读取/, /cannot be read/],
    ['a locked workbook', 'a.xls', encrypted, /密码/, /password/],
    ['half a workbook', 'a.xlsx', () => good.slice(0, good.length / 2), /损坏/, /damaged/],
    [
      'a bomb',
      'a.zip',
      () => zip({ 'a.csv': Buffer.alloc(60_000_000, 'a,b\n') }),
      /膨胀/,
      /unpacks to more than/,
    ],
    [
      'an archive of letters',
      'a.zip',
      () => zip({ 'a.pdf': Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj') }),
      /没有表格/,
      /no tables/,
    ],
  ])('%s', async (_, name, make, zh, en) => {
    const before = await desk.sizes();
    const job = await desk.check(name, await make());
    expect([job.state, job.problem?.zh, job.problem?.en]).toEqual([
      'failed',
      expect.stringMatching(zh),
      expect.stringMatching(en),
    ]);
    expect(await desk.sizes()).toEqual(before);
    expect(openUnder(desk.context.folder) ?? 0).toBe(0);
    expect(await desk.rows(`select tablename from pg_tables where schemaname = 'staging'`)).toEqual([]);
  });
});

test('a day of the data that is none, or has not come yet in China, is refused; an old one is taken', async () => {
  const today = dayInChina(Date.now());
  const upload = async (day: string) => {
    const part = (name: string, content: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;
    const answer = await desk.server.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { cookie: clerk.cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: `${part('dataDate', day)}${part('file"; filename="a.csv', 'a,b')}--x--\r\n`,
    });
    return [answer.statusCode, answer.body];
  };
  for (const day of ['2021-13-45', '2021-02-30', '2021-1-1'])
    expect(await upload(day)).toEqual([
      400,
      expect.stringContaining(`数据日期：“${day}”不是日期，例如 ${today}`),
    ]);
  for (const day of [addDays(today, 1), '2099-01-01'])
    expect(await upload(day)).toEqual([
      400,
      expect.stringMatching(
        new RegExp(`数据日期：${day} 还没有到，今天是 ${today}.*${day} has not come yet`),
      ),
    ]);
  for (const day of [today, '1987-12-31'])
    expect(await upload(day)).toEqual([200, expect.stringContaining('"state":"queued"')]);
});

test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
  ['a csv with only a header', () => Buffer.from(`${Object.keys(person(1)).join(',')}\n`)],
  ['a workbook without tables', () => workbook([{ name: '说明', rows: [['填表说明'], ['请逐项填写']] }])],
])('%s is checked, and there is nothing to import', async (_, make) => {
  const job = await desk.check('a.csv', await make());
  expect([job.state, countsOf(job).rows]).toEqual(['checked', 0]);
  const asked = await desk.commit(job.id);
  expect([asked.state, asked.problem?.zh, asked.problem?.en]).toEqual([
    'checked',
    expect.stringContaining('没有可导入'),
    expect.stringContaining('nothing to import'),
  ]);
});

test('a workbook that calls itself xls is read by what it is', async () => {
  const job = await desk.check('人口.xls', good);
  expect([job.state, countsOf(job).good]).toEqual(['checked', 2]);
});

test('an archive with one locked and one broken file is read but for those, which are listed', async () => {
  const job = await desk.check(
    '全部.zip',
    await zip({
      '一.xlsx': encrypted(),
      '二.csv': csv([person(3)]),
      '三.xlsx': good.slice(0, good.length / 2),
      '四.xlsx': good,
      '照片.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    }),
  );
  expect([job.state, countsOf(job).good, countsOf(job).errors]).toEqual(['checked', 3, 2]);
  const refused = await desk.rows(
    `select file, row, zh, en from mingbai.import_fault where import = $1 and rule = 'file-refused' order by number`,
    [job.id],
  );
  expect(refused).toEqual([
    {
      file: '全部.zip/一.xlsx',
      row: 1,
      zh: expect.stringContaining('密码'),
      en: expect.stringContaining('password'),
    },
    {
      file: '全部.zip/三.xlsx',
      row: 1,
      zh: expect.stringContaining('损坏'),
      en: expect.stringContaining('damaged'),
    },
  ]);
  const strict = await desk.commit(job.id, true);
  expect([strict.state, strict.problem?.en]).toEqual([
    'checked',
    expect.stringContaining('nothing was written'),
  ]);
  expect((await desk.commit(job.id)).state).toBe('committed');
});

test('a household whose head’s row is wrong is told of before it is written without one', async () => {
  const of = (n: number, head: number, more: Line = {}) =>
    person(n, { 户编号: `41152${1_000_000 + head}`, ...more });
  const wrong = { 证件号码: '411525197001010000' };
  const child = { 与户主关系: '之子' };
  const lines = [
    of(70, 70, wrong),
    of(71, 70, child),
    of(72, 70, child),
    // The whole household is wrong: none of it is written.
    of(73, 73, wrong),
    of(74, 74),
    of(75, 74, { ...child, ...wrong }),
  ];
  const { id } = await desk.check('户主有误.xlsx', await book('person-47', lines));
  const remarks = async () => (await clerk.call('GET', `/imports/${id}`)).json<ImportJob>().remarks;
  const told = [
    { zh: expect.stringContaining('有 1 户的户主一行有误、不写入（第 2 行）'), en: expect.any(String) },
  ];
  expect(await remarks()).toEqual(told);
  expect((await desk.commit(id)).state).toBe('committed');
  expect(await remarks()).toEqual(told);
  // The register has the head from the file put right: nothing to tell of the next wrong one.
  const right = [of(70, 70), of(71, 70, child)];
  await desk.bring('改正.xlsx', await book('person-47', right));
  const again = await desk.check('又错.xlsx', await book('person-47', lines.slice(0, 2)));
  const job = (await clerk.call('GET', `/imports/${again.id}`)).json<ImportJob>();
  expect([job.counts?.bad, job.remarks]).toEqual([1, []]);
});

describe('all or nothing', () => {
  test('one wrong row, and no row is written; without it the right ones are', async () => {
    const before = await desk.sizes();
    const file = await book('person-47', [person(50), person(51, { 证件号码: '411525197001010000' })]);
    const { id } = await desk.check('两行.xlsx', file);
    const all = await desk.commit(id, true);
    expect([all.state, all.problem?.zh]).toEqual(['checked', expect.stringContaining('未写入任何数据')]);
    expect(await desk.sizes()).toEqual(before);
    const right = await desk.commit(id);
    expect([right.state, right.problem, countsOf(right).bad]).toEqual(['committed', null, 1]);
    expect((await desk.sizes())['person']).toBe((before['person'] ?? 0) + 1);
  });

  test('with nothing wrong it is an import like any other', async () => {
    const { id, digest } = await desk.check('一行.csv', csv([person(52)]));
    expect(digest).toEqual(
      createHash('sha256')
        .update(csv([person(52)]))
        .digest(),
    );
    expect((await desk.commit(id, true)).state).toBe('committed');
  });
});
