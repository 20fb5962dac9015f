import { regionCode, type RegionCode } from '@mingbai/core';
import { initialsOf } from '@mingbai/core/initials';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../db/database.ts';
import type { WriteTx } from '../db/tx.ts';
import { runCommand } from '../journal/command.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { READABLE_VAULT } from '../testing/readable-vault.ts';
import { join, leave, membersOf, settle } from './members.ts';
import { findArea } from './read-area.ts';
import { findHouseholdPage, type Days } from './read-household.ts';
import type { Desk } from './said-columns.ts';
import { addThings, drawIds, numberOf, say } from './say.ts';

const COUNTY = regionCode('411525');
const VILLAGE = regionCode('411525101201');
const OTHER = regionCode('411525101206');

const desk: Desk = { county: '411525', vault: READABLE_VAULT, initialsOf };

let made: TestDatabase;
let owner: pg.Client;
let database: Database;
beforeAll(async () => {
  made = await testDatabase();
  owner = new pg.Client(made.ownerUrl);
  await owner.connect();
  // The people of the tests have ids below.
  await owner.query(`select setval('mingbai.thing_id', 1000)`);
  database = openDatabase(made.appUrl, { connections: 4 });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await made.drop();
});

/** Household 1: 张三 (11), his wife (12), two sons (13, 14), a daughter-in-law (15), his mother (16); household 2: one man. */
beforeEach(async () => {
  const nouns = ['household', 'person', 'membership', 'work', 'guarantee'];
  await owner.query(
    `truncate ${nouns.flatMap((noun) => [`mingbai.${noun}`, `mingbai.${noun}_past`]).join(', ')}`,
  );
  const said = `'2025-12-31', '2026-01-05', 1`;
  await owner.query(
    `insert into mingbai.household (county, id, region, household_no, exit_state, size_declared, valid_from, known_from, entry) values
       (411525, 1, ${VILLAGE}, 'H1', 'poor', 6, ${said}), (411525, 2, ${OTHER}, 'H2', 'poor', 1, ${said})`,
  );
  const people = [
    [11, 1, 'head', 'male', '1960-01-01'],
    [12, 1, 'spouse', 'female', '1962-01-01'],
    [13, 1, 'son', 'male', '1985-01-01'],
    [14, 1, 'son', 'male', '1990-01-01'],
    [15, 1, 'daughter-in-law', 'female', '1988-01-01'],
    [16, 1, 'mother', 'female', '1938-01-01'],
    [21, 2, 'head', 'male', '1970-01-01'],
  ] as const;
  for (const [id, household, relation, sex, birth] of people) {
    const region = household === 1 ? VILLAGE : OTHER;
    await owner.query(
      `insert into mingbai.person (county, id, region, person_no, name, sex, birth_date, valid_from, known_from, entry)
       values (411525, ${id}, ${region}, 'P${id}', 'N${id}', '${sex}', '${birth}', ${said})`,
    );
    await owner.query(
      `insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
       values (411525, ${100 + id}, ${region}, ${household}, ${id}, '${relation}', ${said})`,
    );
  }
});

async function write<T>(work: (tx: WriteTx) => Promise<T>, region: RegionCode = COUNTY): Promise<T> {
  const actor = { id: 'u1', role: 'county_clerk', region };
  const done = await runCommand(database, actor, { name: 'test.say', region }, async (tx) => ({
    result: await work(tx),
    changes: {},
  }));
  if (done.repeated) throw new Error('without a key nothing is repeated');
  return done.result;
}

async function page(id: string, days: Days = {}) {
  const area = findArea(COUNTY, undefined);
  if (area === undefined) throw new Error('the scope is its own area');
  return database.read({ region: COUNTY, user: '' }, (tx) => findHouseholdPage(tx, area, id, days));
}
const exitState = async (days: Days = {}) => (await page('1', days))?.household.values['exit_state'];
const relations = async (id: string, days: Days = {}) =>
  Object.fromEntries(
    ((await page(id, days))?.members ?? [])
      .filter(({ lasts }) => lasts)
      .map(({ id: person, membership }) => [person, membership['relation']]),
  );

test('said of a day: so from that day on, as before it until then, and known from now on', async () => {
  const done = await write((tx) =>
    say(tx, desk, 'household', [
      { id: '1', on: '2026-03-10', fields: { exit_state: 'exited', exited_on: '2026-03-10' } },
    ]),
  );
  expect(done).toEqual({ changed: 1, late: 0 });
  expect(await exitState()).toBe('exited');
  expect(await exitState({ asOf: '2026-03-10' })).toBe('exited');
  expect(await exitState({ asOf: '2026-03-09' })).toBe('poor');
  expect(await exitState({ knownAt: '2026-02-01' })).toBe('poor');
});

test('what says nothing new writes nothing', async () => {
  const done = await write((tx) =>
    say(tx, desk, 'household', [{ id: '1', on: '2026-03-10', fields: { exit_state: 'poor' } }]),
  );
  expect(done).toEqual({ changed: 0, late: 0 });
  expect((await page('1'))?.household.valid_from).toBe('2025-12-31');
});

test('a statement of an earlier day changes the past alone; an event holds onward', async () => {
  const statement = { id: '1', on: '2025-06-01', fields: { exit_state: 'expected' } } as const;
  expect(await write((tx) => say(tx, desk, 'household', [statement]))).toEqual({ changed: 0, late: 1 });
  expect([await exitState(), await exitState({ asOf: '2025-06-01' })]).toEqual(['poor', 'expected']);
  await write((tx) => leave(tx, desk, [{ id: '114', on: '2025-06-01', reason: 'army' }]));
  expect(Object.keys(await relations('1'))).not.toContain('14');
  expect((await page('1'))?.members.find(({ id }) => id === '14')?.membership).toMatchObject({
    to: '2025-06-01',
    reason: 'army',
  });
});

test('sealed values lie as the import lays them, and the same number again is no change', async () => {
  const number = '411525196001011234';
  const fields = { identity_no: number, name: '张三', phone: '13800000000' };
  const statement = { id: '11', on: '2026-02-01', fields };
  await write((tx) => say(tx, desk, 'person', [statement]));
  const row = async () =>
    (
      await owner.query(
        `select convert_from(identity_no_sealed, 'UTF8') as sealed, identity_no_length as length, identity_no_birth::text as birth,
           identity_no_sex as sex, identity_no_tail is not null and identity_no_hash is not null as found, name_initials,
           phone_hash is not null as phone, valid_from::text from mingbai.person where id = 11`,
      )
    ).rows[0];
  expect(await row()).toMatchObject({
    sealed: `person.identity_no:${number}`,
    length: 18,
    birth: '1960-01-01',
    sex: 'male',
    found: true,
    name_initials: 'zs',
    phone: true,
    valid_from: '2026-02-01',
  });
  expect(await write((tx) => say(tx, desk, 'person', [{ ...statement, on: '2026-03-01' }]))).toEqual({
    changed: 0,
    late: 0,
  });
});

test('things of another area are not there to be spoken of', async () => {
  const said = [{ id: '2', on: '2026-03-10', fields: { exit_state: 'exited' } }];
  expect(await write((tx) => say(tx, desk, 'household', said), VILLAGE)).toEqual({ changed: 0, late: 0 });
  const thing = { on: '2026-03-10', region: OTHER, fields: { household_no: 'H9' } };
  await expect(write((tx) => addThings(tx, desk, 'household', [thing]), VILLAGE)).rejects.toThrow(
    /row-level security/,
  );
});

test('two who say something of one thing at once: both are kept, one after the other', async () => {
  await Promise.all([
    write((tx) =>
      say(tx, desk, 'household', [{ id: '1', on: '2026-03-10', fields: { exit_state: 'expected' } }]),
    ),
    write((tx) =>
      say(tx, desk, 'household', [{ id: '1', on: '2026-03-10', fields: { main_cause: 'illness' } }]),
    ),
  ]);
  expect((await page('1'))?.household.values).toMatchObject({
    exit_state: 'expected',
    main_cause: 'illness',
  });
  const { rows } = await owner.query('select count(*)::int as n from mingbai.household_past where id = 1');
  expect(rows).toEqual([{ n: 2 }]);
});

test('a new household with new people; numbers collide with nobody', async () => {
  const [household = '', person = ''] = await write((tx) => drawIds(tx, 2));
  await write(async (tx) => {
    const at = { on: '2026-04-01', region: VILLAGE };
    const number = numberOf('411525', household);
    await addThings(tx, desk, 'household', [
      { ...at, id: household, group: '一组', fields: { household_no: number } },
    ]);
    await addThings(tx, desk, 'person', [
      { ...at, id: person, fields: { name: '李四', person_no: numberOf('411525', person) } },
    ]);
    await join(tx, desk, [{ ...at, household, person, relation: 'head', reason: 'identified' }]);
  });
  expect(await relations(household)).toEqual({ [person]: 'head' });
  expect((await page(household))?.household.values['household_no']).toMatch(/^9411525\d{8}$/);
  expect(await page(household, { asOf: '2026-03-31' })).toBeUndefined();
});

test('the head dies: the wife stands for the household, and the others are to her what they are', async () => {
  await write(async (tx) => {
    const former = await membersOf(tx, '411525', ['1'], '2026-05-01');
    await leave(tx, desk, [{ id: '111', on: '2026-05-01', reason: 'death' }]);
    await settle(tx, desk, [{ id: '1', on: '2026-05-01' }], former);
  });
  expect(await relations('1')).toEqual({
    12: 'head',
    13: 'son',
    14: 'son',
    15: 'daughter-in-law',
    16: 'husbands-mother',
  });
  expect((await page('1'))?.household.values['size_declared']).toBe(5);
  expect(await relations('1', { asOf: '2026-04-30' })).toMatchObject({
    11: 'head',
    12: 'spouse',
    16: 'mother',
  });
});

test('who comes back to a household is a member again, and their place goes along', async () => {
  await write(async (tx) => {
    await leave(tx, desk, [{ id: '114', on: '2026-01-10', reason: 'moved-out' }]);
    await join(tx, desk, [
      {
        household: '2',
        person: '14',
        region: OTHER,
        on: '2026-01-10',
        relation: 'nephew',
        reason: 'moved-in',
      },
    ]);
  });
  expect(await relations('2')).toEqual({ 21: 'head', 14: 'nephew' });
  const { rows } = await owner.query('select region::text from mingbai.person where id = 14');
  expect(rows).toEqual([{ region: OTHER }]);
  await write(async (tx) => {
    const [back] = (await membersOf(tx, '411525', ['2'], '2026-02-01')).filter(
      ({ person }) => person === '14',
    );
    await leave(tx, desk, [{ id: back?.id ?? '', on: '2026-02-01', reason: 'moved-out' }]);
    await join(tx, desk, [
      {
        household: '1',
        person: '14',
        region: VILLAGE,
        on: '2026-02-01',
        relation: 'son',
        reason: 'moved-in',
      },
    ]);
  });
  expect(Object.keys(await relations('1'))).toContain('14');
  expect(Object.keys(await relations('1', { asOf: '2026-01-20' }))).not.toContain('14');
});
