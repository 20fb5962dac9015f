import { createHash, type Hash } from 'node:crypto';
import {
  cleanPicture,
  EVIDENCE_KINDS,
  HEAD,
  isFilm,
  isPicture,
  mediaTypeOf,
  readFilm,
  TAIL,
  type EvidenceRefusal,
  type MediaType,
  type Patch,
} from '@mingbai/core';
import { sourceBytes, type KeptFacts, type SealedSource, type StoredEvidence } from '@mingbai/store';
import type { EvidenceHouse } from './house.ts';
import { isClean } from './scan.ts';

/** What is to be kept of an upload, and what is known of it before its bytes have gone by. */
export interface Plan {
  readonly facts: Pick<KeptFacts, 'mediaType' | 'takenAt' | 'place' | 'placeRemoved'>;
  /** The bytes to keep. `received` is given those that came. */
  readonly bytes: (received: Hash) => Promise<AsyncIterable<Uint8Array>>;
  /** For pictures: enough to make a small one. */
  readonly picture?: {
    readonly bytes: Uint8Array;
    readonly width: number;
    readonly height: number;
    readonly orientation: number;
  };
}

/** Looks at the whole of an upload: what it is, whether it is clean, where it was taken. Throws when the scan fails. */
export async function examine(
  house: EvidenceHouse,
  row: StoredEvidence,
): Promise<Plan | { readonly refused: EvidenceRefusal }> {
  const source = await house.partial.open(row.id);
  try {
    const head = await source.read(0, HEAD);
    const tail = await source.read(Math.max(0, source.size - TAIL), TAIL);
    const verdict = mediaTypeOf(head, tail);
    if ('refused' in verdict) return verdict;
    if (!EVIDENCE_KINDS[row.kind].types.includes(verdict.type)) return { refused: 'type' };
    if (house.scan !== undefined) {
      const bytes = sourceBytes(await house.partial.open(row.id));
      if (!(await isClean(house.scan, bytes))) return { refused: 'infected' };
    }
    if (isPicture(verdict.type)) return await planPicture(source, row, verdict.type);
    if (isFilm(verdict.type) && verdict.type !== 'video/webm')
      return await planFilm(house, source, row, verdict.type);
    return {
      facts: { mediaType: verdict.type, takenAt: null, place: null, placeRemoved: false },
      bytes: (received) => patched(house, row, [], received),
    };
  } finally {
    await source.close();
  }
}

async function planPicture(
  source: SealedSource,
  row: StoredEvidence,
  type: MediaType,
): Promise<Plan | { readonly refused: EvidenceRefusal }> {
  const whole = await source.read(0, source.size);
  const cleaned = cleanPicture(whole, type);
  if (cleaned === undefined) return { refused: 'damaged' };
  const kept = row.keeps_place ? whole : cleaned.bytes;
  return {
    facts: factsOf(row, type, cleaned),
    bytes: (received) => {
      received.update(whole);
      return Promise.resolve(once(kept));
    },
    picture: { ...cleaned, bytes: cleaned.bytes },
  };
}

async function planFilm(
  house: EvidenceHouse,
  source: SealedSource,
  row: StoredEvidence,
  type: MediaType,
): Promise<Plan | { readonly refused: EvidenceRefusal }> {
  const film = await readFilm(source);
  if (film === undefined) return { refused: 'damaged' };
  return {
    facts: factsOf(row, type, film),
    bytes: (received) => patched(house, row, row.keeps_place ? [] : film.patches, received),
  };
}

/** When and where, the place only where the file keeps it. */
function factsOf(
  { keeps_place: keeps }: StoredEvidence,
  mediaType: MediaType,
  { takenAt, place }: Pick<KeptFacts, 'takenAt' | 'place'>,
): Plan['facts'] {
  return { mediaType, takenAt, place: keeps ? place : null, placeRemoved: !keeps && place !== null };
}

/** The upload from its beginning, with other bytes in a few places. */
async function patched(
  house: EvidenceHouse,
  row: StoredEvidence,
  patches: readonly Patch[],
  received: Hash,
): Promise<AsyncIterable<Uint8Array>> {
  const source = await house.partial.open(row.id);
  return (async function* () {
    let at = 0;
    for await (const chunk of sourceBytes(source)) {
      received.update(chunk);
      yield patches.length === 0 ? chunk : patch(chunk, at, patches);
      at += chunk.length;
    }
  })();
}

function patch(chunk: Uint8Array, at: number, patches: readonly Patch[]): Uint8Array {
  const end = at + chunk.length;
  const here = patches.filter(({ offset, bytes }) => offset < end && offset + bytes.length > at);
  if (here.length === 0) return chunk;
  const copy = chunk.slice();
  for (const { offset, bytes } of here) {
    const from = Math.max(at, offset);
    copy.set(bytes.subarray(from - offset, Math.min(end, offset + bytes.length) - offset), from - at);
  }
  return copy;
}

/** All at once. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Tells a hash of what goes by. */
export async function* hashedBy(hash: Hash, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

export function newHash(): Hash {
  return createHash('sha256');
}
