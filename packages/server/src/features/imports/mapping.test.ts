import type { ImportJob } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { book, countsOf, Desk, person, tableOf, tally, workbook, type Line } from './testing.ts';

/** Columns and sheets that nobody knows: asked once, remembered for next time. */
let desk: Desk;
let clerk: Signed;
beforeAll(async () => {
  desk = await Desk.open();
  clerk = await desk.signIn();
});
afterAll(() => desk.close());

/** `change` with other headers: 劳动技能 is called 干活能力 here. */
function renamed(line: Line, names: Readonly<Record<string, string>>): Line {
  return Object.fromEntries(Object.entries(line).map(([header, value]) => [names[header] ?? header, value]));
}
const column = (job: { sheets: unknown[] }, header: string) =>
  (job.sheets as ImportJob['sheets'])[0]?.columns.find((one) => one.header === header);
const map = async (id: string, mapping: object) => {
  const response = await clerk.call('POST', `/imports/${id}/mapping`, { mappings: [mapping] });
  expect([response.statusCode, response.json<ImportJob>().state]).toEqual([200, 'queued']);
  return desk.work(id);
};
const FILE = '人口.xlsx';
const SHEET = '人口信息表（47 列）';

test('an unknown column is told, mapped, and remembered', async () => {
  const lines = [1, 2].map((n) => renamed({ ...person(n), 备注: '孤寡' }, { 劳动技能: '干活能力' }));
  const file = await book('person-47', lines);
  const first = await desk.check(FILE, file);
  expect(first.state).toBe('checked');
  expect(countsOf(first).rules).toContainEqual({ rule: 'column-unknown', severity: 'warning', count: 2 });
  expect(column(first, '干活能力')).toMatchObject({ to: null, samples: ['普通劳动力'], remembered: false });
  const mapped = await map(first.id, {
    file: FILE,
    sheet: SHEET,
    columns: [
      { header: '干活能力', to: 'person.labour_skill' },
      { header: '备注', to: 'ignore' },
    ],
  });
  expect([mapped.state, countsOf(mapped).warnings]).toEqual(['checked', 0]);
  await desk.commit(first.id);
  expect(await desk.rows('select distinct labour_skill from mingbai.person')).toEqual([
    { labour_skill: 'ordinary' },
  ]);
  const next = await desk.check(FILE, file);
  expect(column(next, '干活能力')).toMatchObject({ to: 'person.labour_skill', remembered: true });
  expect(column(next, '备注')).toMatchObject({ to: 'ignore', remembered: true });
  expect([countsOf(next).warnings, tally(next, 'person')]).toEqual([0, [0, 0, 2, 0]]);
  const [entry] = await desk.rows<{ changes: unknown }>(
    `select changes from mingbai.journal where command = 'import.map' and subject = $1`,
    [`import:${first.id}`],
  );
  expect(JSON.stringify(entry?.changes)).toContain('干活能力');
});

test('a required column that is missing keeps the sheet out until somebody says which it is', async () => {
  const file = await book('person-47', [renamed(person(10), { 户编号: '本户代码' })]);
  const first = await desk.check(FILE, file);
  expect([first.state, countsOf(first).good]).toEqual(['mapping', 0]);
  expect((first.sheets as ImportJob['sheets'])[0]?.missing).toEqual(['户编号']);
  const mapped = await map(first.id, {
    file: FILE,
    sheet: SHEET,
    columns: [{ header: '本户代码', to: 'household.household_no' }],
  });
  expect([mapped.state, countsOf(mapped).good]).toEqual(['checked', 1]);
  expect((await desk.commit(first.id)).state).toBe('committed');
});

test('a table that no form fits is guessed at, and read as the form that somebody chooses', async () => {
  const names = {
    县: '子',
    乡: '丑',
    村: '寅',
    户编号: '甲',
    人口编号: '乙',
    姓名: '丙',
    证件号码: '丁',
    与户主关系: '戊',
  };
  const { 性别: _, 出生日期: __, 民族: ___, 健康状况: ____, 文化程度: _____, ...rest } = person(20);
  const { 劳动技能: ______, 在校生状况: _______, 成员联系电话: ________, ...few } = rest;
  const file = await workbook([tableOf([renamed(few, names)], '名册')]);
  const first = await desk.check(FILE, file);
  expect([first.state, (first.sheets as ImportJob['sheets'])[0]?.state]).toEqual(['mapping', 'unknown']);
  expect(await desk.faults(first.id)).toMatchObject([
    { sheet: '名册', row: 2, col: 'A', rule: 'form-unknown' },
  ]);
  const mapped = await map(first.id, {
    file: FILE,
    sheet: '名册',
    form: 'person-47',
    columns: [
      { header: '丑', to: 'place.township' },
      { header: '寅', to: 'place.village' },
      { header: '甲', to: 'household.household_no' },
      { header: '乙', to: 'person.person_no' },
      { header: '丙', to: 'person.name' },
      { header: '丁', to: 'person.identity_no' },
      { header: '戊', to: 'membership.relation' },
    ],
  });
  expect([mapped.state, countsOf(mapped).good]).toEqual(['checked', 1]);
});

test('a table that is none of ours is passed over when somebody says so, and the rest is imported', async () => {
  const other = {
    name: '食堂',
    rows: [
      ['早', '中', '晚'],
      ['粥', '面', '饭'],
      ['粥', '饭', '面'],
    ],
  };
  const job = await desk.check(FILE, await workbook([tableOf([person(30)], '人口'), other]));
  expect(job.state).toBe('mapping');
  const mapped = await map(job.id, { file: FILE, sheet: '食堂', form: 'ignore', columns: [] });
  expect([mapped.state, countsOf(mapped)]).toMatchObject(['checked', { good: 1, errors: 0, rows: 1 }]);
  expect((mapped.sheets as ImportJob['sheets']).map(({ state }) => state)).toEqual(['imported', 'no-table']);
  expect((await desk.commit(job.id, true)).state).toBe('committed');
});
