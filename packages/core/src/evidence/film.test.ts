import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, contains, join } from './bytes.ts';
import { readFilm, type ByteSource } from './film.ts';
import { FILM_PLACE, filmFromPhone } from './samples.ts';

function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

function patched(bytes: Uint8Array, patches: readonly { offset: number; bytes: Uint8Array }[]): Uint8Array {
  const copy = bytes.slice();
  for (const patch of patches) copy.set(patch.bytes, patch.offset);
  return copy;
}

const { head, tail } = filmFromPhone(1000);
const FRAMES = new Uint8Array(1000).fill(7);

test.each([
  ['behind the film', join([head, FRAMES, tail])],
  ['before the film', join([head.subarray(0, -8), tail, head.subarray(-8), FRAMES])],
])('a place described %s is told and blanked, and no other byte moves', async (_, film) => {
  const found = await readFilm(sourceOf(film));
  expect(found?.place).toEqual({ lat: 32.1683, lon: 115.6542 });
  expect(found?.takenAt).toBe('2026-11-20T01:30:15.000Z');
  const clean = patched(film, found?.patches ?? []);
  expect(clean.length).toBe(film.length);
  expect(contains(clean, FILM_PLACE)).toBe(false);
  expect(contains(clean, 'tkhd')).toBe(true);
  const again = await readFilm(sourceOf(clean));
  expect([again?.place, again?.patches]).toEqual([null, []]);
});

test('a long length keeps its box', async () => {
  const body = bytesOf(FILM_PLACE);
  const long = new Uint8Array(16 + body.length);
  new DataView(long.buffer).setUint32(0, 1);
  long.set(bytesOf('udta'), 4);
  new DataView(long.buffer).setBigUint64(8, BigInt(long.length));
  long.set(body, 16);
  const film = join([head, FRAMES, tail, long]);
  const found = await readFilm(sourceOf(film));
  const clean = patched(film, found?.patches ?? []);
  expect(contains(clean, FILM_PLACE)).toBe(false);
  expect((await readFilm(sourceOf(clean)))?.patches).toEqual([]);
});

test('a film cut off before its description is damaged; no bytes at all make it fail', async () => {
  expect(await readFilm(sourceOf(join([head, FRAMES])))).toBeUndefined();
  const film = join([head, FRAMES, tail]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(film.length - 1), fc.nat(255)), { maxLength: 10 }),
      async (changes) => {
        const bytes = film.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const found = await readFilm(sourceOf(bytes));
        for (const patch of found?.patches ?? [])
          expect(patch.offset + patch.bytes.length).toBeLessThanOrEqual(film.length);
      },
    ),
  );
});
