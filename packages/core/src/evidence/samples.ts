import { bytesOf, join, viewOf } from './bytes.ts';

/** Made-up pictures and films with a place in them, as phones write them: for tests. */
export interface Told {
  readonly lat: number;
  readonly lon: number;
  /** `YYYY:MM:DD HH:MM:SS`. */
  readonly taken: string;
  readonly orientation: number;
  readonly little: boolean;
}

export const TOLD: Told = {
  lat: 32.1683,
  lon: 115.6542,
  taken: '2026:11:20 09:30:15',
  orientation: 6,
  little: true,
};

/** Sixteen by eight points. */
const JPEG =
  '/9j/4AAQSkZJRgABAgAAAQABAAD/wAARCAAIABADAREAAhEBAxEB/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/9sAQwEODg4TERMmFRUmTzUtNU9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDHtfD/AE+T9KKmNOHC5h5mva+H+nyVx1MafS4XMPM//9k=';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAe0lEQVR4Ae3AA6AkWZbG8f937o3IzKdyS2Oubdu2bdu2bdu2bWmMnpZKr54yMyLu+Xa3anqmhztr1a/Cu/o4cBw4DhwHjgPHgePAceA4cBw4DhwHjgPHgeNA5Rb+Pajcwr8HlVv496ByC/8eVG7h34PKLfx7ULmFfw/+EXrVAzyHANG5AAAAAElFTkSuQmCC';
const WEBP =
  'UklGRpoAAABXRUJQVlA4TI4AAAAvD8ABEM1VICICHsgmAAAAAIABAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACB8ADkQAAAAAAOP8BAAMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAAAHggEgAAAAAA5z8AAAAAAAAAAAAAgAEAAAAAAAAAAAAAAAAAAAAAAQAAgEjt3sgB';

/** Stands wherever a place is hidden beside EXIF. */
export const SECRET = 'GPSLatitude="32,10.1N"';
/** ISO 6709. */
export const FILM_PLACE = '+32.1683+115.6542+041.000/';

function decoded(base64: string): Uint8Array {
  return bytesOf(atob(base64));
}

/** A TIFF block with orientation, moment, a maker's note and a place. */
export function tiffFrom(told: Told): Uint8Array {
  const { little } = told;
  const tiff = new Uint8Array(400);
  const view = viewOf(tiff);
  tiff.set(bytesOf(little ? 'II*\0' : 'MM\0*'));
  view.setUint32(4, 8, little);
  const ifd = (at: number, entries: readonly (readonly [number, number, number, number])[]): void => {
    view.setUint16(at, entries.length, little);
    for (const [index, [tag, type, count, value]] of entries.entries()) {
      const here = at + 2 + index * 12;
      view.setUint16(here, tag, little);
      view.setUint16(here + 2, type, little);
      view.setUint32(here + 4, count, little);
      if (type === 3) view.setUint16(here + 8, value, little);
      else view.setUint32(here + 8, value, little);
    }
  };
  const angle = (at: number, degrees: number): void => {
    const whole = Math.abs(degrees);
    const minutes = (whole % 1) * 60;
    const parts = [
      [Math.floor(whole), 1],
      [Math.floor(minutes), 1],
      [Math.round((minutes % 1) * 60 * 1000), 1000],
    ];
    for (const [index, [over = 0, under = 1]] of parts.entries()) {
      view.setUint32(at + index * 8, over, little);
      view.setUint32(at + index * 8 + 4, under, little);
    }
  };
  ifd(8, [
    [0x0112, 3, 1, told.orientation],
    [0x8769, 4, 1, 60],
    [0x8825, 4, 1, 100],
  ]);
  ifd(60, [
    [0x9003, 2, 20, 200],
    [0x927c, 7, 24, 230],
  ]);
  ifd(100, [
    [1, 2, 2, 0],
    [2, 5, 3, 260],
    [3, 2, 2, 0],
    [4, 5, 3, 290],
  ]);
  // Letters stand in the entry itself.
  tiff[100 + 2 + 8] = told.lat < 0 ? 0x53 : 0x4e;
  tiff[100 + 2 + 24 + 8] = told.lon < 0 ? 0x57 : 0x45;
  for (const at of [111, 135]) tiff.fill(0, at, at + 3);
  tiff.set(bytesOf(`${told.taken}\0`), 200);
  tiff.set(bytesOf(SECRET), 230);
  angle(260, told.lat);
  angle(290, told.lon);
  return tiff;
}

function segment(code: number, text: string, body: Uint8Array = new Uint8Array()): Uint8Array {
  const length = 2 + text.length + body.length;
  return join([Uint8Array.of(0xff, code, length >> 8, length & 0xff), bytesOf(text), body]);
}

/** A JPEG with the place in EXIF, XMP, IPTC, a comment, and in a second picture hung on behind. */
export function jpegFromPhone(told: Told = TOLD): Uint8Array {
  const plain = decoded(JPEG);
  const exif = segment(0xe1, 'Exif\0\0', tiffFrom(told));
  const more = [
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x exif:${SECRET}/>`),
    segment(0xed, `Photoshop 3.0\0${SECRET}`),
    segment(0xe2, `MPF\0${SECRET}`),
    segment(0xfe, SECRET),
  ];
  return join([
    plain.subarray(0, 2),
    exif,
    plain.subarray(2, 20),
    ...more,
    plain.subarray(20),
    plain.subarray(0, 2),
    exif,
    plain.subarray(2),
  ]);
}

export function pngFromPhone(told: Told = TOLD): Uint8Array {
  const plain = decoded(PNG);
  const chunk = (name: string, body: Uint8Array): Uint8Array => {
    const size = new Uint8Array(4);
    viewOf(size).setUint32(0, body.length);
    // Nobody checks the sum of a chunk that nobody reads.
    return join([size, bytesOf(name), body, new Uint8Array(4)]);
  };
  return join([
    plain.subarray(0, 33),
    chunk('eXIf', tiffFrom(told)),
    chunk('iTXt', bytesOf(`XML:com.adobe.xmp\0\0\0\0\0<x exif:${SECRET}/>`)),
    plain.subarray(33),
    bytesOf(SECRET),
  ]);
}

export function webpFromPhone(told: Told = TOLD): Uint8Array {
  const plain = decoded(WEBP);
  const chunk = (name: string, body: Uint8Array): Uint8Array => {
    const size = new Uint8Array(4);
    viewOf(size).setUint32(0, body.length, true);
    return join([bytesOf(name), size, body, new Uint8Array(body.length % 2)]);
  };
  const body = join([
    bytesOf('WEBP'),
    chunk('VP8X', Uint8Array.of(0x0c, 0, 0, 0, 15, 0, 0, 7, 0, 0)),
    plain.subarray(12),
    chunk('EXIF', tiffFrom(told)),
    chunk('XMP ', bytesOf(`<x exif:${SECRET}/>`)),
  ]);
  const size = new Uint8Array(4);
  viewOf(size).setUint32(0, body.length, true);
  return join([bytesOf('RIFF'), size, body]);
}

function box(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = join(parts);
  const size = new Uint8Array(4);
  viewOf(size).setUint32(0, body.length + 8);
  return join([size, bytesOf(name), body]);
}

/** The beginning and the end of an MP4 with a place, between which `middle` bytes of film lie. */
export function filmFromPhone(middle: number): { readonly head: Uint8Array; readonly tail: Uint8Array } {
  const size = new Uint8Array(4);
  viewOf(size).setUint32(0, middle + 8);
  const header = new Uint8Array(100);
  // 2026-11-20T01:30:15Z, in seconds since 1904.
  viewOf(header).setUint32(4, Date.UTC(2026, 10, 20, 1, 30, 15) / 1000 + 2_082_844_800);
  const place = box('\xa9xyz', Uint8Array.of(0, FILM_PLACE.length, 0x15, 0xc7), bytesOf(FILM_PLACE));
  const track = box('trak', box('tkhd', new Uint8Array(92)), box('udta', place));
  return {
    head: join([box('ftyp', bytesOf('isom\0\0\0\0isommp42')), size, bytesOf('mdat')]),
    tail: box('moov', box('mvhd', header), track, box('udta', place)),
  };
}
