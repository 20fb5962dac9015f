import { COUNTRY } from '@mingbai/core';
import type { ImportJob } from '@mingbai/core/api';
import { sealJournal, verifyRegister } from '@mingbai/store';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { book, Desk, person, PLACE, tally, type Line } from './testing.ts';

/** What files of several days and years leave in the register and in its past. */
let desk: Desk;
let clerk: Signed;
beforeAll(async () => {
  desk = await Desk.open();
  clerk = await desk.signIn();
});
afterAll(() => desk.close());
// Whatever the files moved to the past, it is what was sealed of those that wrote it.
afterEach(async () => {
  const { database } = desk.context;
  await sealJournal(database);
  const check = await database.read({ region: COUNTRY, user: '' }, verifyRegister);
  expect(check).toMatchObject({ waiting: 0, before: 0, broken: [] });
  expect(check.statements).toBeGreaterThan(0);
});

const bring = async (lines: Line[], dataDate: string) =>
  desk.bring('人口.xlsx', await book('person-47', lines), { dataDate });
const check = async (lines: Line[], dataDate: string) =>
  desk.check('人口.xlsx', await book('person-47', lines), { dataDate });

interface Statement {
  labour_skill: string | null;
  education: string | null;
  valid_from: string;
  current: boolean;
  late: boolean;
}
const statementsOf = (number: Line[string]): Promise<Statement[]> =>
  desk.rows(
    `select labour_skill, education, valid_from::text, true as current, false as late from mingbai.person where person_no = $1
     union all select p.labour_skill, p.education, p.valid_from::text, false, p.known_from = p.known_to from mingbai.person_past p
       join mingbai.person n using (county, id) where n.person_no = $1
     order by valid_from, current`,
    [number],
  );

async function differences(id: string, noun: string, kind: string) {
  const response = await clerk.call('GET', `/imports/${id}/differences?noun=${noun}&kind=${kind}`);
  expect([response.statusCode, response.body]).toEqual([200, expect.any(String)]);
  return response.json<{
    total: number;
    rows: {
      row: number | null;
      label: string;
      head?: string;
      village?: string;
      changes: { field: string; old: unknown; new: unknown }[];
    }[];
  }>();
}

test('a changed file is shown field by field, and what it supersedes moves to the past', async () => {
  const lines = [10, 11, 12].map((n) => person(n, { 成员联系电话: '13812340000' }));
  const first = await bring(lines, '2020-12-31');
  const before = new Date();
  const changed = [
    { ...lines[0], 劳动技能: '丧失劳动力', 成员联系电话: '13812340001' },
    { ...lines[1], 健康状况: '' },
    { ...lines[2] },
    person(13),
  ];
  const job = await check(changed, '2021-12-31');
  expect(tally(job, 'person')).toEqual([1, 1, 2, 0]);
  const shown = await differences(job.id, 'person', 'changed');
  expect(shown).toEqual({
    total: 1,
    rows: [
      {
        sheet: '人口信息表（47 列）',
        row: 2,
        label: person(10)['姓名'],
        household_no: person(10)['户编号'],
        changes: [
          { field: 'person.labour_skill', old: 'ordinary', new: 'lost' },
          { field: 'person.phone', old: '138****0000', new: '138****0001' },
        ],
      },
    ],
  });
  const fresh = await differences(job.id, 'person', 'new');
  expect([fresh.total, fresh.rows[0]?.row]).toEqual([1, 5]);
  const done = await desk.commit(job.id);
  const statements = await desk.rows<{ entry: string; at: string; from: Date; to: Date | null }>(
    `select entry::text, valid_from::text as at, known_from as from, null as to from mingbai.person where person_no = $1
     union all select p.entry::text, p.valid_from::text, p.known_from, p.known_to from mingbai.person_past p
     join mingbai.person n using (county, id) where n.person_no = $1 order by at`,
    [person(10)['人口编号']],
  );
  expect(statements.map(({ entry, at }) => [entry, at])).toEqual([
    [first.entry, '2020-12-31'],
    [done.entry, '2021-12-31'],
  ]);
  expect(Number(statements[0]?.from)).toBeLessThan(Number(before));
  expect(statements[0]?.to).toEqual(statements[1]?.from);
  expect(Number(statements[1]?.from)).toBeGreaterThanOrEqual(Number(before));
});

test('an older file brought late changes the past and nothing else', async () => {
  const now = await desk.rows('select * from mingbai.person where person_no = $1', [person(10)['人口编号']]);
  const { 文化程度: _, 在校生状况: __, ...older } = person(10, { 劳动技能: '技能劳动力' });
  const job = await check([older], '2019-12-31');
  expect(tally(job, 'person')).toEqual([0, 1, 0, 0]);
  await desk.commit(job.id);
  expect(
    await desk.rows('select * from mingbai.person where person_no = $1', [person(10)['人口编号']]),
  ).toEqual(now);
  expect(await statementsOf(person(10)['人口编号'])).toMatchObject([
    // It did not speak of education, and nothing was known of that day: not what was believed of later ones.
    { valid_from: '2019-12-31', labour_skill: 'skilled', education: null, late: true },
    { valid_from: '2020-12-31', labour_skill: 'ordinary', education: 'junior-middle' },
    { valid_from: '2021-12-31', labour_skill: 'lost', education: 'junior-middle', current: true },
  ]);
  expect(tally(await check([older], '2019-12-31'), 'person')).toEqual([0, 0, 1, 0]);
  const between = await check([{ ...older, 劳动技能: '无劳动力' }], '2021-06-30');
  await desk.commit(between.id);
  expect((await statementsOf(person(10)['人口编号']))[2]).toMatchObject({
    valid_from: '2021-06-30',
    education: 'junior-middle',
  });
});

test('what the file has not is listed, and stays', async () => {
  const job = await check([person(10)], '2021-12-31');
  expect(tally(job, 'household')[3]).toBe(3);
  const absent = await differences(job.id, 'person', 'absent');
  expect(absent.rows.map(({ label }) => label)).toEqual([11, 12, 13].map((n) => person(n)['姓名']));
  const households = await differences(job.id, 'household', 'absent');
  expect(households.rows.map(({ head, village }) => [head, village])).toEqual(
    [11, 12, 13].map((n) => [person(n)['姓名'], `${person(n)['村']}民委员会`]),
  );
  await desk.commit(job.id);
  const [left] = await desk.rows<{ n: number }>('select count(*)::int as n from mingbai.person');
  expect(left?.n).toBe(4);
});

interface Membership {
  household_no: string;
  to: string | null;
  reason: string | null;
  valid_from: string;
}
const memberships = (number: Line[string]): Promise<Membership[]> =>
  desk.rows(
    `select h.household_no, m."to"::text, m.reason, m.valid_from::text from mingbai.membership m
     join mingbai.household h on h.county = m.county and h.id = m.household_id
     join mingbai.person p on p.county = m.county and p.id = m.person_id where p.person_no = $1 order by household_no`,
    [number],
  );

test('a member who moves leaves one household for another, and may come back', async () => {
  const home = person(30)['户编号'] ?? '';
  const other = person(31)['户编号'] ?? '';
  const son = person(32, { 户编号: home, 与户主关系: '之子' });
  const number = son['人口编号'];
  await bring([person(30), son, person(31)], '2018-12-31');
  await bring([person(30), { ...son, 户编号: other }, person(31)], '2019-12-31');
  expect(await memberships(number)).toEqual([
    { household_no: home, to: '2019-12-31', reason: 'move', valid_from: '2019-12-31' },
    { household_no: other, to: null, reason: null, valid_from: '2019-12-31' },
  ]);
  await bring([person(30), son, person(31)], '2020-12-31');
  expect(await memberships(number)).toMatchObject([
    { household_no: home, to: null, reason: null, valid_from: '2020-12-31' },
    { household_no: other, to: '2020-12-31', reason: 'move', valid_from: '2020-12-31' },
  ]);
  expect(tally(await check([person(30), son, person(31)], '2020-12-31'), 'membership')).toEqual([0, 0, 3, 0]);
});

test('a household that only an old file knows a person in is one they have left', async () => {
  const now = person(40, { 与户主关系: '之子', 户编号: person(41)['户编号'] ?? '' });
  await bring([person(41), now], '2021-12-31');
  await bring([person(42), { ...now, 户编号: person(42)['户编号'] ?? '' }], '2017-12-31');
  expect(await memberships(now['人口编号'])).toEqual([
    { household_no: person(41)['户编号'], to: null, reason: null, valid_from: '2021-12-31' },
    { household_no: person(42)['户编号'], to: '2021-12-31', reason: 'move', valid_from: '2021-12-31' },
  ]);
});

test('a household that lies in another village now is a change, and all that is said of it lies there', async () => {
  const elsewhere = { 村: '孙滩村' };
  await bring(
    [person(50), person(51, { 户编号: person(50)['户编号'] ?? '', 与户主关系: '之子' })],
    '2019-12-31',
  );
  const moved = await check([person(50, elsewhere)], '2020-12-31');
  expect(tally(moved, 'household')).toEqual([0, 1, 0, 0]);
  const shown = await differences(moved.id, 'household', 'changed');
  expect(shown.rows[0]?.changes).toEqual([
    { field: 'household.region', old: expect.stringContaining('红花'), new: expect.stringContaining('孙滩') },
  ]);
  await desk.commit(moved.id);
  const regions = await desk.rows(
    `select distinct h.region = p.region as together, r.name from mingbai.household h join mingbai.membership m on m.household_id = h.id
     join mingbai.person p on p.id = m.person_id join mingbai.region r on r.code = h.region where p.person_no = $1`,
    [person(50)['人口编号']],
  );
  expect(regions).toEqual([{ together: true, name: expect.stringContaining('孙滩') }]);
  expect(tally(await check([person(50, elsewhere)], '2020-12-31'), 'household')).toEqual([0, 0, 1, 0]);
});

test('a file of several years makes a statement for each at its end', async () => {
  const years = [2018, 2019, 2020].map((year, i) => ({
    ...PLACE,
    户编号: '411525999',
    户主姓名: '张三',
    户主证件号码: '',
    家庭人口数: String(3 + i),
    '耕地面积（亩）': '3.2',
    是否危房户: i === 0 ? '是' : '否',
    年度: String(year),
    工资性收入: String(1000 * (i + 1)),
    生产经营性收入: '',
    财产性收入: '',
    五保金: '',
    是否通生产用电: '是',
    与村主干路距离: '1.5',
    住房面积: String(80 + i),
  }));
  const job = await desk.bring('户.xlsx', await book('household', years), { dataDate: '2020-06-30' });
  expect(job.state).toBe('committed');
  const houses = await desk.rows(
    `select c.house_area::float as area, c.valid_from::text as day from mingbai.condition_said c
     join mingbai.household h on h.county = c.county and h.id = c.household_id where h.household_no = '411525999' order by 2`,
  );
  expect(houses).toEqual([
    { area: 80, day: '2018-12-31' },
    { area: 81, day: '2019-12-31' },
    { area: 82, day: '2020-06-30' },
  ]);
  const incomes = await desk.rows(
    `select i.year, i.fen::int from mingbai.income i join mingbai.household h on h.county = i.county and h.id = i.household_id
     where h.household_no = '411525999' order by year`,
  );
  expect(incomes).toEqual([
    { year: 2018, fen: 100_000 },
    { year: 2019, fen: 200_000 },
    { year: 2020, fen: 300_000 },
  ]);
  const ahead = await desk.check('户.xlsx', await book('household', years), { dataDate: '2019-12-31' });
  expect(await desk.faults(ahead.id)).toMatchObject([{ row: 4, rule: 'year-ahead' }]);
});

test('a file between two that say the same tells that it changes today, and by the newer one again today is as it was', async () => {
  const [line, now] = [person(60), { valid_from: '2022-06-30', labour_skill: 'ordinary', current: true }];
  const other = { ...line, 劳动技能: '无劳动力' };
  await bring([line], '2020-12-31');
  const newest = await bring([line], '2022-06-30');
  expect(newest.counts).not.toHaveProperty('older');
  const between = await check([other], '2021-06-30');
  expect(between.counts).toMatchObject({ older: { day: '2022-06-30', changes: 1 } });
  const [remark] = (await clerk.call('GET', `/imports/${between.id}`)).json<ImportJob>().remarks ?? [];
  expect(remark?.zh).toContain('已写入过 2022-06-30 的同类表，比这份文件（2021-06-30）新');
  expect(remark?.en).toContain('1 statement of today differs');
  await desk.commit(between.id);
  await bring([line], '2022-06-30');
  expect(await statementsOf(line['人口编号'])).toMatchObject([
    { valid_from: '2020-12-31', labour_skill: 'ordinary' },
    { valid_from: '2021-06-30', labour_skill: 'none' },
    now,
  ]);
  // Now it changes the past alone.
  const again = await check([{ ...line, 劳动技能: '弱劳动力或半劳动力' }], '2021-09-30');
  expect(tally(again, 'person').slice(0, 3)).toEqual([0, 1, 0]);
  expect(again.counts).not.toHaveProperty('older');
});
