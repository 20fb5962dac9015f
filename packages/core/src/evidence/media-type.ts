import { contains, startsWith, textAt } from './bytes.ts';
import type { MediaType } from './kind.ts';

/** Bytes wanted of the beginning and of the end. */
export const HEAD = 4096;
export const TAIL = 64 * 1024;

export type MediaVerdict =
  | { readonly type: MediaType }
  | { readonly refused: 'type' | 'heic' | 'macros' | 'empty' };

const NOT_KNOWN = { refused: 'type' } as const;

/**
 * What the bytes are, whatever name they bear. `head` is the first `HEAD` bytes, `tail` the last `TAIL` (both the
 * whole file when it is shorter). What stands in no line here is refused: SVG, HTML, scripts, programs, archives.
 */
export function mediaTypeOf(head: Uint8Array, tail: Uint8Array): MediaVerdict {
  if (head.length === 0) return { refused: 'empty' };
  if (startsWith(head, '\xff\xd8\xff')) return { type: 'image/jpeg' };
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return { type: 'image/png' };
  if (startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)) return { type: 'image/webp' };
  if (startsWith(head, '%PDF-')) return { type: 'application/pdf' };
  if (startsWith(head, 'ftyp', 4)) return baseMedia(head);
  if (startsWith(head, '\x1a\x45\xdf\xa3'))
    return textAt(head, 0, 64).includes('webm') ? { type: 'video/webm' } : NOT_KNOWN;
  if (startsWith(head, 'PK\x03\x04')) return archive(tail);
  return NOT_KNOWN;
}

/** ISO 14496-12: the major brand says which of its children it is. */
function baseMedia(head: Uint8Array): MediaVerdict {
  const brand = textAt(head, 8, 4);
  if (/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)$/.test(brand)) return { refused: 'heic' };
  if (brand === 'qt  ') return { type: 'video/quicktime' };
  if (/^3g[pg2]/.test(brand)) return { type: 'video/3gpp' };
  if (/^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash|mmp4|XAVC)$/.test(brand)) return { type: 'video/mp4' };
  return NOT_KNOWN;
}

/** Office files and OFD (GB/T 33190) are ZIP archives: the names in the directory at the end tell them apart. */
function archive(tail: Uint8Array): MediaVerdict {
  if (contains(tail, 'vbaProject.bin')) return { refused: 'macros' };
  if (contains(tail, 'word/document.xml'))
    return { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };
  if (contains(tail, 'xl/workbook.xml'))
    return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
  if (contains(tail, 'OFD.xml')) return { type: 'application/ofd' };
  return NOT_KNOWN;
}
