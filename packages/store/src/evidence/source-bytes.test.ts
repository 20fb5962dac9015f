import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { afterAll, expect, test } from 'vitest';
import { createKeys } from '../vault/keys.ts';
import { openUnder } from '../testing/open-files.ts';
import { openVault } from '../vault/vault.ts';
import { sourceStream } from './source-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

const keys = join(folder, 'keys.json');
createKeys(keys);
const { files } = openVault(keys);
const path = join(folder, 'a.sealed');
const bytes = Buffer.alloc(3_000_000, '明白账');

test.skipIf(process.platform !== 'linux').each<[string, (stream: Readable) => Promise<unknown>]>([
  [
    'read to its end',
    async (stream) => expect(Buffer.concat((await stream.toArray()) as Buffer[]).equals(bytes)).toBe(true),
  ],
  [
    'left in the middle',
    async (stream) => {
      for await (const chunk of stream) if ((chunk as Buffer).length > 0) break;
    },
  ],
  ['never read', (stream) => Promise.resolve(stream.destroy())],
  ['broken by an error', (stream) => Promise.resolve(stream.destroy(new Error('gone')))],
])('a stream that is %s leaves no file open', async (_, use) => {
  await files.encrypt(Readable.from([bytes]), path);
  const stream = sourceStream(await files.open(path));
  expect(openUnder(folder)).toBe(1);
  const ended = finished(stream).catch(() => undefined);
  await use(stream);
  await ended;
  await expect.poll(() => openUnder(folder), { timeout: 5_000 }).toBe(0);
});
