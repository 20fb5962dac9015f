import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeCounty, type PlantedFault, type Truth } from '@mingbai/fixtures';
import type { ImportRow } from '@mingbai/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countsOf, Desk, NOUNS, type Counts } from './testing.ts';

/** Every workbook of the demo county, faults and all, through the import that users have. */
const dir = mkdtempSync(join(tmpdir(), 'mingbai-demo-test-'));
let desk: Desk;
let truth: Truth;
let paths: string[];
const jobs = new Map<string, ImportRow>();
/** The same file brought once more, right after the first. */
const again: { job: ImportRow; said: Counts; before: Sizes; after: Sizes }[] = [];
type Sizes = Record<string, number>;

beforeAll(async () => {
  desk = await Desk.open();
  const written = await writeCounty({ dir, seed: 20, scale: 0.01, year: 2021, today: '2021-12-31' });
  truth = written.truth;
  paths = [...new Set(written.files.map(({ path }) => path))];
  for (const path of paths) {
    const file = basename(path);
    const { id } = await desk.check(file, createReadStream(path));
    jobs.set(file, await desk.commit(id));
    // By its own name it is known again; by another one it is read and held against the register.
    for (const name of [file, `2-${file}`]) {
      const second = await desk.check(name, createReadStream(path));
      const before = await desk.sizes();
      const job = await desk.commit(second.id);
      again.push({ job, said: countsOf(second), before, after: await desk.sizes() });
    }
  }
}, 180_000);
afterAll(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

const ofImport = ({ caughtBy }: PlantedFault): boolean => caughtBy === 'import';

test('is committed, file by file', () => {
  expect([...jobs.values()].map(({ state, problem }) => [state, problem])).toEqual(
    paths.map(() => ['committed', null]),
  );
});

test('lists every planted fault at its sheet, row, column and rule', async () => {
  const listed = await desk.rows<{ place: string }>(
    `select concat_ws('|', file, sheet, row, rule) as place from mingbai.import_fault
     union select concat_ws('|', file, sheet, row, rule, col) from mingbai.import_fault`,
  );
  const places = new Set(listed.map(({ place }) => place));
  const planted = truth.faults.filter(ofImport);
  const lost = planted
    .map(({ file, sheet, row, rule, column }) => [file, sheet, row, rule, column].join('|'))
    .filter((place) => !places.has(place));
  expect(planted.length).toBeGreaterThan(100);
  expect(lost).toEqual([]);
});

test('takes in every row but those with an error, and says so', async () => {
  const badRows = await desk.rows<{ import: string; n: number }>(
    `select import::text, count(distinct (file, sheet, row))::int as n from mingbai.import_fault
     where severity = 'error' and row > 0 group by import`,
  );
  const bad = new Map(badRows.map((row) => [row.import, row.n]));
  for (const job of jobs.values()) {
    const { rows, good, bad: wrong } = countsOf(job);
    expect([job.file, wrong, good + wrong]).toEqual([job.file, bad.get(job.id) ?? 0, rows]);
  }
});

test('has as many households and persons as the files have different good ones', async () => {
  for (const noun of ['household', 'person'] as const) {
    const [row] = await desk.rows<{ n: number; distinct: number }>(
      `select count(*)::int as n, count(distinct ${noun}_no)::int as distinct from mingbai.${noun}`,
    );
    const fresh = [...jobs.values()]
      .flatMap((job) => countsOf(job).nouns)
      .filter((one) => one.noun === noun)
      .reduce((sum, one) => sum + one.new, 0);
    expect([noun, row?.n]).toEqual([noun, fresh]);
    expect(row?.n).toBeGreaterThan(noun === 'household' ? 300 : 1000);
  }
});

test('says of the same file again that all is the same, and writes nothing', () => {
  expect(again).toHaveLength(paths.length * 2);
  expect(again.some(({ job }) => job.identical_to !== null)).toBe(true);
  expect(again.filter(({ job }) => job.identical_to === null).length).toBeGreaterThanOrEqual(paths.length);
  for (const { job, said, before, after } of again) {
    const moved = said.nouns.filter((one) => one.new + one.changed > 0);
    expect([job.file, moved, said.fields]).toEqual([job.file, [], []]);
    expect(said.nouns.some((one) => one.same > 0)).toBe(true);
    expect([job.state, after]).toEqual(['committed', before]);
  }
  // What both ways say must be the same.
  for (const [index, { job, said }] of again.entries()) {
    const read = again[index + 1];
    if (job.identical_to === null || read === undefined) continue;
    expect([job.file, said]).toEqual([job.file, read.said]);
  }
  expect(Object.keys(again[0]?.after ?? {})).toHaveLength(NOUNS.length * 2);
});

test('villages of the two village sheets agree', async () => {
  const [row] = await desk.rows<{ n: number }>(
    `select count(*)::int as n from mingbai.village_past p join mingbai.village v using (county, id)
     where p.collective_income is distinct from v.collective_income
       and p.collective_income <> 0 and v.collective_income <> 0`,
  );
  expect(row?.n).toBe(0);
});

test('leaves no staging table behind', async () => {
  expect(await desk.rows(`select tablename from pg_tables where schemaname = 'staging'`)).toEqual([]);
});
