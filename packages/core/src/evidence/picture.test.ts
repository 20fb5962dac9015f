import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, textAt } from './bytes.ts';
import { tiffFrom, TOLD, SECRET, jpegFromPhone, pngFromPhone, webpFromPhone, type Told } from './samples.ts';
import { readExif, takenAt } from './exif.ts';
import type { MediaType } from './kind.ts';
import { cleanPicture } from './picture.ts';

const MAKERS: readonly (readonly [MediaType, (told?: Told) => Uint8Array])[] = [
  ['image/jpeg', jpegFromPhone],
  ['image/png', pngFromPhone],
  ['image/webp', webpFromPhone],
];

const told = fc.record({
  lat: fc.integer({ min: -89_999, max: 89_999 }).map((n) => n / 1000),
  lon: fc.integer({ min: -179_999, max: 179_999 }).map((n) => n / 1000),
  orientation: fc.integer({ min: 1, max: 8 }),
  taken: fc
    .date({ min: new Date('1995-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ')),
  little: fc.boolean(),
});

describe.each(MAKERS)('%s', (type, make) => {
  test('the place is told and gone, the picture stays as it was', () => {
    const dirty = make();
    const cleaned = cleanPicture(dirty, type);
    if (cleaned === undefined) throw new Error('taken for damaged');
    expect(cleaned.place?.lat).toBeCloseTo(TOLD.lat, 4);
    expect(cleaned.place?.lon).toBeCloseTo(TOLD.lon, 4);
    expect(cleaned.takenAt).toBe('2026-11-20T01:30:15.000Z');
    expect([cleaned.width, cleaned.height]).toEqual([16, 8]);
    expect(contains(dirty, SECRET)).toBe(true);
    expect(contains(cleaned.bytes, SECRET)).toBe(false);
    // Cleaned once more, nothing is left to find or to change.
    const again = cleanPicture(cleaned.bytes, type);
    expect(again?.place).toBeNull();
    expect(again?.bytes).toEqual(cleaned.bytes);
  });

  test('whatever a phone says, no place is left and no byte of the picture is lost', () => {
    const bare = cleanPicture(make({ ...TOLD, orientation: 1 }), type)?.bytes.length ?? 0;
    fc.assert(
      fc.property(told, (says) => {
        const cleaned = cleanPicture(make(says), type);
        expect(cleaned?.place?.lat).toBeCloseTo(says.lat, 4);
        expect(cleaned?.place?.lon).toBeCloseTo(says.lon, 4);
        const again = cleanPicture(cleaned?.bytes ?? new Uint8Array(), type);
        expect(again?.place).toBeNull();
        expect(cleaned?.bytes.length).toBe(bare);
      }),
    );
  });

  test('cut off or garbled anywhere it throws nothing and leaves no place', () => {
    const dirty = make();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: dirty.length }),
        fc.array(fc.tuple(fc.nat(dirty.length - 1), fc.nat(255)), { maxLength: 8 }),
        (length, changes) => {
          const bytes = dirty.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          const cleaned = cleanPicture(bytes, type);
          if (cleaned === undefined) return;
          expect(cleanPicture(cleaned.bytes, type)?.place ?? null).toBeNull();
          expect(textAt(cleaned.bytes, 0, 2)).toBe(textAt(dirty, 0, 2));
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('which way up stays with a JPEG', () => {
  fc.assert(
    fc.property(told, (says) => {
      const bytes = cleanPicture(jpegFromPhone(says), 'image/jpeg')?.bytes ?? new Uint8Array();
      // SOI, then the segment: marker, length, mark.
      const exif = readExif(bytes.subarray(2 + 4 + 6));
      expect(exif).toMatchObject({ orientation: says.orientation, taken: says.taken, place: null });
    }),
  );
});

test('EXIF of any bytes is read without an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (noise, little) => {
      const tiff = tiffFrom({ ...TOLD, little });
      tiff.set(noise, 8);
      readExif(tiff);
      readExif(noise);
    }),
  );
});

test('a day that is none is no day', () => {
  expect(takenAt({ orientation: 1, taken: '2026:02:31 00:00:00', offset: null, place: null })).not.toContain(
    '02-31',
  );
  expect(
    takenAt({ orientation: 1, taken: '0000:00:00 00:00:00', offset: null, place: null }),
  ).toBeUndefined();
});
