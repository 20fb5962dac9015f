import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { book, Desk, identity, person, PLACE, tableOf, workbook, type Line } from './testing.ts';

/** Identity numbers, telephones and accounts lie nowhere in clear: not in any table, not in any file. */
const SECRETS = [
  ...[1, 2, 3, 4].map(identity),
  // With a fault: kept in the list of faults, masked.
  `${identity(5).slice(0, 17)}${identity(5).endsWith('1') ? '2' : '1'}`,
  identity(6).slice(0, 16),
  '13812345678',
  '13912345678',
  '13712345670',
  '6217001234567890123',
  '6217009876543210987',
] as const;
const [, , , , WRONG, SHORT, PHONE, OTHER_PHONE, UNKNOWN_PHONE, ACCOUNT, WRONG_ACCOUNT] = SECRETS;

let desk: Desk;
let clerk: Signed;
beforeAll(async () => {
  desk = await Desk.open();
  clerk = await desk.signIn();
});
afterAll(() => desk.close());

async function file(): Promise<Uint8Array> {
  const spaced = (text: string) => `${text.slice(0, 6)} ${text.slice(6)}`;
  const persons = [
    person(1, { 成员联系电话: PHONE ?? '', 备注: `联系人 ${UNKNOWN_PHONE}` }),
    person(2, { 成员联系电话: spaced(OTHER_PHONE ?? ''), 备注: identity(4) }),
    person(3, { 证件号码: spaced(identity(3)), 姓名: '' }),
    person(5, { 证件号码: WRONG ?? '' }),
    person(6, { 证件号码: SHORT ?? '' }),
    person(7, { 证件号码: identity(1), 姓名: person(1)['姓名'] ?? '', 出生日期: '' }),
    person(8, { 成员联系电话: `${PHONE}9`, 性别: UNKNOWN_PHONE ?? '' }),
  ];
  const household = (n: number, account: string): Line => {
    const { 户编号 = '', 姓名 = '', 证件号码 = '' } = person(n);
    return {
      ...PLACE,
      户编号,
      户主姓名: 姓名,
      户主证件号码: 证件号码,
      家庭人口数: '1',
      工资性收入: '1',
      生产经营性收入: '1',
      是否通生产用电: '是',
      开户银行名称: '农信社',
      银行卡号: account,
    };
  };
  const households = [household(1, ACCOUNT ?? ''), household(2, `${WRONG_ACCOUNT}X`)];
  return workbook([tableOf(persons, '人口'), tableOf(households, '户')]);
}

/** Every table of the database that holds one of the secrets as text, or as bytes that are that text. */
async function leaks(): Promise<string[]> {
  const tables = await desk.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(40);
  const words = SECRETS.flatMap((secret) => [secret, Buffer.from(secret).toString('hex')]);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await desk.rows<{ word: string }>(
      `select w.word from (select translate(t::text, ' -', '') as said from ${name} t) r join unnest($1::text[]) w(word) on position(w.word in r.said) > 0`,
      [words],
    );
    found.push(...rows.map(({ word }) => `${name}: ${word}`));
  }
  return found;
}

function leaksOnDisk(): string[] {
  const { folder } = desk.context;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThan(1);
  return files.flatMap((path) => {
    const bytes = readFileSync(path);
    return SECRETS.filter(
      (secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')),
    );
  });
}

test('while it is checked, and when it is committed', async () => {
  const job = await desk.check('人口.xlsx', await file());
  expect(await leaks()).toEqual([]);
  expect(leaksOnDisk()).toEqual([]);
  expect((await desk.commit(job.id)).state).toBe('committed');
  expect(await leaks()).toEqual([]);
  const faults = await desk.faults(job.id);
  expect(faults.find(({ rule }) => rule === 'identity-check-digit')?.value).toBe(
    `${WRONG?.slice(0, 4)}**********${WRONG?.slice(-4)}`,
  );
  const headless = [
    [identity(1), '张三', PHONE ?? ''],
    [identity(2), '李四', OTHER_PHONE ?? ''],
  ];
  const title = [[`经办人 李四 ${PHONE}`], ...headless];
  for (const rows of [headless, title])
    await desk.check('无表头.xlsx', await workbook([{ name: '一', rows }]));
  await desk.check('人口.csv', await book('person-47', [person(1, { 成员联系电话: OTHER_PHONE ?? '' })]));
  expect([await leaks(), leaksOnDisk()]).toEqual([[], []]);
});

test('what people are shown of it is masked', async () => {
  const { id } = await desk.check('人口.xlsx', await file());
  for (const path of [
    '',
    '/faults',
    '/repairs',
    '/differences?noun=person&kind=changed',
    '/differences?noun=household&kind=changed',
  ]) {
    const { statusCode, body } = await clerk.call('GET', `/imports/${id}${path}`);
    expect([path, statusCode]).toEqual([path, 200]);
    expect([path, SECRETS.filter((secret) => body.replaceAll(/[ -]/g, '').includes(secret))]).toEqual([
      path,
      [],
    ]);
  }
});

test('and can be found again', async () => {
  const found = await clerk.call('GET', `/persons?q=${identity(1)}`);
  expect(found.json<{ total: number }>().total).toBe(1);
});
