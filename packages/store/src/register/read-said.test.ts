import { regionCode, type RegionCode } from '@mingbai/core';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../db/database.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { findArea } from './read-area.ts';
import { findHouseholdStatements } from './read-history.ts';
import { findHouseholdPage, type Days, type StoredPage } from './read-household.ts';

/**
 * Two axes of time. The things of the tests have been said as follows (day it is about / day it was said):
 * income 2000 (2019-12-31 / 2020-02-01), then 3000 (2020-12-31 / 2021-02-01), then, late, the correction of the
 * past to 2500 (2019-12-31 / 2022-03-01).
 */
const COUNTY = regionCode('411525');
const VILLAGE = regionCode('411525101201');
const OTHER = regionCode('411525101206');

let made: TestDatabase;
let owner: pg.Client;
let database: Database;
beforeAll(async () => {
  made = await testDatabase();
  owner = new pg.Client(made.ownerUrl);
  await owner.connect();
  database = openDatabase(made.appUrl, { connections: 2 });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await made.drop();
});

beforeEach(async () => {
  await owner.query(`truncate mingbai.household, mingbai.household_past, mingbai.person, mingbai.person_past,
    mingbai.membership, mingbai.membership_past, mingbai.guarantee, mingbai.guarantee_past`);
  await owner.query(
    `insert into mingbai.household (county, id, region, household_no, per_capita_net, exit_state, valid_from, known_from, entry)
     values (411525, 1, $1, 'H1', 300000, 'exited', '2020-12-31', '2021-02-01', 12)`,
    [VILLAGE],
  );
  await past('household', '2019-12-31', '2020-02-01', '2022-03-01', 11, {
    household_no: 'H1',
    per_capita_net: 200_000,
    exit_state: 'poor',
  });
  await past('household', '2019-12-31', '2022-03-01', '2022-03-01', 13, {
    household_no: 'H1',
    per_capita_net: 250_000,
    exit_state: 'poor',
  });
});

async function past(
  noun: string,
  validFrom: string,
  knownFrom: string,
  knownTo: string,
  entry: number,
  values: Record<string, unknown>,
  id = 1,
) {
  const names = Object.keys(values);
  await owner.query(
    `insert into mingbai.${noun}_past (county, id, region, ${names.map((name) => `"${name}"`).join(', ')}, valid_from, known_from, known_to, entry)
     values (411525, ${id}, $1, ${names.map((_, at) => `$${at + 6}`).join(', ')}, $2, $3, $4, $5)`,
    [VILLAGE, validFrom, knownFrom, knownTo, entry, ...Object.values(values)],
  );
}

async function page(days: Days, scope: RegionCode = COUNTY): Promise<StoredPage | undefined> {
  const area = findArea(scope, undefined);
  if (area === undefined) throw new Error('the scope is its own area');
  return database.read({ region: scope, user: '' }, (tx) => findHouseholdPage(tx, area, '1', days));
}

test.each([
  ['now', {}, 300_000],
  ['of a day after the newest statement', { asOf: '2021-01-01' }, 300_000],
  ['of the very day of the newest statement', { asOf: '2020-12-31' }, 300_000],
  ['of the day before it: the past as corrected', { asOf: '2020-12-30' }, 250_000],
  [
    'of that day as it was known before the correction',
    { asOf: '2020-12-30', knownAt: '2022-02-28' },
    200_000,
  ],
  ['as known on the day of the correction', { asOf: '2020-12-30', knownAt: '2022-03-01' }, 250_000],
  ['of today as it was known before the newest was said', { knownAt: '2021-01-31' }, 200_000],
  [
    'of today as known after the correction of the past: it changes the past alone',
    { knownAt: '2022-06-01' },
    300_000,
  ],
] as const)('a household %s', async (_, days, income) => {
  expect((await page(days))?.household.values['per_capita_net']).toBe(income);
});

test('nothing of a time of which nothing was said, or when nothing had been said yet', async () => {
  expect(await page({ asOf: '2019-12-30' })).toBeUndefined();
  expect(await page({ knownAt: '2020-01-31' })).toBeUndefined();
});

test('its village is called what it was called on that day', async () => {
  await owner.query(
    `insert into mingbai.region (code, high, level, parent, name, valid_from, valid_to) values
       ($1, $1, 5, 411525101000, '陈淋村', '-infinity', '2020-06-01'), ($1, $1, 5, 411525101000, '陈淋新村', '2020-06-01', 'infinity')`,
    [VILLAGE],
  );
  const village = async (days: Days) => (await page(days))?.path.at(-1)?.name;
  expect(await village({ asOf: '2020-05-31' })).toBe('陈淋村');
  expect(await village({ asOf: '2020-06-01' })).toBe('陈淋新村');
  expect(await village({})).toBe('陈淋新村');
  // Merged into another, which it is not called today.
  await owner.query(
    `update mingbai.region set valid_to = '2021-01-01', successor = $2 where code = $1 and valid_to = 'infinity'`,
    [VILLAGE, OTHER],
  );
  expect(await village({ asOf: '2020-12-31' })).toBe('陈淋新村');
  await owner.query('delete from mingbai.region where code = $1', [VILLAGE]);
});

test('a day of knowledge ends at midnight in China', async () => {
  // 23:30 of 31 January in Beijing is 15:30 UTC; 00:30 of 1 February is 16:30 UTC.
  await owner.query(`update mingbai.household set known_from = '2021-01-31 15:30Z'`);
  expect((await page({ knownAt: '2021-01-31' }))?.household.values['per_capita_net']).toBe(300_000);
  await owner.query(`update mingbai.household set known_from = '2021-01-31 16:30Z'`);
  expect((await page({ knownAt: '2021-01-31' }))?.household.values['per_capita_net']).toBe(200_000);
});

test('members as of a day: those who have come and have not left', async () => {
  await owner.query(
    `insert into mingbai.person (county, id, region, person_no, name, birth_date, valid_from, known_from, entry)
     select 411525, i, $1, 'P' || i, 'N' || i, '2000-06-15', '2018-01-01', '2018-01-01', 1 from generate_series(11, 13) i`,
    [VILLAGE],
  );
  await owner.query(
    `insert into mingbai.membership (county, id, region, household_id, person_id, relation, "from", "to", reason, valid_from, known_from, entry) values
       (411525, 21, $1, 1, 11, 'head', null, null, null, '2018-01-01', '2018-01-01', 1),
       (411525, 22, $1, 1, 12, 'son', null, '2020-06-30', 'moved-out', '2020-06-30', '2020-07-05', 2),
       (411525, 23, $1, 1, 13, 'daughter', '2020-09-01', null, 'birth', '2018-01-01', '2018-01-01', 1)`,
    [VILLAGE],
  );
  await past(
    'membership',
    '2018-01-01',
    '2018-01-01',
    '2020-07-05',
    1,
    { household_id: 1, person_id: 12, relation: 'son' },
    22,
  );
  const names = async (days: Days) => {
    const shown = await page(days);
    const of = (lasts: boolean) =>
      shown?.members.filter((member) => member.lasts === lasts).map(({ name }) => name);
    return { members: of(true), former: of(false) };
  };
  expect(await names({})).toEqual({ members: ['N11', 'N13'], former: ['N12'] });
  expect(await names({ asOf: '2020-06-29' })).toEqual({ members: ['N11', 'N12'], former: [] });
  expect(await names({ asOf: '2020-06-30' })).toEqual({ members: ['N11'], former: ['N12'] });
  expect(await names({ asOf: '2020-08-01', knownAt: '2020-07-04' })).toEqual({
    members: ['N11', 'N12'],
    former: [],
  });
  expect(await names({ asOf: '2020-09-01' })).toEqual({ members: ['N11', 'N13'], former: ['N12'] });
  expect((await page({ asOf: '2020-06-14' }))?.members[0]?.age).toBe(19);
  expect((await page({ asOf: '2020-06-15' }))?.members[0]?.age).toBe(20);
});

test('what hangs on the household is of the same days', async () => {
  await owner.query(
    `insert into mingbai.guarantee (county, id, region, household_id, unsafe_house, valid_from, known_from, entry)
     values (411525, 31, $1, 1, false, '2020-12-31', '2021-02-01', 12)`,
    [VILLAGE],
  );
  await past(
    'guarantee',
    '2019-12-31',
    '2020-02-01',
    '2021-02-01',
    11,
    { household_id: 1, unsafe_house: true },
    31,
  );
  expect((await page({}))?.guarantee?.values['unsafe_house']).toBe(false);
  expect((await page({ asOf: '2020-06-01' }))?.guarantee).toMatchObject({
    entry: '11',
    valid_from: '2019-12-31',
    values: { unsafe_house: true },
  });
});

test('a village sees its own alone, whatever the days', async () => {
  expect((await page({}, VILLAGE))?.id).toBe('1');
  expect(await page({}, OTHER)).toBeUndefined();
  expect(await page({ asOf: '2020-01-01' }, OTHER)).toBeUndefined();
  const area = findArea(OTHER, undefined);
  if (area === undefined) throw new Error('the scope is its own area');
  expect(
    await database.read({ region: OTHER, user: '' }, (tx) => findHouseholdStatements(tx, area, '1')),
  ).toBeUndefined();
});

test('every statement ever made is there for the history', async () => {
  const area = findArea(COUNTY, undefined);
  if (area === undefined) throw new Error('the scope is its own area');
  const said = await database.read({ region: COUNTY, user: '' }, (tx) =>
    findHouseholdStatements(tx, area, '1'),
  );
  expect(said?.statements.map(({ entry, values }) => [entry, values['per_capita_net']]).sort()).toEqual([
    ['11', 200_000],
    ['12', 300_000],
    ['13', 250_000],
  ]);
});
