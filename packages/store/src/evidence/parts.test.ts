import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createKeys } from '../vault/keys.ts';
import { openVault } from '../vault/vault.ts';
import { PartialUploads } from './parts.ts';
import { sourceBytes } from './source-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
createKeys(join(folder, 'keys.json'));
const { files } = openVault(join(folder, 'keys.json'));
const place = join(folder, 'partial');
const uploads = new PartialUploads(place, files);
let made = 0;
const newId = (): string => String((made += 1));

/** In pieces, and broken off at the end where asked. */
async function* stream(bytes: Buffer, step: number, breaks: boolean): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  if (breaks) throw new Error('gone');
}

async function all(id: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of sourceBytes(await uploads.open(id))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('however often the line breaks, nothing is lost and nothing is there twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(200_000), fc.integer({ min: 1, max: 70_000 }), fc.boolean()), {
        minLength: 1,
        maxLength: 6,
      }),
      async (pieces) => {
        const id = newId();
        const whole = randomBytes(pieces.reduce((sum, [length]) => sum + length, 0));
        let at = 0;
        for (const [length, step, breaks] of pieces) {
          const done = uploads.append(id, at, stream(whole.subarray(at, at + length), step, breaks));
          await (breaks ? expect(done).rejects.toThrow('gone') : done);
          at += length;
          expect(await uploads.sizeOf(id)).toBe(at);
        }
        expect((await all(id)).equals(whole)).toBe(true);
        const from = Math.floor(whole.length / 3);
        const source = await uploads.open(id);
        expect(
          Buffer.from(await source.read(from, 100_000)).equals(whole.subarray(from, from + 100_000)),
        ).toBe(true);
        await source.close();
      },
    ),
    { numRuns: 25 },
  );
});

test('a long stream is put down as it comes', async () => {
  const id = newId();
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'film');
  await uploads.append(id, 0, stream(bytes, 65_536, false));
  expect(readdirSync(join(place, id))).toHaveLength(3);
  expect((await all(id)).equals(bytes)).toBe(true);
});

test('what a killed server left half written counts for nothing; bytes sent twice count once', async () => {
  const id = newId();
  const bytes = randomBytes(3000);
  await uploads.append(id, 0, stream(bytes.subarray(0, 1000), 100, false));
  writeFileSync(join(place, id, '000000000001000-500.sealed.0123456789ab'), 'half');
  expect(await uploads.sizeOf(id)).toBe(1000);
  // Two connections from the same offset, the dead one shorter.
  await uploads.append(id, 1000, stream(bytes.subarray(1000, 1500), 100, false));
  await uploads.append(id, 1000, stream(bytes.subarray(1000), 100, false));
  expect((await all(id)).equals(bytes)).toBe(true);
  await uploads.remove(id);
  expect([await uploads.sizeOf(id), await uploads.touchedAt(id)]).toEqual([0, undefined]);
});

test('nothing of it can be read on the disk', async () => {
  const id = newId();
  await uploads.append(id, 0, stream(Buffer.from('面孔'.repeat(100)), 10, false));
  const [name = ''] = readdirSync(join(place, id));
  const { readFileSync } = await import('node:fs');
  expect(readFileSync(join(place, id, name)).includes('面孔')).toBe(false);
});
