import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { COUNTRY, regionCode, type FormId } from '@mingbai/core';
import type {
  HistoryLine,
  HouseholdPage,
  HouseholdRow,
  PersonRow,
  Picture,
  VillagePage,
} from '@mingbai/core/api';
import { bufferSource, readTables } from '@mingbai/exchange';
import { writeCounty } from '@mingbai/fixtures';
import { runCommand } from '@mingbai/store';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GUSHI, testServer, type Signed, type TestServer } from '../../app/testing.ts';
import { bring } from '../imports/testing-bring.ts';
import { exportPersonList } from '../persons/export.ts';

/** A township of the demo county, brought in the way people bring files, and read the way people read it. */
const TOWNSHIP = regionCode('411525101');
const VILLAGE = regionCode('411525101201');

let server: TestServer;
let clerk: Signed;
let village: Signed;
const FORMS: readonly FormId[] = [
  'person-47',
  'household',
  'monitor-household',
  'monitor-object',
  'person-household',
];
const folder = mkdtempSync(join(tmpdir(), 'mingbai-county-'));

beforeAll(async () => {
  server = await testServer();
  await server.install([
    { username: 'clerk', role: 'county_clerk' },
    { username: 'worker', role: 'village_worker', region: VILLAGE },
    { username: 'far', role: 'township_reviewer', region: regionCode('411525102') },
    { username: 'auditor', role: 'auditor' },
  ]);
  const { files } = await writeCounty({
    dir: folder,
    area: TOWNSHIP,
    seed: 3,
    scale: 0.12,
    year: 2021,
    today: '2021-12-31',
    faults: 0,
    format: 'xlsx',
    forms: FORMS,
  });
  for (const { path, name } of files) await bring(server, path, name);
  clerk = await server.signIn('clerk');
  village = await server.signIn('worker');
}, 120_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function get<T>(path: string, query: Record<string, string> = {}, as: Signed = clerk): Promise<T> {
  const text = new URLSearchParams(query).toString();
  const response = await as.call('GET', `${path}${text === '' ? '' : `?${text}`}`);
  if (response.statusCode !== 200)
    throw new Error(`${path}?${text}: ${response.statusCode} ${response.body}`);
  return response.json<T>();
}
interface List<T> {
  total: number;
  totalIsExact: boolean;
  rows: T[];
}
const households = (query: Record<string, string> = {}, as?: Signed) =>
  get<List<HouseholdRow>>('/households', query, as);
const persons = (query: Record<string, string> = {}, as?: Signed) =>
  get<List<PersonRow>>('/persons', query, as);

test.each([
  ['the county', GUSHI],
  ['the township', TOWNSHIP],
  ['a village', VILLAGE],
])(
  'every number of the picture of %s is the number of rows behind it',
  async (_, region) => {
    const picture = await get<Picture>('/picture', { region });
    const failures: unknown[] = [];
    const hold = async (list: 'households' | 'persons', filter: Record<string, string>, count: number) => {
      const query = { region, ...filter, limit: '1' };
      const { total, totalIsExact } = await (list === 'households' ? households(query) : persons(query));
      if (total !== count || !totalIsExact) failures.push({ list, filter, count, total });
    };
    expect(picture.households).toBeGreaterThan(5);
    await hold('households', {}, picture.households);
    await hold('persons', {}, picture.persons);
    const ofHouseholds = {
      exit_state: picture.exitState,
      monitor_class: picture.monitorClass,
      poverty_class: picture.povertyClass,
      main_cause: picture.mainCause,
      size: picture.householdSize,
      income_band: picture.incomeBand,
    };
    for (const [name, rows] of Object.entries(ofHouseholds)) {
      expect([name, rows.reduce((sum, { count }) => sum + count, 0)]).toEqual([name, picture.households]);
      for (const { code, count } of rows) await hold('households', { [name]: code }, count);
    }
    for (const { item, problem } of picture.guarantees)
      await hold('households', { guarantee: item }, problem);
    for (const { code, count } of picture.labour) await hold('persons', { labour_skill: code }, count);
    for (const { code, count } of picture.health) await hold('persons', { health: code }, count);
    for (const { band, male, female, unknown } of picture.ageSex) {
      await hold('persons', { age_band: band, sex: 'male' }, male);
      await hold('persons', { age_band: band, sex: 'female' }, female);
      await hold('persons', { age_band: band }, male + female + unknown);
    }
    for (const child of picture.children) {
      const at = { region: child.region.code };
      await hold('households', at, child.households);
      await hold('persons', at, child.persons);
      await hold('households', { ...at, exit_state: 'poor,expected,returned' }, child.notExited);
      await hold('households', { ...at, monitor_class: 'unstable,marginal,sudden' }, child.monitored);
    }
    expect(failures).toEqual([]);
  },
  120_000,
);

test('a picture is counted anew as soon as something is committed, and not before', async () => {
  const first = await get<Picture>('/picture');
  expect((await get<Picture>('/picture')).at).toBe(first.at);
  const [row] = (await households({ limit: '1' })).rows;
  await clerk.call('POST', '/reveal', { noun: 'household', id: row?.id, field: 'phone', reason: '核对号码' });
  expect((await get<Picture>('/picture')).at).toBe(first.at);
  const renamed = await clerk.call('POST', `/regions/411525101301/change`, {
    kind: 'rename',
    name: '没有这个村',
    on: '2020-01-01',
    reason: '试',
  });
  expect(renamed.statusCode).toBeGreaterThanOrEqual(400);
  const called = async () => (await households({ region: VILLAGE, limit: '1' })).rows[0]?.region.name;
  expect(await called()).not.toBe('陈淋新村');
  const done = await clerk.call('POST', `/regions/${VILLAGE}/change`, {
    kind: 'rename',
    name: '陈淋新村',
    on: '2022-01-01',
    reason: '更名通知',
  });
  expect(done.statusCode).toBe(200);
  expect((await get<Picture>('/picture')).at).not.toBe(first.at);
  expect(await called()).toBe('陈淋新村');
});

describe('search, by the shape of what is typed', () => {
  let person: PersonRow;
  let full: { identity: string; phone: string };
  beforeAll(async () => {
    const { rows } = await persons({ region: TOWNSHIP, age_band: '40-44,45-49,50-54', limit: '200' });
    const found = rows.find(({ identity }) => identity?.length === 18);
    if (found === undefined) throw new Error('nobody of that age with an identity card');
    person = found;
    const page = await get<HouseholdPage>(`/households/${person.household}`);
    const show = async (noun: string, id: string, field: string) =>
      (await clerk.call('POST', '/reveal', { noun, id, field, reason: '测试核对' })).json<{ value: string }>()
        .value;
    full = {
      identity: await show('person', person.id, 'identity_no'),
      phone: await show('household', page.id, 'phone'),
    };
  });
  const found = async (q: string, region?: string) => {
    const query = { q, limit: '200', ...(region === undefined ? {} : { region }) };
    const [of, people] = [await households(query), await persons(query)];
    return { households: of.rows.map(({ id }) => id), persons: people.rows.map(({ id }) => id) };
  };

  test('the whole name, its beginning, and a part of it when nobody begins so', async () => {
    for (const q of [person.name, person.name.slice(0, 2), ` ${person.name} `]) {
      const { households: homes, persons: people } = await found(q);
      expect(people).toContain(person.id);
      expect(homes).toContain(person.household);
    }
    const begins = await persons({ q: person.name.slice(0, 1), limit: '200' });
    expect(begins.rows.every(({ name }) => name.startsWith(person.name.slice(0, 1)))).toBe(true);
    const inside = person.name.slice(1);
    if ((await persons({ q: inside })).rows.some(({ name }) => name.startsWith(inside))) return;
    expect((await found(inside)).persons).toContain(person.id);
  });
  test('the last four of the number, also with x', async () => {
    expect((await found(full.identity.slice(-4))).persons).toContain(person.id);
    const crossed = (await persons({ limit: '200' })).rows.find(
      ({ identity }) => identity?.endsWith('X') === true,
    );
    if (crossed !== undefined)
      expect((await found(crossed.identity?.slice(-4).toLowerCase() ?? '')).persons).toContain(crossed.id);
  });
  test('the whole number, blanks and full-width digits and all', async () => {
    const wide = [...full.identity]
      .map((sign) => (/\d/.test(sign) ? String.fromCodePoint(sign.charCodeAt(0) + 0xfee0) : sign))
      .join('');
    for (const q of [
      full.identity,
      wide,
      full.identity.replace(/^(.{6})(.{8})/, '$1 $2 '),
      full.identity.toLowerCase(),
    ]) {
      expect(await found(q)).toEqual({ households: [person.household], persons: [person.id] });
    }
    expect(await found('11010519491231002X')).toEqual({ households: [], persons: [] });
  });
  test('the telephone', async () => {
    expect(full.phone).toMatch(/^1\d{10}$/);
    expect((await found(full.phone)).households).toContain(person.household);
  });
  test('the number of the household, whole and its beginning', async () => {
    const { households: homes, persons: people } = await found(person.household_no);
    expect(homes).toEqual([person.household]);
    expect(people).toContain(person.id);
    expect(
      (await households({ q: person.household_no.slice(0, -2), limit: '200' })).rows.map(({ id }) => id),
    ).toContain(person.household);
  });
  test('pinyin initials', async () => {
    const { initials } = await initialsOf(person.id);
    for (const q of [initials, initials.toUpperCase(), initials.slice(0, 2)]) {
      const page = await persons({ q, region: person.region.code, limit: '200' });
      expect(page.rows.map(({ id }) => id)).toContain(person.id);
    }
  });
  test('pinyin in full: of the first character, and of the second as far as it is typed', async () => {
    const all = (await persons({ limit: '200' })).rows;
    const wang = all.filter(({ name }) => name.startsWith('王'));
    const { initials } = await initialsOf(wang[0]?.id ?? '');
    const typed = `Wang ${initials.slice(1, 2)}`;
    const { persons: people, households: homes } = await found(typed);
    expect(people).toContain(wang[0]?.id);
    expect(homes).toContain(wang[0]?.household);
    const { rows } = await persons({ q: typed, limit: '200' });
    expect(rows.every(({ name }) => /^[王汪]/.test(name))).toBe(true);
  });
  test('a household found by a member who is not its head says who, the number masked', async () => {
    const [home] = (await households({ size: '3-3', limit: '1' })).rows;
    const page = await get<HouseholdPage>(`/households/${home?.id}`);
    const [head, member] = page.members;
    const row = async (q: string) => (await households({ q })).rows.find(({ id }) => id === home?.id);
    expect(await row(member?.name ?? '')).toMatchObject({
      matched: { name: member?.name, identity: member?.identity },
    });
    expect(member?.identity).toContain('****');
    expect(await row(head?.name ?? '')).not.toHaveProperty('matched');
    expect(await row(page.household.values['household_no'] as string)).not.toHaveProperty('matched');
  });
  test('nothing of it beyond the area', async () => {
    const far = await server.signIn('far');
    for (const q of [person.name, full.identity, full.phone, person.household_no, full.identity.slice(-4)]) {
      expect((await households({ q }, far)).total).toBe(0);
      expect((await persons({ q }, far)).total).toBe(0);
    }
    expect((await far.call('GET', `/households/${person.household}`)).statusCode).toBe(404);
    expect((await far.call('GET', `/households/${person.household}/history`)).statusCode).toBe(404);
    const asked = await far.call('POST', '/reveal', {
      noun: 'person',
      id: person.id,
      field: 'identity_no',
      reason: '想看一看',
    });
    expect(asked.statusCode).toBe(404);
    expect((await far.call('GET', `/villages/${person.region.code}`)).statusCode).toBe(404);
    expect((await far.call('GET', `/picture?region=${GUSHI}`)).statusCode).toBe(404);
    expect((await get<Picture>('/picture', {}, far)).households).toBe(0);
  });
});

async function initialsOf(id: string): Promise<{ initials: string }> {
  const { database } = server.server.services;
  const row = await database.read({ region: COUNTRY, user: '' }, (tx) =>
    tx.find<{ initials: string }>('select name_initials as initials from mingbai.person where id = $1', [id]),
  );
  if (row === undefined) throw new Error(`no person ${id}`);
  return row;
}

test('pages of a list neither overlap nor leave out, in every order', async () => {
  const { total } = await households({ limit: '1' });
  for (const sort of [
    '',
    'household_no',
    '-household_no',
    'head',
    '-members',
    'per_capita_net',
    '-village',
  ]) {
    const ids: string[] = [];
    for (let offset = 0; offset < total; offset += 100) {
      const query = { offset: String(offset), limit: '100', ...(sort === '' ? {} : { sort }) };
      ids.push(...(await households(query)).rows.map(({ id }) => id));
    }
    expect([sort, new Set(ids).size, ids.length]).toEqual([sort, total, total]);
  }
  const sizes = (await households({ sort: '-members', limit: '200' })).rows.map(({ members }) => members);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
});

test('a filter that names a band that is none is said to be wrong', async () => {
  expect((await clerk.call('GET', '/households?income_band=0-999')).statusCode).toBe(400);
  expect((await clerk.call('GET', '/persons?age_band=old')).statusCode).toBe(400);
});

test('the page of a household: masked, with where each part came from', async () => {
  const [row] = (await households({ limit: '1', size: '3-3' })).rows;
  const page = await get<HouseholdPage>(`/households/${row?.id}`);
  expect(page.members).toHaveLength(3);
  expect(page.members[0]?.membership['relation']).toBe('head');
  expect(
    page.members.every(
      ({ identity }) => identity === null || (/^[\dX*]{18,22}$/.test(identity) && identity.includes('****')),
    ),
  ).toBe(true);
  expect(page.phone).toMatch(/^\d{3}\*{4}\d{4}$/);
  expect(page.path.map(({ level }) => level)).toEqual(['county', 'township', 'village']);
  expect(page.household.provenance).toMatchObject({ command: 'import.commit', valid_from: '2021-12-31' });
  expect(page.household.provenance.file).toMatch(/\.xlsx$/);
  expect(page.incomes.map(({ year }) => year)).toEqual([2021]);
  expect(JSON.stringify(page)).not.toMatch(/sealed|_hash/);
  const [line] = (await clerk.call('GET', `/households/${row?.id}/history`)).json<{ file: string }[]>();
  expect(line?.file).toMatch(/\.xlsx$/);
});

test('a village sees where its rows came from, though the entry is the county’s', async () => {
  const [row] = (await households({ limit: '1' }, village)).rows;
  const page = await get<HouseholdPage>(`/households/${row?.id}`, {}, village);
  expect(page.path.map(({ code }) => code)).toEqual([VILLAGE]);
  expect(page.household.provenance.command).toBe('import.commit');
});

test('the village page counts what the lists count', async () => {
  const page = await get<VillagePage>(`/villages/${VILLAGE}`, {}, village);
  const { total } = await households({}, village);
  expect(page.counted.households).toBe(total);
  expect(page.households).toHaveLength(total);
  expect(page.counted.persons).toBe((await persons({}, village)).total);
  expect(page.counted.persons).toBe(page.households.reduce((sum, { members }) => sum + members, 0));
});

test('a number in full is journaled with its reason and without the number', async () => {
  const [row] = (await households({ limit: '1' })).rows;
  const answer = await clerk.call('POST', '/reveal', {
    noun: 'household',
    id: row?.id,
    field: 'phone',
    reason: '电话回访',
  });
  const { value, entry } = answer.json<{ value: string; entry: string }>();
  expect(value).toMatch(/^\d{11}$/);
  const auditor = await server.signIn('auditor');
  const journal = await auditor.call('GET', '/journal?command=register.reveal');
  expect(journal.body).not.toContain(value);
  expect(journal.json<{ rows: { id: string }[] }>().rows.find(({ id }) => id === entry)).toMatchObject({
    subject: `household:${row?.id}`,
    reason: '电话回访',
    changes: { field: 'phone' },
  });
});

async function linesOf(workbook: Uint8Array): Promise<(readonly string[])[]> {
  const lines: (readonly string[])[] = [];
  for await (const batch of readTables('out.xlsx', bufferSource(workbook)))
    for (const event of batch) if (event.type === 'row') lines.push(event.cells);
  return lines;
}

test('the list as a workbook: what the list shows, masked, journaled with its count', async () => {
  const filter = { region: TOWNSHIP, size: '1-1,2-2' };
  const { total, rows } = await households({ ...filter, limit: '1' });
  const answer = await clerk.call('POST', '/households/export', {
    ...filter,
    language: 'zh',
    columns: ['head', 'head_identity', 'members', 'village', 'exit_state', 'per_capita_net'],
  });
  const lines = await linesOf(answer.rawPayload);
  expect(lines[0]).toEqual([
    '户编号',
    '户主',
    '户主证件号码（已脱敏）',
    '成员数',
    '行政村',
    '脱贫属性',
    '人均纯收入（元）',
  ]);
  expect(lines).toHaveLength(total + 1);
  expect(lines[1]?.slice(0, 3)).toEqual([rows[0]?.household_no, rows[0]?.head, rows[0]?.head_identity]);
  const rich = (await households({ ...filter, sort: '-per_capita_net', limit: '1' })).rows[0];
  const line = lines.find(([no]) => no === rich?.household_no);
  expect(Number(line?.[6])).toBe(Number(rich?.values['per_capita_net']) / 100);
  expect(lines.slice(1).every((cells) => !/\d{15}/.test(cells[2] ?? ''))).toBe(true);
  const auditor = await server.signIn('auditor');
  const journal = await auditor.call('GET', '/journal?command=register.export');
  expect(journal.json<{ rows: { changes: unknown }[] }>().rows[0]?.changes).toMatchObject({
    count: total,
    filter,
  });
});

test('the list of persons as a workbook: by the filter, the search and the columns of the screen', async () => {
  const filter = { region: TOWNSHIP, sex: 'female', age_band: '60-64,65-69,70-74' };
  const asked = await persons({ ...filter, limit: '200' });
  expect(asked.total).toBeGreaterThan(20);
  const answer = await clerk.call('POST', '/persons/export', {
    ...filter,
    language: 'zh',
    columns: ['identity', 'sex', 'age', 'village', 'household_no', 'health', 'none of ours', 'phone'],
  });
  const lines = await linesOf(answer.rawPayload);
  expect(lines[0]).toEqual(['姓名', '证件号码（已脱敏）', '性别', '年龄', '行政村', '户编号', '健康状况']);
  expect(lines).toHaveLength(asked.total + 1);
  // Row for row in the order of the list.
  expect(lines.slice(1, asked.rows.length + 1).map(([name, no, sex, age]) => [name, no, sex, age])).toEqual(
    asked.rows.map((row) => [row.name, row.identity ?? '', '女', String(row.age)]),
  );
  expect(lines.slice(1).every((cells) => /^(?:[\dX]{4}\*+[\dX]{4})?$/.test(cells[1] ?? 'none'))).toBe(true);
  expect(lines.slice(1).some((cells) => cells[1]?.includes('****'))).toBe(true);
  expect(lines.flat().every((cell) => !/\d{17}[\dX]/.test(cell))).toBe(true);
  const auditor = await server.signIn('auditor');
  const journal = await auditor.call('GET', '/journal?command=register.export_persons');
  const [entry] = journal.json<{ rows: { changes: unknown; region: { code: string } }[] }>().rows;
  expect(entry?.changes).toEqual({
    filter,
    columns: ['name', 'identity', 'sex', 'age', 'village', 'household_no', 'health'],
    count: asked.total,
  });

  // By what people search for: a name, a number of a household, whole or its beginning.
  const [one] = asked.rows;
  const searches = [one?.name.slice(0, 1), one?.household_no, one?.household_no.slice(0, 12)];
  for (const q of searches) {
    const { total } = await persons({ q: q ?? '', sex: 'female', limit: '1' });
    const found = await clerk.call('POST', '/persons/export', { q, sex: 'female', language: 'en' });
    expect([q, (await linesOf(found.rawPayload)).length - 1]).toEqual([q, total]);
  }
  const searched = await auditor.call('GET', '/journal?command=register.export_persons');
  expect(searched.json<{ rows: { changes: unknown }[] }>().rows[0]?.changes).toMatchObject({
    filter: { sex: 'female', searched: true },
  });
  for (const q of searches) expect(searched.body).not.toContain(`"${q}"`);
});

test('who may not take a list along does not, and who may takes no more than the own area', async () => {
  const own = await clerk.call('POST', '/persons/export', { region: TOWNSHIP });
  expect((await linesOf(own.rawPayload)).length).toBeGreaterThan(100);
  expect((await village.call('POST', '/persons/export', {})).statusCode).toBe(403);
  const far = await server.signIn('far');
  expect((await far.call('POST', '/persons/export', { region: TOWNSHIP })).statusCode).toBe(404);
  expect(await linesOf((await far.call('POST', '/persons/export', {})).rawPayload)).toHaveLength(1);
});

test('a village corrects what it fills in; old and new stay, and who they are is not for it to say', async () => {
  const [row] = (await households({ limit: '1' }, village)).rows;
  const path = `/households/${row?.id}`;
  const before = await get<HouseholdPage>(path, {}, village);
  const toilet = before.condition?.values['toilet'] !== true;
  const send = (body: object, who = village) =>
    who.call('POST', `${path}/correct`, { reason: '入户核对', ...body });

  const press = { noun: 'condition', values: { toilet, road_distance: '0.5' }, key: 'correct-0001' };
  const done = await send(press);
  expect(done.statusCode).toBe(200);
  const { entry, changed } = done.json<{ entry: string; changed: object[] }>();
  expect(changed).toContainEqual({ field: 'toilet', old: !toilet, new: toilet });
  expect((await send(press)).json()).toEqual({ entry, changed: [] });
  // Anybody else of the area, too: a member's telephone is masked on the way back.
  const member = before.members[0];
  const call = await send(
    { noun: 'person', person: member?.id, values: { phone: '13812345678', health: ['healthy'] } },
    clerk,
  );
  expect(call.json<{ changed: object[] }>().changed).toContainEqual({
    field: 'phone',
    old: member?.phone ?? null,
    new: '138****5678',
  });

  const after = await get<HouseholdPage>(path, {}, village);
  expect(after.condition?.values).toMatchObject({ toilet, road_distance: 0.5 });
  expect(after.condition?.provenance).toMatchObject({ command: 'household.correct', entry });
  expect(after.members[0]?.phone).toBe('138****5678');
  const lines = (await village.call('GET', `${path}/history`)).json<HistoryLine[]>();
  expect(lines.find((line) => line.entry === entry)?.changes).toContainEqual({
    field: 'toilet',
    old: !toilet,
    new: toilet,
  });
  const auditor = await server.signIn('auditor');
  const journal = await auditor.call('GET', '/journal?command=household.correct');
  expect(journal.json<{ rows: object[] }>().rows).toContainEqual(
    expect.objectContaining({ id: entry, subject: `household:${row?.id}`, reason: '入户核对' }),
  );
  expect(journal.body).not.toMatch(/13812345678|healthy/);
  // The rules are asked of whom it changed, in the same transaction.
  const [run] = await server.server.services.database.read({ region: GUSHI, user: '' }, (tx) =>
    tx.rows<{ kind: string }>('select kind from mingbai.rule_run where cause = $1', [entry]),
  );
  expect(run?.kind).toBe('entry');

  const refused: [object, number][] = [
    [{ noun: 'household', values: { exit_state: 'poor' } }, 400],
    [{ noun: 'person', person: member?.id, values: { identity_no: '411525199003071234' } }, 400],
    [{ noun: 'person', person: member?.id, values: { health: [] } }, 400],
    [{ noun: 'person', person: '1', values: { education: 'primary' } }, 404],
    [{ noun: 'condition', values: { toilet: '有' } }, 400],
    [{ noun: 'condition', values: { toilet } }, 400],
    [{ noun: 'condition', values: { toilet: !toilet }, reason: '' }, 400],
  ];
  for (const [body, status] of refused) expect([body, (await send(body)).statusCode]).toEqual([body, status]);
  const said = (await send({ noun: 'condition', values: { house_area: 'x' } })).json<{
    message: { zh: string };
  }>();
  expect(said.message.zh).toContain('“住房面积”应为数字');
});

test('a list of more than twenty thousand persons leaves as it is read, and nobody is left out or twice', async () => {
  const { database, vault } = server.server.services;
  const many = 20_500;
  const sealed = vault.seal('411525199003071234', 'person.identity_no').toString('hex');
  const owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
  // The last person belongs to two households, the thousandth to none any more.
  await owner.query(`
    insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
      select 411525, 900000 + i, 411525102201 + i % 7, 'L' || i, '2021-12-31', now(), 1 from generate_series(1, 5000) i;
    insert into mingbai.person (county, id, region, person_no, name, identity_no_sealed, valid_from, known_from, entry)
      select 411525, 1000000 + i, 411525102201 + i % 7, 'L' || i, '人' || i, '\\x${sealed}', '2021-12-31', now(), 1 from generate_series(1, ${many}) i;
    insert into mingbai.membership (county, id, region, household_id, person_id, "to", valid_from, known_from, entry)
      select 411525, 2000000 + i, 411525102201 + i % 7, 900001 + i % 5000, 1000001 + i % ${many},
        case i when 999 then date '2021-12-31' end, '2021-12-31', now(), 1 from generate_series(0, ${many}) i`);
  await owner.end();
  const far = { region: regionCode('411525102'), user: 'far' };
  let reads = 0;
  const { content } = await exportPersonList({
    body: { language: 'zh', columns: ['identity', 'household_no'] },
    region: far.region,
    vault,
    read: (work) => {
      reads += 1;
      return database.read(far, work);
    },
    command: (command, work) =>
      runCommand(database, { id: 'far', role: 'township_reviewer', ...far }, command, work),
  });
  if (!(content instanceof Readable)) throw new Error('a list leaves as a stream');
  const parts: Uint8Array[] = [];
  let readAtFirst = 0;
  for await (const part of content as AsyncIterable<Uint8Array>) {
    if (parts.length === 0) readAtFirst = reads;
    parts.push(part);
  }
  expect(readAtFirst).toBeLessThan(5);
  expect(reads).toBe(11);
  const lines = (await linesOf(Buffer.concat(parts))).slice(1);
  expect(lines).toHaveLength(many);
  expect(new Set(lines.map(([name, , home]) => `${name} ${home}`)).size).toBe(many);
  expect(lines.filter(([name]) => name === '人1').map(([, , home]) => home)).toEqual([
    'L1',
    `L${(many % 5000) + 1}`,
  ]);
  expect(lines.some(([name]) => name === '人1000')).toBe(false);
  expect(new Set(lines.map(([, no]) => no))).toEqual(new Set(['4115**********1234']));
});

test('what is taken along are the rows of the page, also where the filter leaves nobody whose name begins so', async () => {
  const owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
  await owner.query(`
    insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
      select 411525, 950000 + i, ${VILLAGE}, 'Q' || i, '2021-12-31', now(), 1 from generate_series(1, 2) i;
    insert into mingbai.person (county, id, region, person_no, name, sex, valid_from, known_from, entry)
      select 411525, 960000 + i, ${VILLAGE}, 'Q' || i, name, sex, '2021-12-31', now(), 1
      from (values (1, '龘一', 'female'), (2, '王龘', 'male'), (3, '赵二', 'male')) p (i, name, sex);
    insert into mingbai.membership (county, id, region, household_id, person_id, valid_from, known_from, entry)
      select 411525, 970000 + i, ${VILLAGE}, 950000 + least(i, 2), 960000 + i, '2021-12-31', now(), 1 from generate_series(1, 3) i`);
  await owner.end();
  const q = '龘';
  const exported = async (list: string, filter: object) => {
    const { rawPayload } = await clerk.call('POST', `/${list}/export`, { q, ...filter, language: 'zh' });
    return (await linesOf(rawPayload)).slice(1).map(([first]) => first);
  };
  expect((await persons({ q })).rows.map(({ name }) => name)).toEqual(['龘一']);
  expect(await exported('persons', {})).toEqual(['龘一']);
  expect((await persons({ q, sex: 'male' })).rows.map(({ name }) => name)).toEqual(['王龘']);
  expect(await exported('persons', { sex: 'male' })).toEqual(['王龘']);
  expect((await households({ q, size: '2-2' })).rows.map((row) => row.household_no)).toEqual(['Q2']);
  expect(await exported('households', { size: '2-2' })).toEqual(['Q2']);
  expect(await exported('households', {})).toEqual(['Q1']);
});
