import { bytesOf, join, startsWith, viewOf } from './bytes.ts';
import { NO_EXIF, readExif, writeExif, type Exif } from './exif.ts';
import type { Cleaned } from './cleaned.ts';

const EXIF = 'Exif\0\0';
const END = Uint8Array.of(0xff, 0xd9);

/** Segments of a JPEG (ITU T.81, annex B); see `cleanPicture`. */
export function cleanJpeg(bytes: Uint8Array): Cleaned | undefined {
  if (!startsWith(bytes, '\xff\xd8')) return undefined;
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  let exif: Exif = NO_EXIF;
  let size = { width: 0, height: 0 };
  let scanned = false;
  for (let at = 2; ;) {
    const marker = nextMarker(bytes, at);
    if (marker === undefined) {
      // Cut off within the picture: what there is can be shown; before it there is nothing to show.
      if (!scanned) return undefined;
      break;
    }
    at = marker.at + 2;
    if (marker.code === 0xd9) break;
    if (at + 2 > bytes.length) return undefined;
    const end = at + view.getUint16(at);
    if (end < at + 2 || end > bytes.length) return undefined;
    const { code } = marker;
    const body = bytes.subarray(at + 2, end);
    if (code === 0xe1 && startsWith(body, EXIF)) exif = merge(exif, readExif(body.subarray(EXIF.length)));
    if (isFrame(code) && body.length >= 5)
      size = { height: view.getUint16(at + 3), width: view.getUint16(at + 5) };
    let until = end;
    if (code === 0xda) {
      scanned = true;
      until = endOfScan(bytes, end);
    }
    if (staysIn(code, body)) kept.push(bytes.subarray(marker.at, until));
    at = until;
  }
  if (!scanned) return undefined;
  return { bytes: join([bytes.subarray(0, 2), ...segment(exif), ...kept, END]), exif, ...size };
}

/** Tables, frames and scans; of the application's segments JFIF, colour profile and Adobe's transform alone. */
function staysIn(code: number, body: Uint8Array): boolean {
  if (code === 0xe0) return startsWith(body, 'JFIF\0');
  if (code === 0xe2) return startsWith(body, 'ICC_PROFILE\0');
  if (code === 0xee) return startsWith(body, 'Adobe');
  return code === 0xdb || code === 0xda || code === 0xdd || (code >= 0xc0 && code <= 0xcf);
}

function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

/** Bytes between segments are nobody's and are passed over. */
function nextMarker(bytes: Uint8Array, from: number): { at: number; code: number } | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code === undefined) return undefined;
    // Fill bytes, stuffed ones and restarts are no segments, and neither is a second beginning.
    if (code !== 0xff && code !== 0 && code !== 0x01 && !(code >= 0xd0 && code <= 0xd8)) return { at, code };
  }
  return undefined;
}

/** Coded data go on until a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)) return at;
  }
  return bytes.length;
}

function merge(before: Exif, now: Exif): Exif {
  return {
    orientation: before.orientation === 1 ? now.orientation : before.orientation,
    taken: before.taken ?? now.taken,
    offset: before.offset ?? now.offset,
    place: before.place ?? now.place,
  };
}

function segment(exif: Exif): Uint8Array[] {
  const tiff = writeExif(exif);
  if (tiff === undefined) return [];
  const length = 2 + EXIF.length + tiff.length;
  return [Uint8Array.of(0xff, 0xe1, length >> 8, length & 0xff), bytesOf(EXIF), tiff];
}
