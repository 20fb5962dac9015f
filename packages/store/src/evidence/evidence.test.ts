import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTRY, regionCode, type RegionCode } from '@mingbai/core';
import { openDatabase, type Database } from '../db/database.ts';
import { runCommand } from '../journal/command.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import {
  createEvidence,
  findEvidence,
  forgetUpload,
  keepEvidence,
  listEvidence,
  markReceived,
  moveEvidence,
  type KeptFacts,
} from './evidence.ts';
import { claimedEvidence } from './verify.ts';

const COUNTY = regionCode('411525');
const VILLAGE = regionCode('411525101201');
const OTHER = regionCode('411525101206');
const FACTS: KeptFacts = {
  received: 'aa'.repeat(32),
  sha256: 'bb'.repeat(32),
  bytes: 7,
  mediaType: 'image/jpeg',
  takenAt: null,
  place: null,
  placeRemoved: true,
  thumbnail: false,
};
let made: TestDatabase;
let database: Database;
let owner: pg.Client;
beforeAll(async () => {
  made = await testDatabase();
  database = openDatabase(made.appUrl);
  owner = new pg.Client(made.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await made.drop();
});

const scope = (region: RegionCode, user = 'u1') => ({ region, user });

function create(region: RegionCode, by = 'u1'): Promise<string> {
  return database.keep(scope(region, by), (tx) =>
    createEvidence(tx, {
      county: '411525',
      region,
      subject: 'household:7',
      kind: 'photo',
      name: 'a.jpg',
      length: 10,
      keepsPlace: false,
      by: { id: by, name: 'U', role: 'village_worker', region },
    }),
  );
}

async function keep(id: string, region: RegionCode) {
  await database.keep(scope(region), (tx) => markReceived(tx, id));
  const actor = { id: 'u1', role: 'village_worker', region };
  return runCommand(
    database,
    actor,
    {
      name: 'evidence.keep',
      region,
      subject: `evidence:${id}`,
      evidence: [{ name: 'a.jpg', sha256: FACTS.sha256 }],
    },
    async (tx) => ({
      result: await keepEvidence(tx, id, FACTS),
      changes: {},
    }),
  );
}

test('another village sees nothing of it, changes nothing, and can put nothing there', async () => {
  const id = await create(VILLAGE);
  expect(await database.read(scope(OTHER), (tx) => findEvidence(tx, id))).toBeUndefined();
  expect(await database.read(scope(COUNTY), (tx) => findEvidence(tx, id))).toMatchObject({
    state: 'uploading',
  });
  await database.keep(scope(OTHER), (tx) => markReceived(tx, id));
  expect(await database.keep(scope(OTHER), (tx) => forgetUpload(tx, id))).toBe(false);
  await expect(
    database.keep(scope(OTHER), (tx) => tx.run(`update mingbai.evidence set region = $1`, [VILLAGE])),
  ).resolves.toBe(0);
  const there = database.keep(scope(OTHER), (tx) =>
    createEvidence(tx, {
      county: '411525',
      region: VILLAGE,
      subject: null,
      kind: 'photo',
      name: 'x',
      length: 1,
      keepsPlace: false,
      by: { id: 'u2', name: 'X', role: 'village_worker', region: OTHER },
    }),
  );
  await expect(there).rejects.toThrow(/row-level security/);
  expect(await database.keep(scope(VILLAGE), (tx) => forgetUpload(tx, id))).toBe(true);
});

test('it is kept once; kept it cannot be taken away; unfinished it is seen by its uploader alone', async () => {
  const id = await create(VILLAGE);
  const list = (user: string) =>
    database.read(scope(COUNTY, user), (tx) => listEvidence(tx, { subject: 'household:7' }));
  expect([(await list('u1')).length, (await list('u2')).length]).toEqual([1, 0]);
  const first = await keep(id, VILLAGE);
  expect([first.repeated, 'result' in first && first.result]).toEqual([false, true]);
  const second = await keep(id, VILLAGE);
  expect('result' in second && second.result).toBe(false);
  expect(await list('u2')).toMatchObject([{ id, state: 'kept', sha256: FACTS.sha256, entry: first.entry }]);
  expect(await database.keep(scope(VILLAGE), (tx) => forgetUpload(tx, id))).toBe(false);
  await owner.query('delete from mingbai.journal where id = $1', [second.entry]);
  const claims = await database.read(scope(COUNTRY), (tx) => claimedEvidence(tx));
  expect(claims).toEqual([
    { county: 411525, id, name: 'a.jpg', sha256: FACTS.sha256, journaled: FACTS.sha256 },
  ]);
  await owner.query('delete from mingbai.evidence');
  const gone = await database.read(scope(COUNTRY), (tx) => claimedEvidence(tx));
  expect(gone).toEqual([{ county: 411525, id, name: null, sha256: null, journaled: FACTS.sha256 }]);
});

test('it goes with its village, and the register is not taken for changed', async () => {
  const id = await create(VILLAGE);
  await keep(id, VILLAGE);
  const pulse = () => owner.query('select pulse from mingbai.pulse where county = 411525');
  expect((await pulse()).rows).toEqual([]);
  await runCommand(
    database,
    { id: 'u1', role: 'county_clerk', region: COUNTY },
    { name: 'region.merge', region: COUNTY },
    async (tx) => ({
      result: await moveEvidence(tx, '411525', [{ from: VILLAGE, to: OTHER }]),
      changes: {},
    }),
  );
  expect((await pulse()).rows).toEqual([{ pulse: '1' }]);
  expect(await database.read(scope(OTHER), (tx) => findEvidence(tx, id))).toMatchObject({ region: OTHER });
});
