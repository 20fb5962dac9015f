import { join, startsWith, textAt, viewOf } from './bytes.ts';
import { NO_EXIF, readExif, type Exif } from './exif.ts';
import type { Cleaned } from './cleaned.ts';

/** Picture, transparency, colour, resolution, animation: no text, no time, no EXIF. */
const STAYS = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP pHYs bKGD hIST acTL fcTL fdAT'.split(' '),
);

/** Chunks of a PNG (ISO 15948); see `cleanPicture`. Its rare EXIF says no more after than when it was taken. */
export function cleanPng(bytes: Uint8Array): Cleaned | undefined {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n')) return undefined;
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let exif: Exif = NO_EXIF;
  let size = { width: 0, height: 0 };
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = textAt(bytes, at + 4, 4);
    if (name === 'IHDR' && end - at >= 25)
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (name === 'eXIf') exif = readExif(bytes.subarray(at + 8, end - 4));
    if (STAYS.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return { bytes: join(kept), exif, ...size };
    at = end;
  }
  return undefined;
}
