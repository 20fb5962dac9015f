import { regionCode } from '@mingbai/core';
import { initialsOf } from '@mingbai/core/initials';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../db/database.ts';
import { sqlOver, type WriteTx } from '../db/tx.ts';
import { addThings, say } from '../register/say.ts';
import type { Desk } from '../register/said-columns.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { READABLE_VAULT } from '../testing/readable-vault.ts';
import { runCommand } from './command.ts';
import { sealJournal } from './seal.ts';
import { verifyJournal } from './verify.ts';
import { verifyRegister, type RegisterCheck } from './written.ts';

const COUNTY = regionCode('411525');
const VILLAGE = regionCode('411525101201');
const desk: Desk = { county: '411525', vault: READABLE_VAULT, initialsOf };

let made: TestDatabase;
let database: Database;
let owner: pg.Pool;
beforeAll(async () => {
  made = await testDatabase();
  database = openDatabase(made.appUrl, { connections: 4 });
  owner = new pg.Pool({ connectionString: made.ownerUrl, max: 1 });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await made.drop();
});
beforeEach(() =>
  owner.query(
    `truncate mingbai.journal, mingbai.seal, mingbai.sealed_entry, mingbai.household, mingbai.household_past,
       mingbai.person, mingbai.person_past`,
  ),
);

async function write<T>(work: (tx: WriteTx) => Promise<T>): Promise<{ entry: string; result: T }> {
  const actor = { id: 'u1', role: 'county_clerk', region: COUNTY };
  const done = await runCommand(database, actor, { name: 'test.say', region: COUNTY }, async (tx) => ({
    result: await work(tx),
    changes: {},
  }));
  if (done.repeated) throw new Error('without a key nothing is repeated');
  return done;
}

const households = (count: number) =>
  write((tx) =>
    addThings(
      tx,
      desk,
      'household',
      Array.from({ length: count }, (_, at) => ({
        region: VILLAGE,
        on: '2025-12-31',
        fields: { household_no: `H${at}`, exit_state: 'poor', address: at % 2 === 0 ? 'a,b)' : null },
      })),
    ),
  );

async function check(settings = ''): Promise<RegisterCheck> {
  const client = await owner.connect();
  try {
    await client.query(`begin; ${settings}`);
    return await verifyRegister(sqlOver(client));
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const leave = (id: string, on: string) =>
  write((tx) => say(tx, desk, 'household', [{ id, on, fields: { exit_state: 'exited' } }]));
const idOf = async (number: string) =>
  (
    await owner.query<{ id: string }>('select id::text from mingbai.household where household_no = $1', [
      number,
    ])
  ).rows[0]?.id ?? '';

test('what an entry wrote stays what was sealed, wherever later entries move it', async () => {
  // Two buckets of ids.
  await owner.query(`select setval('mingbai.thing_id', 65533)`);
  await households(5);
  expect(await check()).toEqual({ statements: 0, waiting: 5, before: 0, broken: [] });
  await sealJournal(database);
  const id = await idOf('H1');
  await leave(id, '2026-04-01');
  // Of a day before what is said now: it goes straight to the past.
  await write((tx) => say(tx, desk, 'household', [{ id, on: '2026-03-01', fields: { address: 'x' } }]));
  await leave(await idOf('H2'), '2026-04-01');
  expect(await check()).toEqual({ statements: 5, waiting: 3, before: 0, broken: [] });
  await sealJournal(database);
  expect(await check()).toEqual({ statements: 8, waiting: 0, before: 0, broken: [] });
  const { rows } = await owner.query('select 1 from mingbai.household_past');
  expect(rows).toHaveLength(3);
});

test('who reads it, and how their connection writes days and bytes, changes nothing', async () => {
  await write((tx) =>
    addThings(tx, desk, 'household', [
      { region: VILLAGE, on: '2025-12-31', fields: { household_no: 'H1', phone: '13800000000' } },
    ]),
  );
  await sealJournal(database);
  const other = `set local timezone = 'America/New_York'; set local datestyle = 'German'; set local bytea_output = 'escape'`;
  expect(await check(other)).toEqual({ statements: 1, waiting: 0, before: 0, broken: [] });
});

const ALTERED: readonly [string, string, { sealed: number; found: number }][] = [
  [
    'a value',
    `update mingbai.household set exit_state = 'exited' where household_no = 'H0'`,
    { sealed: 3, found: 3 },
  ],
  ['a value taken away', `update mingbai.household set address = null`, { sealed: 3, found: 3 }],
  ['the place', `update mingbai.household set region = 411525101202`, { sealed: 3, found: 3 }],
  [
    'the moment it was known',
    `update mingbai.household set known_from = known_from - interval '1 microsecond'`,
    { sealed: 3, found: 3 },
  ],
  [
    'the past',
    `update mingbai.household_past set exit_state = 'exited' where household_no = 'H1'`,
    { sealed: 3, found: 3 },
  ],
  [
    'two values exchanged',
    `update mingbai.household h set household_no = o.household_no || '-', address = o.address from mingbai.household o where h.id <> o.id and h.household_no in ('H0', 'H2') and o.household_no in ('H0', 'H2')`,
    { sealed: 3, found: 3 },
  ],
  [
    'a household struck out',
    `delete from mingbai.household where household_no = 'H2'`,
    { sealed: 3, found: 2 },
  ],
  ['all of its past struck out', `delete from mingbai.household_past`, { sealed: 3, found: 2 }],
  [
    'a household slipped in',
    `insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
     select county, 1, region, 'H9', valid_from, known_from, entry from mingbai.household where household_no = 'H0'`,
    { sealed: 3, found: 4 },
  ],
];

test.each(ALTERED)('the owner of the database cannot alter it unseen: %s', async (_what, sql, counts) => {
  const { entry } = await households(3);
  await leave(await idOf('H1'), '2026-03-01');
  await sealJournal(database);
  expect((await check()).broken).toEqual([]);
  expect((await owner.query(sql)).rowCount).toBeGreaterThan(0);
  expect((await check()).broken).toContainEqual({
    noun: 'household',
    entry,
    command: 'test.say',
    ...counts,
  });
});

test('statements under an entry that wrote none, or that there is not, are found', async () => {
  await households(1);
  const other = await write(() => Promise.resolve(null));
  await sealJournal(database);
  const slip = (number: string, entry: string) =>
    owner.query(
      `insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
       select county, $1::bigint, region, $2, valid_from, known_from, $1::bigint from mingbai.household where household_no = 'H0'`,
      [entry, number],
    );
  await slip('H8', other.entry);
  await slip('H9', '999999999');
  expect((await check()).broken).toEqual([
    { noun: 'household', entry: other.entry, command: 'test.say', sealed: 0, found: 1 },
    { noun: 'household', entry: '999999999', command: null, sealed: 0, found: 1 },
  ]);
});

test('what was sealed of it is part of the chain', async () => {
  await households(1);
  await sealJournal(database);
  const chain = async () => {
    const client = await owner.connect();
    try {
      return (await verifyJournal(sqlOver(client)))[0];
    } finally {
      client.release();
    }
  };
  expect(await chain()).toMatchObject({ intact: true });
  await owner.query(
    `update mingbai.sealed_entry set written = jsonb_set(written, '{household,1}', '"00"') where written ? 'household'`,
  );
  expect((await chain())?.broken).toMatch(/entry \d+ was changed/);
  await owner.query('update mingbai.sealed_entry set written = null');
  expect((await chain())?.broken).toMatch(/entry \d+ was changed/);
  expect(await check()).toEqual({ statements: 0, waiting: 0, before: 1, broken: [] });
});

test('who stops does not wait for what takes long to seal; the next time it is sealed', async () => {
  await households(2);
  const holder = await owner.connect();
  const stop = new AbortController();
  try {
    await holder.query('begin; lock table mingbai.household in access exclusive mode');
    const sealing = sealJournal(database, 'sha256', stop.signal);
    const waits = `select from pg_locks where relation = 'mingbai.household'::regclass and not granted`;
    while ((await holder.query(waits)).rowCount === 0) await new Promise((done) => setTimeout(done, 5));
    stop.abort();
    await expect(sealing).rejects.toMatchObject({ code: '57014' });
    await expect(sealJournal(database, 'sha256', stop.signal)).rejects.toThrow(/abort/i);
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect(await check()).toMatchObject({ waiting: 2 });
  await sealJournal(database);
  expect(await check()).toEqual({ statements: 2, waiting: 0, before: 0, broken: [] });
});

test('a column that a later version adds leaves what was sealed before as it is', async () => {
  await households(2);
  await leave(await idOf('H1'), '2026-03-01');
  await sealJournal(database);
  const { rows } = await owner.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = 'mingbai.household_said'::regclass and attnum > 0`,
  );
  const columns = `${rows[0]?.columns}, later`;
  await owner.query(
    `alter table mingbai.household add column later text; alter table mingbai.household_past add column later text;
     create or replace view mingbai.household_said with (security_invoker = true) as
       select ${columns} from mingbai.household union all select ${columns} from mingbai.household_past`,
  );
  expect(await check()).toEqual({ statements: 3, waiting: 0, before: 0, broken: [] });
  await owner.query(`update mingbai.household set later = 'x' where household_no = 'H0'`);
  expect((await check()).broken).toHaveLength(1);
});
