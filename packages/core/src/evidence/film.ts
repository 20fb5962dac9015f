import { bytesOf, textAt, viewOf } from './bytes.ts';
import type { GeoPlace } from './exif.ts';

/** Bytes at any place of a file. */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Bytes that are to stand in place of others, from an offset; the length of the file stays. */
export interface Patch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface FilmFacts {
  readonly takenAt: string | null;
  readonly place: GeoPlace | null;
  /** What to write over it, so that it is gone. */
  readonly patches: readonly Patch[];
}

interface Box {
  readonly name: string;
  readonly at: number;
  readonly body: number;
  readonly end: number;
}

/** A description longer than that is none. */
const LONGEST = 64 * 1024 * 1024;
/** From 1904 to 1970, seconds. */
const EPOCH = 2_082_844_800;

/**
 * Where phones say the place of a film: `udta` and `meta` of the film or of a track (ISO 14496-12, QuickTime).
 * They become `free` boxes of the same length filled with zeros, so that no other byte moves. Undefined when the
 * film has no description (`moov`): it was cut off and cannot be played.
 */
export async function readFilm(source: ByteSource): Promise<FilmFacts | undefined> {
  const patches: Patch[] = [];
  let place: GeoPlace | null = null;
  let takenAt: string | null = null;
  let described = false;
  for await (const top of topBoxes(source)) {
    const length = top.end - top.at;
    if (top.name === 'meta' || top.name === 'udta' || top.name === 'uuid') patches.push(blank(top));
    if (top.name !== 'moov') continue;
    if (length > LONGEST) return undefined;
    described = true;
    const moov = await source.read(top.at, length);
    const inside = { ...top, body: top.body - top.at, end: length };
    for (const box of boxesIn(moov, inside)) {
      if (box.name === 'mvhd') takenAt = madeAt(moov, box);
      for (const one of box.name === 'trak' ? boxesIn(moov, box) : [box]) {
        if (one.name !== 'udta' && one.name !== 'meta' && one.name !== 'uuid') continue;
        place ??= placeIn(moov, one);
        patches.push(blank({ ...one, at: top.at + one.at, end: top.at + one.end }));
      }
    }
  }
  return described ? { takenAt, place, patches } : undefined;
}

async function* topBoxes(source: ByteSource): AsyncGenerator<Box> {
  for (let at = 0; at + 8 <= source.size;) {
    const box = boxAt(await source.read(at, 16), 0, source.size - at);
    if (box === undefined) return;
    yield { name: box.name, at, body: at + box.body, end: at + box.end };
    at += box.end;
  }
}

function* boxesIn(bytes: Uint8Array, parent: Box): Generator<Box> {
  for (let at = parent.body; at + 8 <= parent.end;) {
    const box = boxAt(bytes, at, parent.end);
    if (box === undefined) return;
    yield box;
    at = box.end;
  }
}

function boxAt(bytes: Uint8Array, at: number, limit: number): Box | undefined {
  if (at + 8 > bytes.length) return undefined;
  const view = viewOf(bytes);
  const name = textAt(bytes, at + 4, 4);
  const short = view.getUint32(at);
  if (short === 1 && at + 16 > bytes.length) return undefined;
  const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? limit - at : short;
  const body = at + (short === 1 ? 16 : 8);
  const end = at + length;
  return end < body || end > limit ? undefined : { name, at, body, end };
}

/** A `free` box of the same length; a long length stands behind the name and stays. */
function blank({ at, body, end }: Box): Patch {
  const bytes = new Uint8Array(end - at - 4);
  bytes.set(bytesOf('free'));
  if (body - at === 16) viewOf(bytes).setBigUint64(4, BigInt(end - at));
  return { offset: at + 4, bytes };
}

function madeAt(moov: Uint8Array, { body }: Box): string | null {
  const view = viewOf(moov);
  const long = moov[body] === 1;
  if (body + (long ? 12 : 8) > moov.length) return null;
  const seconds = long ? Number(view.getBigUint64(body + 4)) : view.getUint32(body + 4);
  const at = (seconds - EPOCH) * 1000;
  return seconds > EPOCH && at < 4e12 ? new Date(at).toISOString() : null;
}

/** ISO 6709, as `©xyz` and Apple's keys write it: `+32.1234+115.6789/`. */
function placeIn(moov: Uint8Array, { body, end }: Box): GeoPlace | null {
  const text = textAt(moov, body, Math.min(end - body, 65_536));
  const found = /([+-]\d{2}\.\d+)([+-]\d{3}\.\d+)(?:[+-][\d.]+)?\//.exec(text);
  return found === null ? null : { lat: Number(found[1]), lon: Number(found[2]) };
}
