import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { throughPipe } from './pipe.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-pipe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (count: number): Readable =>
  Readable.from(
    (function* () {
      for (let n = 0; n < count; n += 1) yield Buffer.from(`${n},甲乙丙\n`);
    })(),
  );

test.each([0, 1, 200_000])('all of %i lines arrive in their order, and nothing stays', async (count) => {
  let text = '';
  await throughPipe(
    folder,
    () => lines(count),
    async (path) => {
      text = await readFile(path, 'utf8');
    },
  );
  expect(text.split('\n').length - 1).toBe(count);
  expect(text.endsWith(count === 0 ? '' : `${count - 1},甲乙丙\n`)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('a reader that never opens it fails what was asked, and nobody waits', async () => {
  await expect(
    throughPipe(
      folder,
      () => lines(10),
      () => Promise.reject(new Error('no such table')),
    ),
  ).rejects.toThrow('no such table');
  expect(readdirSync(folder)).toEqual([]);
});

test('what fails while it is written fails what was asked', async () => {
  const broken = (): Readable =>
    Readable.from(
      (function* () {
        yield Buffer.from('1,甲\n');
        throw new Error('the register is gone');
      })(),
    );
  await expect(throughPipe(folder, broken, async (path) => void (await readFile(path)))).rejects.toThrow(
    'the register is gone',
  );
});
