import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-engine-'));
const spill = join(folder, 'spill');
const left = join(spill, 'left-by-a-crash.tmp');

let engine: Engine;
beforeAll(async () => {
  mkdirSync(spill);
  writeFileSync(left, 'rows of somebody');
  engine = openEngine({ file: ':memory:', memoryLimit: '200MB', threads: 1, spill });
  await engine.run('create table n as select range as n from range(25000)');
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what a crash left in the folder for spilling is gone, and what it may take is what it was told', async () => {
  expect(existsSync(left)).toBe(false);
  const [row] = await engine.rows(`select current_setting('threads'), current_setting('memory_limit')`);
  expect(row).toEqual([1, '190.7 MiB']);
});

test('rows come page by page, all of them once, and two questions do not disturb each other', async () => {
  const sizes: number[] = [];
  let sum = 0;
  for await (const page of engine.pages('select n from n order by n', 10_000)) {
    sizes.push(page.length);
    sum += page.reduce((all, [n]) => all + Number(n), 0);
    const [again] = await engine.rows('select count(*) from n');
    expect(again).toEqual([25_000]);
  }
  expect(sizes).toEqual([10_000, 10_000, 5_000]);
  expect(sum).toBe((25_000 * 24_999) / 2);
});

test('whoever has seen enough leaves', async () => {
  for await (const page of engine.pages('select n from n', 10)) {
    expect(page).toHaveLength(10);
    break;
  }
  expect(await engine.rows('select max(n) from n')).toEqual([[24_999]]);
});

test('cells keep their digits, lists and blanks', async () => {
  const [row] = await engine.rows(
    `select 411525198001011234::bigint, 12345678901234567890123::hugeint, 7::bigint, null, true, ['甲', null], date '2023-06-30', 0.10::decimal(4,2)`,
  );
  expect(row).toEqual([
    '411525198001011234',
    '12345678901234567890123',
    7,
    null,
    true,
    ['甲', null],
    '2023-06-30',
    '0.10',
  ]);
});

test('what DuckDB refuses is said, and it goes on', async () => {
  await expect(engine.run('create table n as select 1')).rejects.toThrow(/already exists/);
  await expect(engine.rows('select nothing from n')).rejects.toThrow(/nothing/);
  expect(await engine.rows('select count(*) from n')).toEqual([[25_000]]);
});

test('the others are not held up while it computes', async () => {
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 5);
  await engine.rows('select count(*) from range(3000) a(x), range(3000) b(y) where (x * y) % 7 = 3');
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(0);
});

test('without its thread nothing is answered', async () => {
  const gone = openEngine({
    file: ':memory:',
    memoryLimit: '100MB',
    threads: 1,
    spill: join(folder, 'gone'),
  });
  await gone.run('select 1');
  await gone.close();
  await expect(gone.run('select 1')).rejects.toThrow(/ended/);
});
