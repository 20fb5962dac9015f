import { regionCode } from '@mingbai/core';
import { initialsOf } from '@mingbai/core/initials';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../db/database.ts';
import type { ReadTx } from '../db/tx.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { hash32 } from '../import/sealing.ts';
import { findArea } from './read-area.ts';
import { listHouseholdsIn } from './read-households.ts';
import { PlaceNames } from './read-places.ts';
import { listPersonsIn } from './read-persons.ts';
import { readSearch } from './read-search.ts';
import { Totals, totalOf } from './read-total.ts';

const COUNTY = regionCode('411525');
/** Searches look the same whatever the keys. */
const VAULT = { find: (text: string) => Buffer.from(text.padEnd(16, '0')).subarray(0, 16) };

let made: TestDatabase;
let database: Database;
beforeAll(async () => {
  made = await testDatabase();
  const owner = new pg.Client(made.ownerUrl);
  await owner.connect();
  await owner.query(`
    insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
      select 411525, i, 411525101201 + i % 40, '411525' || lpad(i::text, 8, '0'), '2021-12-31', now(), 1 from generate_series(1, 20000) i;
    insert into mingbai.person (county, id, region, person_no, name, name_initials, identity_no_hash, identity_no_tail, phone_hash, valid_from, known_from, entry)
      select 411525, 100000 + i, 411525101201 + i % 40, 'P' || i, chr(19968 + i % 300) || chr(20000 + i % 777), chr(97 + i % 26) || chr(97 + i % 25) || chr(97 + i % 23),
        i::bigint * 1000003, i, i::bigint * 1009, '2021-12-31', now(), 1 from generate_series(1, 60000) i;
    insert into mingbai.membership (county, id, region, household_id, person_id, valid_from, known_from, entry)
      select 411525, 200000 + i, 411525101201 + i % 40, 1 + i % 20000, 100000 + i, '2021-12-31', now(), 1 from generate_series(1, 60000) i;
    analyze`);
  await owner.end();
  database = openDatabase(made.appUrl, { connections: 1 });
}, 120_000);
afterAll(async () => {
  await database.close();
  await made.drop();
});

/** The plans of the statements that a search runs, as the server's role gets them: planned once for all values. */
async function plansOf(noun: 'household' | 'person', typed: string): Promise<string[]> {
  const area = findArea(COUNTY, undefined);
  if (area === undefined) throw new Error('the scope is its own area');
  const plans: string[] = [];
  await database.read({ region: COUNTY, user: '' }, async (tx) => {
    const explaining: ReadTx = {
      ...tx,
      async rows<T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
        const generic = `explain (generic_plan) ${text}`;
        const plan = await tx.client.query<{ 'QUERY PLAN': string }>(generic);
        plans.push(plan.rows.map((line) => line['QUERY PLAN']).join('\n'));
        return tx.rows<T>(text, values);
      },
    };
    const page = { offset: 0, limit: 20 };
    const totals = new Totals().within(COUNTY);
    const places = new PlaceNames().within(COUNTY);
    if (noun === 'household')
      await listHouseholdsIn(explaining, area, { q: typed }, page, VAULT, totals, places);
    else await listPersonsIn(explaining, area, { q: typed }, page, VAULT, totals);
  });
  return plans;
}

test.each([
  ['the beginning of a name', '丁両'],
  ['initials', 'abc'],
  ['the last four', '1234'],
  ['a whole number', '411525199001011234'],
  ['a telephone', '13812345678'],
  ['the number of a household', '41152500012345'],
])('under row-level security an index serves %s', async (_, typed) => {
  for (const noun of ['household', 'person'] as const) {
    const [plan = ''] = await plansOf(noun, typed);
    expectIndexed(plan);
  }
});

function expectIndexed(plan: string): void {
  expect(plan).toMatch(/Index/);
  expect(plan).not.toMatch(/Seq Scan on (person|household|membership)/);
  // The index of regions would serve too, at the price of the whole area.
  expect(plan).not.toContain('person_region');
}

describe('pinyin typed in full', () => {
  const named = ['吴家忠', '武佳中', '吴建中', '吕布', '乌吉'];
  beforeAll(async () => {
    const owner = new pg.Client(made.ownerUrl);
    await owner.connect();
    for (const [at, name] of named.entries())
      await owner.query('update mingbai.person set name = $1, name_initials = $2 where id = $3', [
        name,
        initialsOf(name),
        100_100 + at,
      ]);
    await owner.query(`update mingbai.membership set relation = 'head' where person_id = 100100`);
    await owner.end();
  });
  const found = (q: string, at: string = COUNTY) =>
    database.read({ region: regionCode(at), user: '' }, async (tx) => {
      const area = findArea(regionCode(at), undefined);
      if (area === undefined) throw new Error('the scope is its own area');
      const [page, totals] = [{ offset: 0, limit: 20 }, new Totals().within(COUNTY)];
      const persons = await listPersonsIn(tx, area, { q }, page, VAULT, totals);
      const places = new PlaceNames().within(COUNTY);
      const homes = await listHouseholdsIn(tx, area, { q }, page, VAULT, totals, places);
      expect([persons.totalIsExact, persons.total, homes.total]).toEqual([
        true,
        persons.rows.length,
        homes.rows.length,
      ]);
      return { names: persons.rows.map(({ name }) => name).sort(), homes: homes.rows };
    });

  test.each([
    ['wujiazhong', ['吴家忠', '武佳中']],
    ['Wu Jiazhong', ['吴家忠', '武佳中']],
    ['WU JIA ZH', ['吴家忠', '武佳中']],
    ['wujianzhong', ['吴建中']],
    ['wuji', ['吴家忠', '吴建中', '乌吉', '武佳中']],
    ['lübu', ['吕布']],
    ["wu'ji'an", ['吴建中']],
    ['zhongjiawu', []],
  ])('"%s" finds %j', async (typed, names) => {
    expect((await found(typed)).names).toEqual([...names].sort());
  });

  test('the list of households says whom it found, when it is not the head', async () => {
    const { homes } = await found('wujiazhong');
    expect(homes.map(({ matched }) => matched).sort()).toEqual(['武佳中', null].sort());
    expect((await found('wujianzhong')).homes.map(({ matched }) => matched)).toEqual(['吴建中']);
  });

  test('nobody beyond the area', async () => {
    expect((await found('wujiazhong', '411525102')).names).toEqual([]);
  });

  test('is served by the indexes of initials and of names', async () => {
    for (const noun of ['household', 'person'] as const) {
      const plans = await plansOf(noun, 'wujiazhong');
      expect(plans.length).toBeGreaterThanOrEqual(3);
      expect(plans[1]).toContain('person_initials');
      expect(plans[2]).toContain('person_name');
      for (const plan of plans.slice(0, 3)) expectIndexed(plan);
    }
  });
});

test.each([
  ['张三', 'name', '张三'],
  [' 阿依古丽·买买提 ', 'name', '阿依古丽·买买提'],
  ['zs', 'initials', 'zs'],
  ['ＺＳ', 'initials', 'zs'],
  ['123x', 'tail', '123X'],
  ['1234', 'tail', '1234'],
  ['01123x', 'tail', '01123X'],
  ['411525 19900101 123x', 'identity', '41152519900101123X'],
  ['138 1234 5678', 'phone', '13812345678'],
  ['23812345678', 'number', '23812345678'],
  ['12345', 'number', '12345'],
  ['吴 家忠', 'name', '吴家忠'],
  ['吴　忠', 'name', '吴忠'],
  ['Anna Maria', 'initials', 'annamaria'],
  ["Lü Xi'an", 'initials', 'lvxian'],
  ['41152500-010001', 'number', '41152500010001'],
  ['138-1234－5678', 'phone', '13812345678'],
  ['411525–19900101–123x', 'identity', '41152519900101123X'],
] as const)('"%s" is a %s', (typed, kind, text) => {
  expect(readSearch(typed)).toEqual({ kind, text });
});

test('digits with which no number of a household begins are how one of a person ends: day of birth and last four', async () => {
  const owner = new pg.Client(made.ownerUrl);
  await owner.connect();
  await owner.query(
    `update mingbai.person set identity_no_tail = $1, identity_no_length = 18, identity_no_birth = '1974-03-08' where id in (100001, 100002)`,
    [hash32(VAULT.find('5678'))],
  );
  await owner.query(`update mingbai.person set identity_no_birth = '1974-03-09' where id = 100002`);
  await owner.end();
  const area = findArea(COUNTY, undefined);
  if (area === undefined) throw new Error('the scope is its own area');
  const found = (q: string) =>
    database.read({ region: COUNTY, user: '' }, async (tx) => {
      const page = { offset: 0, limit: 20 };
      const { rows } = await listPersonsIn(tx, area, { q }, page, VAULT, new Totals().within(COUNTY));
      return rows.map(({ id }) => id);
    });
  expect(await found('085678')).toEqual(['100001']);
  expect(await found('03095678')).toEqual(['100002']);
  expect(await found('5678')).toEqual(['100001', '100002']);
  expect(await found('411525')).toHaveLength(20);
});

test('a long list has as many as there are; one longer than any county says that there are more', async () => {
  const area = findArea(COUNTY, undefined);
  if (area === undefined) throw new Error('the scope is its own area');
  await database.read({ region: COUNTY, user: '' }, async (tx) => {
    const listed = await listPersonsIn(
      tx,
      area,
      {},
      { offset: 0, limit: 20 },
      VAULT,
      new Totals().within(COUNTY),
    );
    expect(listed).toMatchObject({ total: 60_000, totalIsExact: true, rows: { length: 20 } });
    const series = (n: number) => totalOf(tx, `select from generate_series(1, ${n})`, []);
    expect(await series(200_000)).toEqual({ total: 200_000, totalIsExact: true });
    expect(await series(200_001)).toEqual({ total: 200_000, totalIsExact: false });
  });
});

test('blanks alone ask for nothing', () => expect(readSearch(' \u3000')).toBeUndefined());
