import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionCode } from '@mingbai/core';
import { fillCounty } from '@mingbai/analytics/testing';
import { tryOver, type TrialSide } from '@mingbai/policy';
import { openDatabase, type Database } from '@mingbai/store';
import { testDatabase, type TestDatabase } from '@mingbai/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { libraryOf } from './library.ts';
import { decisionOf } from './options.ts';
import { engineFor, simulateRegion } from './simulate-region.ts';
import { viewOf, withValues } from './view.ts';

const COUNTIES = ['411525', '411526'];
const HOUSEHOLDS = 300;
const ON = '2023-06-30';
const folder = mkdtempSync(join(tmpdir(), 'mingbai-simulate-'));

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  for (const county of COUNTIES) await fillCounty(own.ownerUrl, county, HOUSEHOLDS);
  const owner = new pg.Client({ connectionString: own.ownerUrl });
  await owner.connect();
  await owner.query(`insert into mingbai.pulse select unnest(array[${COUNTIES.join(', ')}, 522301]), 1`);
  await owner.end();
  database = openDatabase(own.appUrl);
}, 240_000);
afterAll(async () => {
  await database.close();
  await own.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('one county is computed where it lies, more on a copy, and never the other way round', () => {
  const [village, county, province] = ['411525100201', '411525', '41'].map(regionCode);
  if (!village || !county || !province) throw new Error('three regions');
  expect([village, county, province].map((region) => engineFor(undefined, region))).toEqual([
    'postgres',
    'postgres',
    'duckdb',
  ]);
  expect(engineFor('duckdb', county)).toBe('duckdb');
  expect(() => engineFor('postgres', province)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  expect(() => engineFor('excel', county)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});

test('a province, a county and a village move whom PostgreSQL moves there', async () => {
  const library = await libraryOf();
  const sidesIn = (region: ReturnType<typeof regionCode>): readonly [TrialSide, TrialSide] => {
    const decision = decisionOf(library, '低于监测线', region, ON);
    const view = viewOf(library.parameters, region, ON);
    const parameters = withValues(library.parameters, ['监测线=9000'], region);
    return [
      { decision, view },
      { decision, view: { ...view, parameters } },
    ];
  };
  for (const asked of ['41', '411525', '411525100201'].map(regionCode)) {
    const parts = asked.endsWith('0000000000') ? COUNTIES.map(regionCode) : [asked];
    const { counts, list } = await simulateRegion(database, { folder }, asked, {
      sidesOf: (county) => sidesIn(parts.length > 1 ? regionCode(county) : asked),
      entry: null,
      limit: 1_000,
    });
    const there = await Promise.all(
      parts.map((region) =>
        database.read({ region, user: '' }, (tx) => tryOver(tx, ...sidesIn(region), null, 1_000)),
      ),
    );
    const total = (all: readonly { count: number }[]): number =>
      all.reduce((sum, { count }) => sum + count, 0);
    expect(total(counts)).toBe(total(there.flatMap((each) => each.counts)));
    expect(list).toEqual(there.flatMap((each) => each.list));
    expect(list.length).toBeGreaterThan(0);
    // By county in the province, by village below.
    expect(counts.every(({ place }) => place.endsWith('000000') === parts.length > 1)).toBe(true);
  }
  // What was copied is gone.
  expect(readdirSync(folder)).toEqual([]);
}, 240_000);
