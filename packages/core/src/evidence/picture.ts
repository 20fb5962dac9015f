import type { Cleaned } from './cleaned.ts';
import { takenAt, type GeoPlace } from './exif.ts';
import { cleanJpeg } from './jpeg.ts';
import type { MediaType } from './kind.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  /** 1 … 8, as EXIF counts: which way up. */
  readonly orientation: number;
  readonly takenAt: string | null;
  /** Where it was taken, as the file said before it was cleaned. */
  readonly place: GeoPlace | null;
}

/**
 * Takes out of a picture all that is neither picture, colour, which way up nor when: EXIF with its place, XMP,
 * IPTC, comments, makers' notes, embedded previews, pictures hung on behind. A list of what stays, not of what
 * goes, because makers put the place wherever they like. The picture itself is not computed anew. Undefined when
 * the file is damaged.
 */
export function cleanPicture(
  bytes: Uint8Array,
  type: MediaType,
): (PictureFacts & { readonly bytes: Uint8Array }) | undefined {
  const cleaned = clean(bytes, type);
  if (cleaned === undefined || cleaned.width === 0 || cleaned.height === 0) return undefined;
  const { exif, width, height } = cleaned;
  return {
    bytes: cleaned.bytes,
    width,
    height,
    orientation: exif.orientation,
    takenAt: takenAt(exif) ?? null,
    place: exif.place,
  };
}

function clean(bytes: Uint8Array, type: MediaType): Cleaned | undefined {
  if (type === 'image/jpeg') return cleanJpeg(bytes);
  if (type === 'image/png') return cleanPng(bytes);
  if (type === 'image/webp') return cleanWebp(bytes);
  return undefined;
}
