import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportJob } from '@mingbai/core/api';
import type { Signed } from '../../app/testing.ts';
import { book, countsOf, Desk, person, tally, type Line } from './testing.ts';

/** The very same file, brought once more. */
let desk: Desk;
let clerk: Signed;
let villages: string[];
beforeAll(async () => {
  desk = await Desk.open();
  clerk = await desk.signIn();
  const rows = await desk.rows<{ name: string }>(
    `select v.name from mingbai.region v join mingbai.region t on t.code = v.parent where t.name = '陈淋子镇' order by v.code`,
  );
  villages = rows.map(({ name }) => name);
});
afterAll(() => desk.close());

const view = async (id: string): Promise<ImportJob> => {
  const reply = await clerk.call('GET', `/imports/${id}`);
  expect(reply.statusCode).toBe(200);
  return reply.json() as ImportJob;
};
/** In a village of their own: whom a file does not have is nobody's who was brought by another test. */
const alone = (n: number, change: Line = {}): Line => person(n, { 村: villages[n] ?? '', ...change });
const sheet = (lines: readonly Line[]) => book('person-47', lines);

test('is known again, shows its result, and writes nothing', async () => {
  const bytes = await sheet([person(1), person(2, { 民族: '不知道' }), person(3, { 证件号码: '1' })]);
  const first = await desk.bring('人口.xlsx', bytes);
  const sizes = await desk.sizes();
  const again = await desk.check('人口.xlsx', bytes);
  expect([again.state, again.identical_to, again.layouts]).toEqual(['checked', first.id, []]);
  expect(tally(again, 'person')).toEqual([0, 0, tally(first, 'person')[0], 0]);
  expect({ ...countsOf(again), nouns: [] }).toEqual({ ...countsOf(first), nouns: [] });
  expect(await desk.faults(again.id)).toEqual(await desk.faults(first.id));
  expect((await desk.faults(again.id)).length).toBeGreaterThan(1);
  const shown = await view(again.id);
  expect(shown.identicalTo).toEqual({ id: first.id, committedAt: first.committed_at?.toISOString() });
  expect(shown.remarks?.[0]?.zh).toContain(`第 ${first.id} 号`);
  expect((await desk.commit(again.id)).state).toBe('committed');
  expect(await desk.sizes()).toEqual(sizes);
  const told = await desk.rows<{ unchanged: boolean | null }>(
    `select (changes ->> 'unchanged')::boolean as unchanged from mingbai.journal
     where subject = any($1) order by id`,
    [[`import:${first.id}`, `import:${again.id}`]],
  );
  expect(told.map(({ unchanged }) => unchanged)).toEqual([null, true]);
});

test.each([
  ['another day', { dataDate: '2021-12-30' }, '人口.xlsx'],
  ['another name', {}, '人口 2.xlsx'],
] as const)('of %s it is read', async (_, how, name) => {
  const bytes = await sheet([alone(4)]);
  await desk.bring('人口.xlsx', bytes);
  expect((await desk.check('人口.xlsx', bytes)).identical_to).not.toBeNull();
  expect((await desk.check(name, bytes, how)).identical_to).toBeNull();
});

test('is read when the register was written in between', async () => {
  const bytes = await sheet([alone(5)]);
  await desk.bring('人口.xlsx', bytes);
  await desk.bring('后来.xlsx', await sheet([alone(5, { 劳动技能: '丧失劳动力' })]));
  const again = await desk.check('人口.xlsx', bytes);
  expect(again.identical_to).toBeNull();
  expect(tally(again, 'person')).toEqual([0, 1, 0, expect.any(Number)]);
});

test('is read when a column has found its place since', async () => {
  const bytes = await sheet([alone(6)]);
  await desk.bring('人口.xlsx', bytes);
  expect((await desk.check('人口.xlsx', bytes)).identical_to).not.toBeNull();
  await desk.rows(
    `insert into mingbai.column_mapping (county, form, header, target, entry) values (411525, 'person-47', '别的', 'ignore', 1)`,
  );
  expect((await desk.check('人口.xlsx', bytes)).identical_to).toBeNull();
});

test('is read when the day of its reading could make a difference', async () => {
  const bytes = await sheet([
    alone(7),
    alone(7, { 户编号: '411521000008', 人口编号: '41152501000008', 证件号码: '1' }),
  ]);
  const first = await desk.bring('人口.xlsx', bytes);
  expect((await desk.check('人口.xlsx', bytes)).identical_to).toBe(first.id);
  await desk.rows(`update mingbai.import set read_on = read_on - 1 where id = $1`, [first.id]);
  expect((await desk.check('人口.xlsx', bytes)).identical_to).toBeNull();
});

test('is read after all when the register is written before it is committed', async () => {
  const bytes = await sheet([alone(9)]);
  await desk.bring('人口.xlsx', bytes);
  const again = await desk.check('人口.xlsx', bytes);
  expect(again.identical_to).not.toBeNull();
  await desk.bring('后来.xlsx', await sheet([alone(9, { 劳动技能: '丧失劳动力' })]));
  const asked = await desk.commit(again.id);
  expect([asked.state, asked.identical_to]).toEqual(['checked', null]);
  expect(tally(asked, 'person').slice(0, 3)).toEqual([0, 1, 0]);
  expect((await view(asked.id)).problem?.zh).toContain('已重新检查');
  expect((await desk.commit(again.id)).state).toBe('committed');
});

test('rows of earlier years are said to speak of another day', async () => {
  const { id } = await desk.check(
    '月报.xlsx',
    await book('household', [
      {
        县: '固始县',
        乡: '陈淋子镇',
        村: '红花村',
        户编号: '411529000001',
        户主姓名: '张三',
        年度: '2019',
        家庭人口数: '1',
        工资性收入: '1',
        生产经营性收入: '1',
      },
    ]),
  );
  const shown = await view(id);
  expect(shown.otherDays).toEqual(['2019-12-31']);
  expect(shown.remarks?.map(({ zh }) => zh).join()).toContain('2019-12-31');
});
