import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { regionCode } from '@mingbai/core';
import { openDatabase, type Database } from '../db/database.ts';
import { Untouched } from '../db/together.ts';
import { sqlOver } from '../db/tx.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { canonical } from './chain.ts';
import { runCommand, type Actor } from './command.ts';
import { sealJournal } from './seal.ts';
import { verifyJournal, type CountyChain } from './verify.ts';

const COUNTY = regionCode('411525');
const actor: Actor = { id: 'u1', role: 'county_clerk', region: COUNTY };
let made: TestDatabase;
let database: Database;
let owner: pg.Pool;

beforeAll(async () => {
  made = await testDatabase();
  database = openDatabase(made.appUrl);
  owner = new pg.Pool({ connectionString: made.ownerUrl });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await made.drop();
});
beforeEach(() => owner.query('truncate mingbai.journal, mingbai.seal, mingbai.sealed_entry'));

function write(note: string, key?: string, region = COUNTY) {
  const command = { name: 'test.write', region, ...(key === undefined ? {} : { idempotencyKey: key }) };
  return runCommand(database, actor, command, () =>
    Promise.resolve({ result: note, changes: { note, 人: ['一', 2, null] } }),
  );
}

async function verify(anchors: Parameters<typeof verifyJournal>[1] = []): Promise<CountyChain> {
  const client = await owner.connect();
  try {
    const [chain] = await verifyJournal(sqlOver(client), anchors);
    if (chain === undefined) throw new Error('no chain');
    return chain;
  } finally {
    client.release();
  }
}

test('a command that fails leaves neither its write nor an entry', async () => {
  const command = { name: 'test.write', region: COUNTY };
  const failing = runCommand(database, actor, command, async (tx) => {
    await tx.run(`insert into mingbai.column_mapping values (411525, 'f', 'h', 't', $1)`, [tx.entry]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const { rows } = await owner.query(
    'select (select count(*) from mingbai.journal) + (select count(*) from mingbai.column_mapping) as n',
  );
  expect(rows).toEqual([{ n: '0' }]);
});

test('the same key runs once, also when both come at once', async () => {
  const outcomes = await Promise.all([write('a', 'k'), write('a', 'k'), write('a', 'k')]);
  expect(new Set(outcomes.map((one) => one.entry)).size).toBe(1);
  expect(outcomes.filter((one) => !one.repeated)).toHaveLength(1);
  expect((await write('b', 'k')).repeated).toBe(true);
  expect((await owner.query('select count(*) as n from mingbai.journal')).rows).toEqual([{ n: '1' }]);
});

test('who is refused because of the first attempt with the same key is answered by that attempt', async () => {
  // As one who shares a transaction writes: without the lock of the key.
  const first = await owner.connect();
  await first.query('begin');
  await first.query(`insert into mingbai.column_mapping values (411525, 'f', 'h', 't', 1)`);
  await first.query(
    `insert into mingbai.journal (county, id, at, actor, role, command, region, changes, evidence, idempotency_key)
     values (411525, 77, now(), $1, $2, 'test.write', $3, '{}', '[]', 'pressed-twice')`,
    [actor.id, actor.role, COUNTY],
  );
  let come = (): void => undefined;
  const came = new Promise<void>((done) => (come = done));
  const command = { name: 'test.write', region: COUNTY, idempotencyKey: 'pressed-twice' };
  const second = runCommand(database, actor, command, async (tx) => {
    come();
    const done = await tx.run(
      `insert into mingbai.column_mapping values (411525, 'f', 'h', 't', $1) on conflict do nothing`,
      [tx.entry],
    );
    if (done === 0) throw new Untouched();
    return { result: undefined, changes: {} };
  });
  await came;
  await first.query('commit');
  first.release();
  expect(await second).toEqual({ entry: '77', repeated: true });
  await owner.query('delete from mingbai.column_mapping');
});

test('a command outside the actor’s area is refused by the database itself', async () => {
  await expect(write('x', undefined, regionCode('411526'))).rejects.toThrow(/row-level security/);
});

test.each([
  'update mingbai.journal set actor = $$x$$',
  'delete from mingbai.journal',
  'delete from mingbai.seal',
  'update mingbai.sealed_entry set entry = 1',
  'truncate mingbai.journal',
])('the server’s role may not: %s', async (sql) => {
  await write('a');
  await expect(database.keep({ region: COUNTY, user: '' }, (tx) => tx.run(sql))).rejects.toThrow(
    /permission denied/,
  );
});

test('sealed entries verify, in batches, with either hash', async () => {
  for (const note of ['a', 'b', 'c']) await write(note);
  expect(await sealJournal(database)).toBe(3);
  await write('d');
  expect(await verify()).toMatchObject({ intact: true, entries: 4, seals: 1, unsealed: 1 });
  expect(await sealJournal(database, 'sm3')).toBe(1);
  expect(await sealJournal(database)).toBe(0);
  expect(await verify()).toMatchObject({ intact: true, seals: 2, unsealed: 0 });
});

test('an entry that commits late, with a lower number, is sealed in the next batch', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  const late = runCommand(database, actor, { name: 'test.late', region: COUNTY }, async () => {
    await held;
    return { result: 1, changes: {} };
  });
  await new Promise((done) => setTimeout(done, 50));
  const early = await write('early');
  await sealJournal(database);
  release();
  expect(Number((await late).entry)).toBeLessThan(Number(early.entry));
  expect(await sealJournal(database)).toBe(1);
  expect(await verify()).toMatchObject({ intact: true, seals: 2, unsealed: 0 });
});

const TAMPERED: readonly [string, string, RegExp][] = [
  [
    'an entry changed',
    `update mingbai.journal set changes = '{"note":"z"}' where changes->>'note' = 'b'`,
    /seal 1: entry \d+ was changed/,
  ],
  [
    'the moment changed',
    `update mingbai.journal set at = at + interval '1 microsecond' where changes->>'note' = 'a'`,
    /seal 1: entry \d+ was changed/,
  ],
  [
    'an entry deleted',
    `delete from mingbai.journal where changes->>'note' = 'b'`,
    /seal 1: entry \d+ is gone/,
  ],
  [
    'an entry struck from the seal too',
    `delete from mingbai.sealed_entry where position = 1 and number = 1`,
    /seal 1: \d+ entries listed, 2 sealed/,
  ],
  [
    'a hash replaced with its entry',
    `update mingbai.sealed_entry set hash = decode(repeat('00', 32), 'hex') where number = 2`,
    /seal 2: entry \d+ was changed/,
  ],
  ['a seal taken out', `delete from mingbai.seal where number = 1`, /seal 1: missing/],
  [
    'a seal rewritten',
    `update mingbai.seal set hash = decode(repeat('ab', 32), 'hex') where number = 1`,
    /seal 1: its hash does not fit/,
  ],
  [
    'the chain turned',
    `update mingbai.seal set previous = decode(repeat('00', 32), 'hex') where number = 2`,
    /seal 2: does not follow/,
  ],
];

test.each(TAMPERED)('the owner of the database cannot hide it: %s', async (_what, sql, broken) => {
  await write('a');
  await write('b');
  await sealJournal(database);
  await write('c');
  await sealJournal(database);
  const touched = await owner.query(sql);
  expect(touched.rowCount).toBeGreaterThan(0);
  const chain = await verify();
  expect(chain.intact).toBe(false);
  expect(chain.broken).toMatch(broken);
});

test('a tail cut off clean is found by a seal that was kept outside', async () => {
  await write('a');
  await sealJournal(database);
  await write('b');
  await sealJournal(database);
  const { head } = await verify();
  const anchor = { county: 411525, number: 2, hash: head ?? '' };
  expect(await verify([anchor])).toMatchObject({ intact: true });
  await owner.query('delete from mingbai.sealed_entry where number = 2');
  await owner.query('delete from mingbai.seal where number = 2');
  await owner.query(`delete from mingbai.journal where changes->>'note' = 'b'`);
  expect(await verify()).toMatchObject({ intact: true });
  expect((await verify([anchor])).broken).toMatch(/seal 2: was kept outside and is gone/);
  expect((await verify([{ ...anchor, number: 1 }])).broken).toMatch(/seal 1: is not the one kept outside/);
});

test('canonical text does not depend on the order of keys, and tells different values apart', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const turned = JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
        inner !== null && typeof inner === 'object' && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).reverse())
          : inner,
      ) as unknown;
      expect(canonical(turned)).toBe(canonical(JSON.parse(JSON.stringify(value))));
      expect(JSON.parse(canonical(JSON.parse(JSON.stringify(value))))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});
