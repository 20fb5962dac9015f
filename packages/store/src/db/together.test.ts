import pg from 'pg';
import { regionCode, type RegionCode } from '@mingbai/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCommand, type Outcome } from '../journal/command.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { openDatabase, type Database } from './database.ts';
import { Untouched } from './together.ts';
import type { WriteTx } from './tx.ts';

const COUNTY = regionCode('411525');
const TOWNS = ['411525101', '411525102', '411525103', '411525104'].map((code) => regionCode(code));
let made: TestDatabase;
let database: Database;
let owner: pg.Pool;

beforeAll(async () => {
  made = await testDatabase();
  database = openDatabase(made.appUrl, { connections: 6 });
  owner = new pg.Pool({ connectionString: made.ownerUrl });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await made.drop();
});
beforeEach(() => owner.query('truncate mingbai.journal, mingbai.procedure_list'));

/** A list of cases named so, made in a place by somebody of another. */
function make(name: string, place: RegionCode, of = place, work?: (tx: WriteTx) => Promise<unknown>) {
  const actor = { id: `u-${of}`, role: 'township_reviewer', region: of };
  const command = {
    name: 'test.make',
    region: of,
    idempotencyKey: name,
    quick: true,
    repeatable: true,
  } as const;
  return runCommand(database, actor, command, async (tx) => {
    const here = await tx.find<{ id: string; low: string }>(
      `select pg_current_xact_id()::text as id, current_setting('mingbai.low') as low`,
    );
    await work?.(tx);
    await tx.run(
      `insert into mingbai.procedure_list (county, region, procedure, name, opened_at, entry) values (411525, $1, 'p', $2, now(), $3)`,
      [place, name, tx.entry],
      'make',
    );
    const seen = await tx.rows<{ name: string }>('select name from mingbai.procedure_list order by name');
    return { result: { ...here, seen: seen.map((row) => row.name) }, changes: { name } };
  });
}

async function kept(): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; said: string }>(
    `select l.name, j.changes ->> 'name' as said from mingbai.procedure_list l full join mingbai.journal j on j.id = l.entry order by 1`,
  );
  return rows.map(({ name, said }) => (name === said ? name : `${name} but ${said}`));
}

const done = <T>(outcome: Outcome<T>): T => {
  if (outcome.repeated) throw new Error('came twice');
  return outcome.result;
};

test('those who come at once share a transaction, and none sees beyond the own area', async () => {
  const all = await Promise.all(TOWNS.map((town, i) => make(`of ${i}`, town)));
  const results = all.map(done);
  expect(new Set(results.map((one) => one.id)).size).toBe(1);
  expect(results.map((one) => one.low)).toEqual(TOWNS.map(String));
  expect(results.map((one) => one.seen)).toEqual(TOWNS.map((_, i) => [`of ${i}`]));
  expect(await kept()).toEqual(['of 0', 'of 1', 'of 2', 'of 3']);
});

test('whoever writes outside the own area fails alone, and the others are there once', async () => {
  const [town, other, third] = TOWNS as [RegionCode, RegionCode, RegionCode];
  const all = await Promise.allSettled([make('a', town), make('b', other, town), make('c', third)]);
  expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(all[1]).toMatchObject({
    reason: { message: expect.stringContaining('row-level security') as unknown },
  });
  expect(await kept()).toEqual(['a', 'c']);
});

test('whoever throws having written nothing is left out, and keeps nobody from going on', async () => {
  const refuse = () => Promise.reject(new Untouched('refused'));
  const all = await Promise.allSettled([
    make('a', COUNTY),
    make('b', COUNTY, COUNTY, refuse),
    make('c', COUNTY),
  ]);
  expect(all[1]).toMatchObject({ reason: new Untouched('refused') });
  const ids = [all[0], all[2]].map((one) => (one?.status === 'fulfilled' ? done(one.value).id : ''));
  expect(ids[0]).toBe(ids[1]);
  expect(await kept()).toEqual(['a', 'c']);
});

test('the same key at once is done once, and both are told of the one entry', async () => {
  const all = await Promise.all([make('a', COUNTY), make('a', COUNTY), make('b', COUNTY)]);
  const entries = all.map(({ entry }) => entry);
  expect(entries[0]).toBe(entries[1]);
  expect(all.map(({ repeated }) => repeated).toSorted()).toEqual([false, false, true]);
  expect(await kept()).toEqual(['a', 'b']);
});

test('a connection that is lost on the way: each is done once, by itself', async () => {
  let lost = false;
  const lose = async (tx: WriteTx) => {
    if (lost) return;
    lost = true;
    const me = await tx.find<{ pid: number }>('select pg_backend_pid() as pid');
    await owner.query('select pg_terminate_backend($1)', [me?.pid]);
  };
  const all = await Promise.all([make('a', COUNTY), make('b', COUNTY, COUNTY, lose), make('c', COUNTY)]);
  expect(all.every(({ repeated }) => !repeated)).toBe(true);
  expect(await kept()).toEqual(['a', 'b', 'c']);
});

test('those who are slow hold up nobody who comes later', async () => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const slow = TOWNS.map((town, i) => make(`slow ${i}`, town, town, () => gate));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const more = TOWNS.map((town, i) => make(`more ${i}`, town, town, () => gate));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const quick = await make('quick', COUNTY);
  expect(quick.repeated).toBe(false);
  go();
  await Promise.all([...slow, ...more]);
  expect(await kept()).toHaveLength(9);
});
