import pg from 'pg';
import { regionCode } from '@mingbai/core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../db/database.ts';
import type { WriteTx } from '../db/tx.ts';
import { runCommand } from '../journal/command.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { beginBulk, endBulk } from './bulk.ts';

const COUNTY = regionCode('411525');
const MANY = ['household', 'person', 'village'].map((noun) => ({ noun, new: 1_000_000 }));

let own: TestDatabase | undefined;
let database: Database;
let owner: pg.Client;
async function close(): Promise<void> {
  if (own === undefined) return;
  await database.close();
  await owner.end();
  await own.drop();
}
beforeEach(async () => {
  await close();
  own = await testDatabase();
  database = openDatabase(own.appUrl);
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
});
afterAll(close);

function command(work: (tx: WriteTx) => Promise<void>): Promise<unknown> {
  const actor = { id: 'test', role: 'county_clerk', region: COUNTY };
  return runCommand(database, actor, { name: 'import.commit', region: COUNTY }, async (tx) => {
    await work(tx);
    return { result: undefined, changes: {} };
  });
}

async function indexes(): Promise<string[]> {
  const { rows } = await owner.query<{ indexdef: string }>(
    `select indexdef from pg_indexes where schemaname = 'mingbai' order by indexdef`,
  );
  return rows.map((row) => row.indexdef);
}

const households = (tx: WriteTx, from: number, to: number) =>
  tx.run(
    `insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
     select 411525, n, 411525101201, 'H' || n, '2021-12-31', now(), $3 from generate_series($1::int, $2::int) n`,
    [from, to, tx.entry],
  );

test('the indexes of empty tables come back as they were, with the rows in them', async () => {
  const before = await indexes();
  await command(async (tx) => {
    const bulk = await beginBulk(tx, MANY);
    // Villages are few: theirs stay.
    expect([...bulk]).toEqual(['household', 'person']);
    const off = await tx.rows(
      `select from pg_indexes where schemaname = 'mingbai' and tablename in ('household', 'person')`,
    );
    expect(off).toHaveLength(0);
    await households(tx, 1, 100);
    for (const noun of bulk) await endBulk(tx, bulk, noun);
  });
  expect(await indexes()).toEqual(before);
  const plan = await owner.query<{ 'QUERY PLAN': string }>(
    `set enable_seqscan = off; explain select from mingbai.household where county = 411525 and household_no = 'H7'`,
  );
  expect(JSON.stringify(plan)).toMatch(/household_(?:key|number)/);
});

test('what is no longer empty, or expects little, keeps them', async () => {
  await command(async (tx) => void (await households(tx, 1, 1)));
  await command(async (tx) => {
    const bulk = await beginBulk(tx, [
      { noun: 'household', new: 1_000_000 },
      { noun: 'person', new: 100 },
    ]);
    expect([...bulk]).toEqual([]);
  });
});

test('a table at which somebody is looking keeps them, and nobody waits long', async () => {
  await owner.query('begin; select from mingbai.household');
  await command(async (tx) => {
    const bulk = await beginBulk(tx, MANY);
    expect([...bulk]).toEqual(['person']);
    for (const noun of bulk) await endBulk(tx, bulk, noun);
  });
  await owner.query('commit');
});

test('a command that leaves one off is not committed', async () => {
  const before = await indexes();
  await expect(command(async (tx) => void (await beginBulk(tx, MANY)))).rejects.toThrow('not put back');
  expect(await indexes()).toEqual(before);
});

test('two persons of one number are found when the key is put back', async () => {
  await expect(
    command(async (tx) => {
      const bulk = await beginBulk(tx, MANY);
      await households(tx, 1, 10);
      await tx.run(`update mingbai.household set household_no = 'H1' where household_no = 'H2'`);
      for (const noun of bulk) await endBulk(tx, bulk, noun);
    }),
  ).rejects.toMatchObject({ code: '23505' });
});
