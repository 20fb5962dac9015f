import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource, readTables } from '@mingbai/exchange';
import { openUnder } from '@mingbai/store/testing';
import { afterAll, expect, test } from 'vitest';
import { checkAnyFile } from './check.ts';
import { mark } from './mark.ts';
import { MarkedOut } from './marked-out.ts';

/** However reading or marking a file ends, none stays open: a process that watches a folder would run out of them. */
const dir = mkdtempSync(join(tmpdir(), 'mingbai-open-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

const ROWS = Array.from({ length: 50_000 }, (_, row) => `${row},甲,乙`).join('\n');

test.skipIf(process.platform !== 'linux').each<[string, () => Promise<unknown>]>([
  [
    'a refused file',
    () => checkAnyFile(file('a.xlsx', 'PK\u0003\u0004 half of it'), undefined, '2021-12-31'),
  ],
  ['a file that is none', () => checkAnyFile(dir, undefined, '2021-12-31').catch(() => undefined)],
  [
    'a reading that was stopped',
    async () => {
      const source = await fileSource(file('b.csv', ROWS));
      const stop = new AbortController();
      const read = async () => {
        try {
          for await (const _ of readTables('b.csv', source, { signal: stop.signal }))
            stop.abort(new Error('enough'));
        } finally {
          await source.close?.();
        }
      };
      await expect(read()).rejects.toThrow('enough');
    },
  ],
  [
    'a marking that fails before it writes',
    async () => {
      const out = new MarkedOut(join(dir, 'marked.xlsx'), [dir]);
      await expect(
        out.add(join(dir, 'c.csv'), () => Promise.reject(new Error('not to be marked'))),
      ).rejects.toThrow('not to be marked');
    },
  ],
  [
    'a marking whose faults cannot be had',
    async () => {
      const path = file('d.csv', ROWS);
      const checked = await checkAnyFile(path, undefined, '2021-12-31');
      const faults = (async function* () {
        yield* checked.faults;
        throw new Error('no more');
      })();
      const out = new MarkedOut(join(dir, 'marked.xlsx'), [path]);
      await expect(mark(path, { ...checked, refused: false }, faults, out)).rejects.toThrow('no more');
    },
  ],
])('%s leaves none open', async (_, use) => {
  await use();
  await expect.poll(() => openUnder(dir), { timeout: 5_000 }).toBe(0);
  expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
});
