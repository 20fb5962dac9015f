import { regionCode } from '@mingbai/core';
import type { ImportJob } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { book, countsOf, Desk, identity, person, tally, type Line } from './testing.ts';

/** Who may bring what, and what they are told of the rest. */
const TOWNSHIP = regionCode('411525101');
const ELSEWHERE = { 乡: '黎集镇', 村: '黎集村' };
let desk: Desk;
let clerk: Signed;
let town: Signed;
let reviewer: string;
beforeAll(async () => {
  desk = await Desk.open();
  await desk.server.add([
    { username: 'town', role: 'township_reviewer', region: TOWNSHIP },
    { username: 'worker', role: 'village_worker', region: regionCode('411525101201') },
  ]);
  clerk = await desk.signIn();
  town = await desk.signIn('town');
  const [row] = await desk.rows<{ id: string }>(
    `select user_id as id from mingbai.account where username = 'town'`,
  );
  reviewer = row?.id ?? '';
  const [other] = await desk.rows<{ name: string }>(
    `select name from mingbai.region where code between 411525102200 and 411525102999 and level = 5 order by code limit 1`,
  );
  ELSEWHERE.村 = other?.name ?? '';
  await desk.bring(
    '县.xlsx',
    await book('person-47', [person(1), person(2, ELSEWHERE), person(3, ELSEWHERE)]),
  );
});
afterAll(() => desk.close());

const fromTown = async (lines: Line[]) =>
  desk.check('乡.xlsx', await book('person-47', lines), { region: TOWNSHIP, by: reviewer });
const list = async (who: Signed) =>
  (await who.call('GET', '/imports')).json<{ total: number; rows: ImportJob[] }>();

test('rows outside the township, and numbers taken outside it, are wrong without saying where', async () => {
  const job = await fromTown([
    person(10),
    person(11, ELSEWHERE),
    person(12, { 户编号: person(2)['户编号'] ?? '' }),
    person(13, { 人口编号: person(3)['人口编号'] ?? '' }),
    person(14, { 证件号码: identity(3), 出生日期: '' }),
  ]);
  const faults = await desk.rows<{ row: number; rule: string; said: string }>(
    `select row, rule, concat(zh, en) as said from mingbai.import_fault where import = $1 order by row`,
    [job.id],
  );
  expect(faults.map(({ row, rule }) => [row, rule])).toEqual([
    [3, 'place-outside-scope'],
    [4, 'place-outside-scope'],
    [5, 'place-outside-scope'],
    [6, 'identity-in-register'],
  ]);
  for (const { said } of faults) expect(said).not.toMatch(/黎集|411525102/);
  expect([countsOf(job).good, tally(job, 'person')]).toEqual([1, [1, 0, 0, 1]]);
  const done = await desk.commit(job.id);
  expect([done.state, done.problem]).toEqual(['committed', null]);
  const [left] = await desk.rows<{ n: number }>('select count(*)::int as n from mingbai.person');
  expect(left?.n).toBe(4);
});

test('the county sees the township’s imports, the township not the county’s', async () => {
  const mine = await list(town);
  const all = await list(clerk);
  expect(mine.rows.map(({ file }) => file)).toEqual(['乡.xlsx']);
  expect(all.rows.map(({ file }) => file)).toEqual(['乡.xlsx', '县.xlsx']);
  const county = all.rows[1]?.id ?? '';
  for (const path of ['', '/faults', '/repairs', '/differences?noun=person&kind=new', '/marked'])
    expect((await town.call('GET', `/imports/${county}${path}`)).statusCode).toBe(404);
  for (const [path, body] of [
    ['commit', {}],
    ['cancel', undefined],
    ['mapping', { mappings: [] }],
  ] as const)
    expect((await town.call('POST', `/imports/${county}/${path}`, body)).statusCode).toBe(404);
});

test('a check of the township is stale, too, when the county has written since', async () => {
  const job = await fromTown([person(20)]);
  await desk.bring('县.xlsx', await book('person-47', [person(20)]));
  const shown = await desk.commit(job.id);
  expect([shown.state, shown.problem?.en]).toEqual([
    'checked',
    expect.stringContaining('changed after the check'),
  ]);
  expect(tally(shown, 'person').slice(0, 3)).toEqual([0, 0, 1]);
});

test('a village worker imports nothing', async () => {
  const worker = await desk.signIn('worker');
  for (const path of ['/imports', '/imports/1'])
    expect((await worker.call('GET', path)).statusCode).toBe(403);
  const upload = await desk.server.inject({
    method: 'POST',
    url: '/api/imports',
    headers: { cookie: worker.cookie, 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n--x--\r\n',
  });
  expect(upload.statusCode).toBe(403);
});

test('last year’s file with the name of a village that was merged lands in its successor, and says so', async () => {
  const [from, into] = await desk.rows<{ code: string; name: string }>(
    `select code::text, name from mingbai.region where code between 411525103000 and 411525103999 and level = 5 order by code limit 2`,
  );
  const [township] = await desk.rows<{ name: string }>(
    `select name from mingbai.region where code = 411525103000`,
  );
  if (from === undefined || into === undefined || township === undefined) throw new Error('no such villages');
  const merged = await clerk.call('POST', `/regions/${from.code}/change`, {
    kind: 'merge',
    into: into.code,
    on: '2021-06-01',
    reason: '撤村并居',
  });
  expect([merged.statusCode, merged.body]).toEqual([200, expect.any(String)]);
  const line = person(40, { 乡: township.name, 村: from.name });
  const lines = [line, person(41, { 乡: township.name, 村: from.name })];
  const job = await desk.bring('今年.xlsx', await book('person-47', lines), { dataDate: '2021-12-31' });
  const faults = await desk.rows(
    `select row, rule, severity, zh from mingbai.import_fault where import = $1`,
    [job.id],
  );
  expect(faults).toMatchObject([{ row: 2, rule: 'place-merged', severity: 'warning' }]);
  expect(JSON.stringify(faults)).toContain(into.name);
  const [household] = await desk.rows(`select region::text from mingbai.household where household_no = $1`, [
    line['户编号'],
  ]);
  expect(household).toEqual({ region: into.code });
  // The name that was right on the day of which the file speaks is nothing to be told.
  const old = person(42, { 乡: township.name, 村: from.name });
  const earlier = await desk.bring('去年.xlsx', await book('person-47', [old]), { dataDate: '2020-12-31' });
  expect(await desk.rows(`select rule from mingbai.import_fault where import = $1`, [earlier.id])).toEqual(
    [],
  );
  const [repair] = await desk.rows(`select how, to_value from mingbai.import_repair where import = $1`, [
    earlier.id,
  ]);
  expect(repair).toEqual({ how: 'place-name', to_value: into.name });
});
