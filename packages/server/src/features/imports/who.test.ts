import { COUNTRY } from '@mingbai/core';
import { allFaults, FIRST_HIT } from '@mingbai/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, Desk, person } from './testing.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const faults = async (id: string) => {
  const clerk = await desk.signIn();
  const { rows } = (await clerk.call('GET', `/imports/${id}/faults`)).json<{
    rows: { row: number; column: string; rule: string; who: string | null }[];
  }>();
  return rows;
};

test('a fault says whose row it is, unless the row lies outside; also when it is written', async () => {
  const wrong = person(1, { 民族: '火星族' });
  const outside = person(2, { 村: '没有这个村' });
  const { id } = await desk.check('人口.xlsx', await book('person-47', [wrong, outside, person(3)]));
  const seen = await faults(id);
  expect(seen.find(({ rule }) => rule.startsWith('not-in'))?.who).toBe(wrong['姓名']);
  expect(seen.find(({ rule }) => rule === 'place-unknown')?.who).toBeNull();
  await desk.commit(id);
  expect((await faults(id)).map(({ who }) => who)).toEqual(seen.map(({ who }) => who));
});

test('a number that the file gives to two people is nobody’s: neither row is taken in, each says which other', async () => {
  const rightful = person(11);
  const other = person(12, { 证件号码: rightful['证件号码'] ?? '' });
  // The same person twice is one person: the first row counts.
  const job = await desk.check(
    '人口.xlsx',
    await book('person-47', [other, rightful, person(13), person(13)]),
  );
  const twice = await desk.rows(
    `select row, zh from mingbai.import_fault where import = $1 and rule = 'identity-twice-in-file' order by row`,
    [job.id],
  );
  expect(twice).toEqual([
    { row: 2, zh: '证件号码与第 3 行重复' },
    { row: 3, zh: '证件号码与第 2 行重复' },
    { row: 5, zh: '证件号码与第 4 行重复' },
  ]);
  expect(job.counts).toMatchObject({ good: 1, bad: 3 });
  // In the order of the file, whoever found them when.
  const seen = (await faults(job.id)).map(({ row, column }) => `${row} ${column}`);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.map((cell) => Number.parseInt(cell))).toEqual(
    seen.map((cell) => Number.parseInt(cell)).toSorted((a, b) => a - b),
  );
  const marked = await desk.context.database.read({ region: COUNTRY, user: '' }, async (tx) => {
    const cells: string[] = [];
    for await (const { row, column } of allFaults(tx, job.id)) cells.push(`${row} ${column}`);
    return cells;
  });
  expect(marked).toEqual(seen);
});

test('nor is the number of a person beside another name; a placeholder is many people’s', async () => {
  const first = person(31);
  const numbers = { 人口编号: String(first['人口编号']), 证件号码: String(first['证件号码']) };
  const nobody = { 证件号码: '999999000000000000', 出生日期: '1970-01-01' };
  const lines = [
    first,
    person(32, numbers),
    person(33),
    person(34, { 人口编号: String(person(33)['人口编号']) }),
    person(35, nobody),
    person(36, { ...nobody, 村: '没有这个村' }),
  ];
  const { id, counts } = await desk.check('人口.xlsx', await book('person-47', lines));
  const twice = await desk.rows(
    `select concat(row, ' ', field, ' ', zh) as said, value from mingbai.import_fault
     where import = $1 and rule like '%-twice-in-file' order by row, field`,
    [id],
  );
  expect(twice.map(({ said }) => said)).toEqual([
    '2 person.identity_no 证件号码与第 3 行重复',
    '2 person.person_no 人编号与第 3 行重复',
    '3 person.identity_no 证件号码与第 2 行重复',
    '3 person.person_no 人编号与第 2 行重复',
    '4 person.person_no 人编号与第 5 行重复',
    '5 person.person_no 人编号与第 4 行重复',
  ]);
  // The first row's cell is shown as the later one's is.
  expect(twice[4]?.['value']).toBe(twice[5]?.['value']);
  expect(counts).toMatchObject({ good: 1, bad: 5 });
  const { counts: written } = await desk.commit(id);
  expect(written).toMatchObject({ good: 1 });
  const known = await desk.rows(`select from mingbai.person where name = any($1)`, [
    [first['姓名'], person(32)['姓名']],
  ]);
  expect(known).toEqual([]);
});

test('a file that gives back a number and gives it to its owner is written in one go', async () => {
  const rightful = person(21);
  const wrong = person(22, { 证件号码: rightful['证件号码'] ?? '' });
  await desk.bring('甲.xlsx', await book('person-47', [wrong]));
  const alone = await desk.check('乙.xlsx', await book('person-47', [rightful]));
  expect(await desk.faults(alone.id)).toMatchObject([{ row: 2, rule: 'identity-in-register' }]);
  const both = await desk.bring('丙.xlsx', await book('person-47', [rightful, person(22)]));
  expect([both.state, both.counts]).toMatchObject(['committed', { good: 2, bad: 0 }]);
  const again = await desk.check('丁.xlsx', await book('person-47', [rightful, person(22)]));
  expect(again.counts).toMatchObject({ good: 2, bad: 0 });
});

test('a row of somebody whose death the register has is told with the day, and taken in', async () => {
  const line = person(51);
  await desk.bring('甲.xlsx', await book('person-47', [line]), { dataDate: '2021-12-31' });
  // As the procedure of a death leaves it.
  await desk.rows(
    `update mingbai.membership m set "to" = '2022-03-01', reason = 'death', valid_from = '2022-03-01'
     from mingbai.person p where p.county = m.county and p.id = m.person_id and p.person_no = $1`,
    [line['人口编号']],
  );
  const job = await desk.check('乙.xlsx', await book('person-47', [line]), { dataDate: '2022-06-30' });
  expect(job.counts).toMatchObject({ good: 1, bad: 0, errors: 0 });
  const told = await desk.rows(
    `select row, value, zh, severity from mingbai.import_fault where import = $1`,
    [job.id],
  );
  expect(told).toContainEqual({
    row: 2,
    value: line['姓名'],
    zh: '登记簿记载此人已于 2022-03-01 去世，不再列为家庭成员；登记有误的先更正',
    severity: 'warning',
  });
});

test('what a later check finds stands among the errors, not among what data rules said meanwhile', async () => {
  const line = person(61);
  const job = await desk.check('甲.xlsx', await book('person-47', [line]));
  await desk.rows(
    `insert into mingbai.import_fault (import, number, region, file, sheet, row, col, field, value, rule, severity, zh, en, by_register)
     values ($1, $2, 411525000000, '甲.xlsx', '人口信息表（47 列）', 2, 'A', '', '', '1-001', 'error', '', '', false)`,
    [job.id, FIRST_HIT],
  );
  await desk.bring('乙.xlsx', await book('person-47', [person(62, { 证件号码: line['证件号码'] ?? '' })]));
  await desk.work(job.id);
  const numbered = await desk.rows(
    `select rule, number >= $2 as doubt from mingbai.import_fault where import = $1 order by number`,
    [job.id, FIRST_HIT],
  );
  expect(numbered).toEqual([
    { rule: 'identity-in-register', doubt: false },
    { rule: '1-001', doubt: true },
  ]);
});
