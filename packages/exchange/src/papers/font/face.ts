import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { type Cff, readCff } from './cff.ts';

/** The face of all papers; measures are thousandths of the size. */
export interface Face {
  readonly name: string;
  readonly cff: Cff;
  /** 0 when the face has no such character. */
  glyphOf(code: number): number;
  widthOf(glyph: number): number;
}

const FILE = fileURLToPath(new URL('./song.otf.br', import.meta.url));
let loaded: Face | undefined;

/** Read at the first paper (some 0.1 s), kept for the others (11 MB). */
export function songFace(): Face {
  loaded ??= readFace(brotliDecompressSync(readFileSync(FILE)));
  return loaded;
}

function readFace(bytes: Buffer): Face {
  const table = tables(bytes);
  const glyphs = readCharacters(table('cmap'));
  const hhea = table('hhea');
  const metrics = table('hmtx');
  const measured = hhea.readUInt16BE(34);
  return {
    name: 'MingbaiSong',
    cff: readCff(table('CFF ')),
    glyphOf: (code) => glyphs.get(code) ?? 0,
    widthOf: (glyph) => metrics.readUInt16BE(Math.min(glyph, measured - 1) * 4),
  };
}

function tables(bytes: Buffer): (tag: string) => Buffer {
  const found = new Map<string, Buffer>();
  for (let at = 12, left = bytes.readUInt16BE(4); left > 0; at += 16, left -= 1) {
    const [offset, length] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
    found.set(bytes.toString('latin1', at, at + 4), bytes.subarray(offset, offset + length));
  }
  return (tag) => {
    const table = found.get(tag);
    if (table === undefined) throw new RangeError(`the font has no ${tag}`);
    return table;
  };
}

/** Of the subtable of format 12, which has them all. */
function readCharacters(cmap: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let left = cmap.readUInt16BE(2), at = 4; left > 0; left -= 1, at += 8) {
    const start = cmap.readUInt32BE(at + 4);
    if (cmap.readUInt16BE(start) !== 12) continue;
    for (let group = 0; group < cmap.readUInt32BE(start + 12); group += 1) {
      const [first, last, glyph] = [0, 4, 8].map((part) => cmap.readUInt32BE(start + 16 + group * 12 + part));
      if (first === undefined || last === undefined || glyph === undefined) continue;
      for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first);
    }
  }
  return glyphs;
}
