import { COUNTRY, regionCode } from '@mingbai/core';
import type { HouseholdPage, RegionHistory, VillagePage } from '@mingbai/core/api';
import { waitingRuleRuns } from '@mingbai/policy';
import { sealJournal, verifyRegister } from '@mingbai/store';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testServer, type Signed, type TestServer } from '../../app/testing.ts';

const OLD = regionCode('411525101201');
const NEW = regionCode('411525101206');

let server: TestServer;
let clerk: Signed;
let worker: Signed;
let owner: pg.Client;
beforeAll(async () => {
  server = await testServer();
  await server.install([
    { username: 'clerk', role: 'county_clerk' },
    { username: 'worker', role: 'village_worker', region: NEW },
  ]);
  owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
  const said = `'2021-12-31', '2022-01-05', 1`;
  await owner.query(`
    insert into mingbai.household (county, id, region, household_no, exit_state, valid_from, known_from, entry)
      values (411525, 1, ${OLD}, 'H1', 'exited', ${said}), (411525, 2, ${NEW}, 'H2', 'exited', ${said});
    insert into mingbai.person (county, id, region, person_no, name, valid_from, known_from, entry) values (411525, 11, ${OLD}, 'P1', '张三', ${said});
    insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
      values (411525, 21, ${OLD}, 1, 11, 'head', ${said})`);
  clerk = await server.signIn('clerk');
  worker = await server.signIn('worker');
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

// A merge moves statements and alters none; only those of the set-up were written beside the commands.
afterEach(async () => {
  const { database } = server.server.services;
  await sealJournal(database);
  const { broken } = await database.read({ region: COUNTRY, user: '' }, verifyRegister);
  expect(broken.map(({ entry }) => entry).filter((entry) => entry !== '1')).toEqual([]);
});

const names = async (query: string, as = clerk) =>
  (await as.call('GET', `/regions${query}`)).json<{ code: string; name: string }[]>();

test('a drop-down shows my area alone', async () => {
  expect((await names('', worker)).map(({ code }) => code)).toEqual([NEW]);
  expect((await names('?under=411525101000', worker)).map(({ code }) => code)).toEqual([NEW]);
  expect(await names('?under=411525102000', worker)).toEqual([]);
  expect(
    (await worker.call('GET', `/regions/search?q=${encodeURIComponent('村')}`))
      .json<{ code: string }[]>()
      .map(({ code }) => code),
  ).toEqual([NEW]);
});

test('renamed from a day on: both names are found, each day has its own', async () => {
  const [before] = (await names('?under=411525101000')).filter(({ code }) => code === OLD);
  const done = await clerk.call('POST', `/regions/${OLD}/change`, {
    kind: 'rename',
    name: '陈淋新村',
    on: '2023-01-01',
    reason: '县政府批复',
  });
  expect(done.statusCode).toBe(200);
  const at = async (query: string) =>
    (await names(`?under=411525101000${query}`)).find(({ code }) => code === OLD)?.name;
  expect(await at('')).toBe('陈淋新村');
  expect(await at('&on=2022-12-31')).toBe(before?.name);
  const found = (
    await clerk.call('GET', `/regions/search?q=${encodeURIComponent(before?.name ?? '')}`)
  ).json();
  expect(found).toMatchObject([{ code: OLD, name: '陈淋新村', formerName: before?.name }]);
});

test('a name that a sibling bears is refused: its rows could mean either', async () => {
  const [, sibling] = await names('?under=411525101000');
  const rename = (body: object) =>
    clerk.call('POST', `/regions/${OLD}/change`, {
      kind: 'rename',
      on: '2024-01-01',
      reason: '县政府批复',
      ...body,
    });
  expect((await rename({ name: sibling?.name })).json()).toMatchObject({
    code: 'region-name-taken',
    details: { code: sibling?.code },
  });
  expect((await rename({ name: '新名', on: '2024-13-01' })).statusCode).toBe(400);
});

test('merged: its households lie in the successor, the past stays as it was', async () => {
  const refused = await clerk.call('POST', `/regions/${OLD}/change`, {
    kind: 'merge',
    into: NEW,
    on: '2022-06-01',
    reason: '早于更名',
  });
  expect(refused.json()).toMatchObject({ code: 'region-changed-later', details: { day: '2023-01-01' } });
  expect(
    (
      await worker.call('POST', `/regions/${OLD}/change`, {
        kind: 'merge',
        into: NEW,
        on: '2024-01-01',
        reason: '村',
      })
    ).statusCode,
  ).toBe(403);
  const done = await clerk.call('POST', `/regions/${OLD}/change`, {
    kind: 'merge',
    into: NEW,
    on: '2024-01-01',
    reason: '合村并组',
  });
  expect(done.statusCode).toBe(200);
  const { entry } = done.json<{ entry: string }>();
  const page = (await clerk.call('GET', '/households/1')).json<HouseholdPage>();
  expect(page.region.code).toBe(NEW);
  expect(page.household.provenance).toMatchObject({
    entry,
    command: 'region.merge',
    valid_from: '2024-01-01',
  });
  expect(page.members.map(({ name }) => name)).toEqual(['张三']);
  expect((await clerk.call('GET', '/households/1?asOf=2023-12-31')).json<HouseholdPage>().region.code).toBe(
    OLD,
  );
  const village = (await worker.call('GET', `/villages/${NEW}`)).json<VillagePage>();
  expect(village.counted).toMatchObject({ households: 2, persons: 1 });
  expect(village.formerNames.map(({ name }) => name)).toEqual(['陈淋新村']);
  // Who has last year's code in an old link is led on.
  expect((await clerk.call('GET', `/villages/${OLD}`)).json<VillagePage>().region.code).toBe(NEW);
  const found = (await clerk.call('GET', `/regions/search?q=${encodeURIComponent('陈淋新村')}`)).json();
  expect(found).toMatchObject([{ code: NEW, formerName: '陈淋新村' }]);
  const [line] = (await clerk.call('GET', '/households/1/history')).json<
    { entry: string; changes: { field: string; old: string }[] }[]
  >();
  expect(line).toMatchObject({ entry, changes: [{ field: 'region', old: '陈淋新村' }] });
  const { rows } = await owner.query(`select changes from mingbai.journal where id = $1`, [entry]);
  expect(rows[0]).toMatchObject({
    changes: { rows: { household: 1, person: 1, membership: 1, income: 0 }, successor: { code: NEW } },
  });
  const [run] = await server.server.services.database.read({ region: COUNTRY, user: '' }, waitingRuleRuns);
  expect(run).toMatchObject({ kind: 'entry', cause: entry, region: '411525000000' });
});

test('the history of a region says what became of it, by whom and why, and what it took in', async () => {
  const ended = (await clerk.call('GET', `/regions/${OLD}/history`)).json<RegionHistory>();
  expect(ended).toMatchObject({
    region: { code: OLD, name: '陈淋新村' },
    endedOn: '2024-01-01',
    successor: { code: NEW },
    steps: [
      { kind: 'merged', on: '2024-01-01', reason: '合村并组', other: { code: NEW } },
      { kind: 'renamed', on: '2023-01-01', to: '陈淋新村', reason: '县政府批复' },
    ],
  });
  expect(ended.path.at(-1)?.code).toBe(OLD);
  expect(ended.steps.every(({ actor, entry }) => actor === 'clerk' && entry !== null)).toBe(true);
  const successor = (await clerk.call('GET', `/regions/${NEW}/history`)).json<RegionHistory>();
  expect(successor).toMatchObject({
    endedOn: null,
    successor: null,
    steps: [{ kind: 'took-in', on: '2024-01-01', from: '陈淋新村', other: { code: OLD } }],
  });
  expect((await worker.call('GET', `/regions/${OLD}/history`)).statusCode).toBe(404);
});

test('a township merged: its villages go with it under codes of the successor', async () => {
  const done = await clerk.call('POST', '/regions/411525101000/change', {
    kind: 'merge',
    into: '411525102000',
    on: '2025-01-01',
    reason: '撤乡并镇',
  });
  expect(done.statusCode).toBe(200);
  const page = (await clerk.call('GET', '/households/1')).json<HouseholdPage>();
  expect(page.region.code.slice(0, 9)).toBe('411525102');
  expect(page.path.map(({ level }) => level)).toEqual(['county', 'township', 'village']);
  expect(await names('?under=411525101000')).toEqual([]);
  const under = await names('?under=411525102000');
  expect(new Set(under.map(({ code }) => code)).size).toBe(under.length);
  const moved = (await clerk.call('GET', `/regions/${page.region.code}/history`)).json<RegionHistory>();
  expect(moved.steps[0]).toMatchObject({
    kind: 'moved',
    on: '2025-01-01',
    reason: '撤乡并镇',
    other: { code: NEW },
  });
});
