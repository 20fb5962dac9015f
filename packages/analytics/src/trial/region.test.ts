import { join } from 'node:path';
import { regionCode } from '@mingbai/core';
import { findDecision, type TrialSide, tryOver, tryParameters } from '@mingbai/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../testing/world.ts';
import { tryRegion } from './region.ts';

// The monitoring line of the second is another one.
const COUNTIES = ['411525', '522301', '411526'];
const HOUSEHOLDS = 800;
const ON = '2023-06-30';

let world: World;
let database: World['database'];
let library: World['library'];
let folder: string;
beforeAll(async () => {
  world = await openWorld(COUNTIES, HOUSEHOLDS);
  ({ database, library, folder } = world);
}, 120_000);
afterAll(() => world.close());

function sidesOf(name: string, line: number): (county: string) => readonly [TrialSide, TrialSide] {
  return (county) => {
    const region = regionCode(county);
    const decision = findDecision(library, name, region, ON);
    if (typeof decision === 'string') throw new Error(`${name}: ${decision}`);
    const { parameters } = library;
    const view = { county, region, on: ON, parameters };
    const tried = tryParameters(parameters, { 监测线: line }, region);
    return [
      { decision, view },
      { decision, view: { ...view, parameters: tried } },
    ];
  };
}

test.each(['低于监测线', '区间识别', '红蓝黄卡'])(
  '%s over several counties moves whom it moves county by county in PostgreSQL',
  async (name) => {
    const sides = sidesOf(name, 9_000);
    const progress: number[] = [];
    const { counts, list } = await tryRegion(
      { folder, threads: 1 },
      {
        database,
        user: '',
        counties: COUNTIES,
        sidesOf: sides,
        entry: null,
        place: 'village',
        limit: 100_000,
        onProgress: (done) => progress.push(done),
      },
    );
    expect(progress).toEqual([1, 2, 3]);
    const there = new Map<string, number>();
    const changed: string[] = [];
    for (const county of [...COUNTIES].sort()) {
      const outcome = await database.read({ region: regionCode(county), user: '' }, (tx) =>
        tryOver(tx, ...sides(county), null, 100_000),
      );
      for (const { village, before, after, count } of outcome.counts) {
        const key = `${village} ${before} ${after}`;
        there.set(key, (there.get(key) ?? 0) + count);
      }
      changed.push(...outcome.list.map((each) => JSON.stringify(each)));
    }
    expect(new Map(counts.map((each) => [`${each.place} ${each.before} ${each.after}`, each.count]))).toEqual(
      there,
    );
    expect(
      list.map(({ id, household, village, before, after }) =>
        JSON.stringify({ id, household, village, before, after }),
      ),
    ).toEqual(changed);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(COUNTIES.length * HOUSEHOLDS);
    // 红蓝黄卡 does not ask for the line.
    expect(list.length > 0).toBe(name !== '红蓝黄卡');
  },
  60_000,
);

test('by county the counts are those of its villages together', async () => {
  const outcome = await tryRegion(
    { folder, threads: 1 },
    {
      database,
      user: '',
      counties: COUNTIES,
      sidesOf: sidesOf('低于监测线', 9_000),
      entry: null,
      place: 'county',
      limit: 0,
    },
  );
  expect([...new Set(outcome.counts.map(({ place }) => place))]).toEqual([
    '411525000000',
    '411526000000',
    '522301000000',
  ]);
  expect(outcome.counts.reduce((sum, { count }) => sum + count, 0)).toBe(COUNTIES.length * HOUSEHOLDS);
  expect(outcome.list).toEqual([]);
}, 60_000);

test('what cannot be asked of the register is refused before anything is copied', async () => {
  await expect(
    tryRegion(
      { folder: join(folder, 'none'), threads: 1 },
      {
        database,
        user: '',
        counties: COUNTIES,
        sidesOf: sidesOf('县退出', 9_000),
        entry: null,
        place: 'county',
        limit: 0,
      },
    ),
  ).rejects.toThrow(/not those of the register/);
});
