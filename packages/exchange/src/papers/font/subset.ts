import type { Cff } from './cff.ts';

const STRINGS = ['Adobe', 'Identity'] as const;
/** The first string of a font's own comes after the standard ones. */
const FIRST_STRING = 391;
/** Sizes of a dictionary whose numbers all take five bytes do not depend on the numbers. */
const TOP_SIZE = 3 * 5 + 2 + 4 * 5 + 1 + (5 + 1) + (5 + 1) + (5 + 2) + (5 + 2);
const FONT_DICT_SIZE = 5 + 5 + 1;

/** A font of these glyphs alone (glyph 0 is put before them); CIDs are the glyph numbers of the whole font. */
export function subsetCff(cff: Cff, wanted: Iterable<number>, name: string): Buffer {
  const glyphs = [0, ...[...new Set(wanted)].filter((glyph) => glyph !== 0).toSorted((a, b) => a - b)];
  const dicts = [...new Set(glyphs.map((glyph) => cff.fontDictOf(glyph)))];
  const charset = Buffer.alloc(1 + (glyphs.length - 1) * 2);
  glyphs.slice(1).forEach((glyph, index) => charset.writeUInt16BE(glyph, 1 + index * 2));
  const select = Buffer.from([0, ...glyphs.map((glyph) => dicts.indexOf(cff.fontDictOf(glyph)))]);
  const charStrings = index(glyphs.map((glyph) => cff.charstring(glyph)));
  const before = [Buffer.from([1, 0, 4, 4]), index([Buffer.from(name, 'latin1')])];
  const after = [index(STRINGS.map((text) => Buffer.from(text, 'latin1'))), index([])];
  const topIndex = 2 + 1 + 2 * 4 + TOP_SIZE;
  const charsetAt = lengthOf(before) + topIndex + lengthOf(after);
  const selectAt = charsetAt + charset.length;
  const charStringsAt = selectAt + select.length;
  const dictsAt = charStringsAt + charStrings.length;
  let privateAt = dictsAt + 2 + 1 + (dicts.length + 1) * 4 + dicts.length * FONT_DICT_SIZE;
  const privates = dicts.map((dict) => cff.privates[dict] ?? new Uint8Array());
  const fontDicts = privates.map((bytes) => {
    const dict = Buffer.concat([integer(bytes.length), integer(privateAt), Buffer.from([18])]);
    privateAt += bytes.length;
    return dict;
  });
  const top = Buffer.concat([
    ...[FIRST_STRING, FIRST_STRING + 1, 0].map(integer),
    Buffer.from([12, 30]),
    ...cff.boundingBox.map(integer),
    Buffer.from([5]),
    integer(charsetAt),
    Buffer.from([15]),
    integer(charStringsAt),
    Buffer.from([17]),
    integer(dictsAt),
    Buffer.from([12, 36]),
    integer(selectAt),
    Buffer.from([12, 37]),
  ]);
  return Buffer.concat([
    ...before,
    index([top]),
    ...after,
    charset,
    select,
    charStrings,
    index(fontDicts),
    ...privates,
  ]);
}

function integer(value: number): Buffer {
  const bytes = Buffer.from([29, 0, 0, 0, 0]);
  bytes.writeInt32BE(value, 1);
  return bytes;
}

function index(items: readonly Uint8Array[]): Buffer {
  if (items.length === 0) return Buffer.from([0, 0]);
  const head = Buffer.alloc(3 + (items.length + 1) * 4);
  head.writeUInt16BE(items.length, 0);
  head.writeUInt8(4, 2);
  let offset = 1;
  items.forEach((item, at) => {
    head.writeUInt32BE(offset, 3 + at * 4);
    offset += item.length;
  });
  head.writeUInt32BE(offset, 3 + items.length * 4);
  return Buffer.concat([head, ...items]);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
