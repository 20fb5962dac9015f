import { regionCode, type RegionCode } from '@mingbai/core';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../db/database.ts';
import type { WriteTx } from '../db/tx.ts';
import { runCommand } from '../journal/command.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { findDraft, insertDraft, saveDraft, stepDraft } from './drafts.ts';
import { editionIds, insertEdition, listEditions } from './editions.ts';
import { decisionsOf, findText, insertDecision, keepText } from './made.ts';
import { endTrial, findTrial, insertTrial, listTrials } from './trials.ts';

const COUNTY = regionCode('411525');
const PROVINCE = regionCode('41');
let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await testDatabase();
  database = openDatabase(own.appUrl);
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

async function command<T>(region: RegionCode, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const actor = { id: 'clerk', role: 'county_clerk', region };
  const done = await runCommand(database, actor, { name: 'policy.test', region }, async (tx) => ({
    result: await work(tx),
    changes: {},
  }));
  if (done.repeated) throw new Error('without a key nothing is repeated');
  return done.result;
}

function edition(region: RegionCode, approver = 'leader') {
  return {
    county: region.slice(0, 6),
    region,
    kind: 'parameter' as const,
    name: 'monitoring-line',
    from: '2026-01-01',
    content: { value: 8000 },
    version: 'abc',
    source: { zh: '文件', en: 'Document' },
    reason: '提高',
    draft: '1',
    trial: null,
    proposer: { by: 'clerk', name: '甲' },
    approver: { by: approver, name: '乙' },
  };
}

const seen = (region: RegionCode) => database.read({ region, user: '' }, editionIds);

test('an edition is read where it holds and above, numbered in its region, and never changed', async () => {
  const first = await command(COUNTY, (tx) => insertEdition(tx, edition(COUNTY)));
  const second = await command(COUNTY, (tx) => insertEdition(tx, edition(COUNTY)));
  const above = await command(PROVINCE, (tx) => insertEdition(tx, edition(PROVINCE)));
  expect([first.number, second.number, above.number]).toEqual([1, 2, 1]);
  const all = [first.id, second.id, above.id];
  expect(await seen(COUNTY)).toEqual(all);
  expect(await seen(regionCode('411525101201'))).toEqual(all);
  expect(await seen(PROVINCE)).toEqual(all);
  expect(await seen(regionCode('411526'))).toEqual([above.id]);
  expect(await seen(regionCode('52'))).toEqual([]);
  await expect(
    command(COUNTY, (tx) => tx.run(`update mingbai.policy_edition set reason = 'x'`)),
  ).rejects.toThrow(/permission denied/);
});

test('nobody publishes alone, nor for a region outside their own', async () => {
  await expect(command(COUNTY, (tx) => insertEdition(tx, edition(COUNTY, 'clerk')))).rejects.toThrow(/check/);
  await expect(command(COUNTY, (tx) => insertEdition(tx, edition(PROVINCE)))).rejects.toThrow(/row-level/);
});

test('what two publish at once gets two numbers', async () => {
  const both = await Promise.all(
    [1, 2].map(() => command(COUNTY, (tx) => insertEdition(tx, { ...edition(COUNTY), name: 'other' }))),
  );
  expect(both.map(({ number }) => number).sort()).toEqual([1, 2]);
  const { length } = await database.read({ region: COUNTY, user: '' }, listEditions);
  expect(length).toBeGreaterThan(2);
});

test('a draft is saved once for each revision, and steps only from where it is', async () => {
  const id = await command(COUNTY, (tx) =>
    insertDraft(tx, {
      county: '411525',
      region: COUNTY,
      kind: 'decision',
      name: '低于监测线',
      basedOn: null,
      content: { text: 'a' },
      version: 'a',
      by: 'clerk',
      byName: '甲',
    }),
  );
  const save = () => command(COUNTY, (tx) => saveDraft(tx, id, 1, { content: { text: 'b' }, version: 'b' }));
  expect([await save(), await save()]).toEqual([true, false]);
  const step = { what: 'propose', by: 'clerk', name: '甲', at: 'now', reason: 'r', trial: null } as const;
  const propose = (version: string) =>
    command(COUNTY, (tx) => stepDraft(tx, { id, state: 'open', version }, 'proposed', step));
  expect([await propose('a'), await propose('b'), await propose('b')]).toEqual([false, true, false]);
  const find = (region: RegionCode) => database.read({ region, user: '' }, (tx) => findDraft(tx, id));
  expect(await find(COUNTY)).toMatchObject({ state: 'proposed', revision: 2, proposal: step });
  expect(await find(regionCode('411525101'))).toBeUndefined();
});

test('a trial is kept with its result; one whose server died is told as failed', async () => {
  const scope = { region: COUNTY, user: '' };
  const trial = { county: '411525', region: COUNTY, decision: 'd', draft: null, version: null, request: {} };
  const make = () => database.keep(scope, (tx) => insertTrial(tx, { ...trial, by: 'clerk', byName: '甲' }));
  const [done, dead] = [await make(), await make()];
  await database.keep(scope, (tx) => endTrial(tx, done, { result: { total: 4 } }));
  const owner = new pg.Client({ connectionString: own.ownerUrl });
  await owner.connect();
  await owner.query(`update mingbai.policy_trial set created_at = now() - interval '1 hour' where id = $1`, [
    dead,
  ]);
  await owner.end();
  const find = (id: string) => database.read(scope, (tx) => findTrial(tx, id));
  expect(await find(done)).toMatchObject({ state: 'done', result: { total: 4 } });
  expect((await find(dead))?.state).toBe('failed');
  expect(await database.read({ region: regionCode('411526'), user: '' }, (tx) => listTrials(tx, {}))).toEqual(
    [],
  );
});

test('a decision is kept with its text, and stays within the area', async () => {
  await command(COUNTY, async (tx) => {
    await keepText(tx, { version: 'v1', file: 'f', text: 'one' });
    await keepText(tx, { version: 'v1', file: 'f', text: 'another' });
    await insertDecision(tx, {
      county: '411525',
      region: regionCode('411525101201'),
      household: '7',
      person: null,
      decision: '低于监测线',
      version: 'v1',
      on: '2026-01-01',
      facts: { 人均纯收入: 5000 },
      parameters: [],
      result: '低于监测线',
      sentences: [],
      note: null,
      by: 'clerk',
      byName: '甲',
    });
  });
  const found = (region: RegionCode) => database.read({ region, user: '' }, (tx) => decisionsOf(tx, '7'));
  expect(await found(COUNTY)).toMatchObject([{ on_day: '2026-01-01', facts: { 人均纯收入: 5000 } }]);
  expect(await found(regionCode('411525102'))).toEqual([]);
  const text = await database.read({ region: COUNTY, user: '' }, (tx) => findText(tx, 'v1'));
  expect(text?.text).toBe('one');
});
