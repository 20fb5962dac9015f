import { read } from '@e965/xlsx';
import { maskIdentity, regionCode } from '@mingbai/core';
import type { ImportJob } from '@mingbai/core/api';
import { SUMMARY_SHEET } from '@mingbai/exchange';
import { updateImport } from '@mingbai/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { RECHECKING } from './recheck.ts';
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
  // Somebody else's number: neither household nor name of another township, and the number as lists show it.
  const stranger = person(3);
  for (const { said } of faults)
    for (const told of [stranger['户编号'], stranger['姓名'], identity(3)])
      expect(said).not.toContain(String(told));
  expect(faults[3]?.said).toContain('证件号码已登记在 其他辖区的一户');
  expect((await desk.faults(job.id)).at(-1)?.value).toBe(maskIdentity(identity(3)));
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

test('a number of another household is told with that household and its head where the importer may see it', async () => {
  const member = { 户编号: String(person(1)['户编号']), 与户主关系: '之子' };
  await desk.bring('户.xlsx', await book('person-47', [person(60, member)]));
  const lines = [person(61, { 证件号码: identity(60), 出生日期: '' })];
  const told = async (job: { id: string }) =>
    desk.rows(
      `select zh, en, value from mingbai.import_fault where import = $1 and rule = 'identity-in-register'`,
      [job.id],
    );
  const [of, head] = [String(person(1)['户编号']), String(person(1)['姓名'])];
  const job = await fromTown(lines);
  expect(await told(job)).toEqual([
    {
      zh: `证件号码已登记在 ${of} ${head}户`,
      en: `The identity number is registered in household ${of} of ${head}`,
      value: maskIdentity(identity(60)),
    },
  ]);
  const seen = await clerk.call('GET', `/imports/${job.id}/marked`);
  const summary = Object.values(
    (read(seen.rawPayload).Sheets[SUMMARY_SHEET] ?? {}) as Record<string, { v?: unknown }>,
  );
  expect(summary.map(({ v }) => v)).toContain(`证件号码已登记在 ${of} ${head}户`);
  // Checked again, nothing is counted twice: neither the whole nor its sheet.
  await desk.bring('别户.xlsx', await book('person-47', [person(62)]));
  await desk.context.database.keep({ region: TOWNSHIP, user: reviewer }, (tx) =>
    updateImport(tx, job.id, { state: 'reading', progress: { ...job.progress, phase: RECHECKING } }),
  );
  const again = await desk.work(job.id);
  expect(await told(again)).toHaveLength(1);
  const [sheet] = again.sheets as ImportJob['sheets'];
  expect([countsOf(again).good, countsOf(again).bad, sheet?.good, sheet?.bad]).toEqual([0, 1, 0, 1]);
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

test('a row that names another county, city or province is of that one, whoever brings it, and no name is offered', async () => {
  const lines = [
    person(16, { 县: '商城县' }),
    { ...person(17), 市: '南阳市' },
    { ...person(18), 市: '信阳', 省: '安徽省' },
  ];
  const bytes = await book('person-47', lines);
  for (const how of [{}, { region: TOWNSHIP, by: reviewer }]) {
    const { id } = await desk.check('邻县.xlsx', bytes, how);
    const faults = await desk.rows<{ row: number; said: string }>(
      `select row, concat(col, ' ', field, ' ', rule, ' ', severity, ' ', zh, ' | ', en) as said
       from mingbai.import_fault where import = $1 order by row`,
      [id],
    );
    expect(faults.map(({ said }) => said.replace(/^[A-Z]+ /, ''))).toEqual([
      'place.county place-elsewhere error “商城县”是另一个县（411524），本登记簿是固始县 | "商城县" is another county (411524); this register is of 固始县',
      'place.city place-elsewhere error “南阳市”是另一个市（411300），本登记簿属信阳市 | "南阳市" is another city (411300); this register lies in 信阳市',
      'place.province place-elsewhere error “安徽省”是另一个省（340000），本登记簿属河南省 | "安徽省" is another province (340000); this register lies in 河南省',
    ]);
  }
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
