import { bytesOf, join, startsWith, textAt, viewOf } from './bytes.ts';
import { NO_EXIF, readExif, writeExif, type Exif } from './exif.ts';
import type { Cleaned } from './cleaned.ts';

const STAYS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/** Chunks of a WebP (RFC 9649); see `cleanPicture`. */
export function cleanWebp(bytes: Uint8Array): Cleaned | undefined {
  if (!startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return undefined;
  const view = viewOf(bytes);
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true));
  const kept: Uint8Array[] = [];
  let exif: Exif = NO_EXIF;
  let extended: Uint8Array | undefined;
  for (let at = 12; at + 8 <= end;) {
    const length = view.getUint32(at + 4, true);
    const stop = at + 8 + length + (length % 2);
    if (at + 8 + length > end) return undefined;
    const name = textAt(bytes, at, 4);
    const chunk = bytes.slice(at, stop);
    if (name === 'EXIF') exif = readExif(bareTiff(bytes.subarray(at + 8, at + 8 + length)));
    if (name === 'VP8X' && length >= 10) extended = chunk;
    if (STAYS.has(name)) kept.push(chunk);
    at = stop;
  }
  // Only the extended form has room for what it says of itself.
  const tiff = extended === undefined ? undefined : writeExif(exif);
  if (extended !== undefined)
    extended[8] = ((extended[8] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (tiff === undefined ? 0 : HAS_EXIF);
  const size = sizeOf(kept);
  if (size === undefined) return undefined;
  const chunks = [...kept, ...(tiff === undefined ? [] : [exifChunk(tiff)])];
  const body = join([bytesOf('WEBP'), ...chunks]);
  return { bytes: join([bytesOf('RIFF'), littleEndian(body.length), body]), exif, ...size };
}

/** Some writers put the mark of JPEG's segment before it. */
function bareTiff(chunk: Uint8Array): Uint8Array {
  return startsWith(chunk, 'Exif\0\0') ? chunk.subarray(6) : chunk;
}

function exifChunk(tiff: Uint8Array): Uint8Array {
  return join([bytesOf('EXIF'), littleEndian(tiff.length), tiff, new Uint8Array(tiff.length % 2)]);
}

function littleEndian(value: number): Uint8Array {
  const four = new Uint8Array(4);
  viewOf(four).setUint32(0, value, true);
  return four;
}

function sizeOf(chunks: readonly Uint8Array[]): { width: number; height: number } | undefined {
  for (const chunk of chunks) {
    const view = viewOf(chunk);
    const name = textAt(chunk, 0, 4);
    if (name === 'VP8X' && chunk.length >= 18) {
      const three = (at: number): number => view.getUint16(at, true) + ((chunk[at + 2] ?? 0) << 16);
      return { width: three(12) + 1, height: three(15) + 1 };
    }
    if (name === 'VP8 ' && chunk.length >= 18)
      return { width: view.getUint16(14, true) & 0x3fff, height: view.getUint16(16, true) & 0x3fff };
    if (name === 'VP8L' && chunk.length >= 13) {
      const bits = view.getUint32(9, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
  }
  return undefined;
}
