import { bytesOf, startsWith, textAt, viewOf } from './bytes.ts';

/** Degrees, WGS 84, north and east positive. */
export interface GeoPlace {
  readonly lat: number;
  readonly lon: number;
}

/** What we read of a picture's EXIF data: all else is not kept. */
export interface Exif {
  /** 1 … 8; 1 when it says nothing. */
  readonly orientation: number;
  /** `YYYY:MM:DD HH:MM:SS`, local time of the camera. */
  readonly taken: string | null;
  /** `+08:00`, when the camera says it. */
  readonly offset: string | null;
  readonly place: GeoPlace | null;
}

export const NO_EXIF: Exif = { orientation: 1, taken: null, offset: null, place: null };

const ORIENTATION = 0x0112;
const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const TAKEN = 0x9003;
const OFFSET = 0x9011;
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its value lies. */
  readonly at: number;
}

/** Reads a TIFF block as it stands in EXIF segments (EXIF 2.32, 4.6). What is broken in it is as if it were absent. */
export function readExif(tiff: Uint8Array): Exif {
  const little = startsWith(tiff, 'II*\0');
  if (!little && !startsWith(tiff, 'MM\0*')) return NO_EXIF;
  const view = viewOf(tiff);

  function entriesAt(offset: number): Map<number, Entry> {
    const entries = new Map<number, Entry>();
    if (offset < 8 || offset + 2 > tiff.length) return entries;
    const count = view.getUint16(offset, little);
    for (let index = 0; index < count; index += 1) {
      const at = offset + 2 + index * 12;
      if (at + 12 > tiff.length) break;
      const type = view.getUint16(at + 2, little);
      const values = view.getUint32(at + 4, little);
      const length = (SIZES[type] ?? 0) * values;
      const value = length <= 4 ? at + 8 : view.getUint32(at + 8, little);
      if (length > 0 && value + length <= tiff.length)
        entries.set(view.getUint16(at, little), { type, count: values, at: value });
    }
    return entries;
  }
  const numberOf = (entry: Entry | undefined): number => {
    if (entry?.type === 3) return view.getUint16(entry.at, little);
    return entry?.type === 4 ? view.getUint32(entry.at, little) : 0;
  };
  const textOf = (entry: Entry | undefined): string =>
    entry?.type === 2 ? (textAt(tiff, entry.at, entry.count).split('\0')[0] ?? '') : '';
  /** Degrees, minutes, seconds as three fractions. */
  const angleOf = (entry: Entry | undefined, sign: string): number | null => {
    if (entry === undefined || entry.type !== 5 || entry.count < 3) return null;
    const part = (index: number): number =>
      view.getUint32(entry.at + index * 8, little) / view.getUint32(entry.at + index * 8 + 4, little);
    const angle = part(0) + part(1) / 60 + part(2) / 3600;
    return Number.isFinite(angle) ? (sign === 'S' || sign === 'W' ? -angle : angle) : null;
  };

  const main = entriesAt(view.getUint32(4, little));
  const camera = entriesAt(numberOf(main.get(EXIF_IFD)));
  const gps = entriesAt(numberOf(main.get(GPS_IFD)));
  const orientation = numberOf(main.get(ORIENTATION));
  const taken = textOf(camera.get(TAKEN));
  const offset = textOf(camera.get(OFFSET));
  const lat = angleOf(gps.get(2), textOf(gps.get(1)));
  const lon = angleOf(gps.get(4), textOf(gps.get(3)));
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    taken: /^\d{4}:\d{2}:\d{2} \d{2}:\d{2}:\d{2}$/.test(taken) ? taken : null,
    offset: /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : null,
    place: lat === null || lon === null ? null : { lat, lon },
  };
}

/** A TIFF block with which way up and when, and nothing else; undefined when there is nothing to say. */
export function writeExif({ orientation, taken, offset }: Exif): Uint8Array | undefined {
  if (orientation === 1 && taken === null) return undefined;
  const texts = [
    ...(taken === null ? [] : [{ tag: TAKEN, text: `${taken}\0` }]),
    ...(taken === null || offset === null ? [] : [{ tag: OFFSET, text: `${offset}\0` }]),
  ];
  const cameraAt = 8 + 2 + 2 * 12 + 4;
  const textsAt = cameraAt + 2 + texts.length * 12 + 4;
  const tiff = new Uint8Array(textsAt + texts.reduce((sum, { text }) => sum + text.length, 0));
  const view = viewOf(tiff);
  tiff.set(bytesOf('MM\0*'));
  view.setUint32(4, 8);
  view.setUint16(8, 2);
  entry(view, 10, ORIENTATION, 3, 1);
  view.setUint16(10 + 8, orientation);
  entry(view, 22, EXIF_IFD, 4, 1);
  view.setUint32(22 + 8, cameraAt);
  view.setUint16(cameraAt, texts.length);
  let at = textsAt;
  for (const [index, { tag, text }] of texts.entries()) {
    entry(view, cameraAt + 2 + index * 12, tag, 2, text.length);
    view.setUint32(cameraAt + 2 + index * 12 + 8, at);
    tiff.set(bytesOf(text), at);
    at += text.length;
  }
  return tiff;
}

function entry(view: DataView, at: number, tag: number, type: number, count: number): void {
  view.setUint16(at, tag);
  view.setUint16(at + 2, type);
  view.setUint32(at + 4, count);
}

/** The moment, in ISO 8601; China's time where the camera says no offset. Undefined for a day that is none. */
export function takenAt({ taken, offset }: Exif): string | undefined {
  if (taken === null) return undefined;
  const moment = `${taken.slice(0, 10).replaceAll(':', '-')}T${taken.slice(11)}${offset ?? '+08:00'}`;
  const at = Date.parse(moment);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
