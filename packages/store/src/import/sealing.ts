import { identitySigns } from '@mingbai/core';
import { COPY_NULL, copyBytes, copyText } from './copy-text.ts';

/** What sealing needs of the vault. */
export interface Sealer {
  seal(text: string, context: string): Uint8Array;
  /** Keyed hash for look-ups; the first 8 bytes are kept. */
  find(text: string, purpose: string): Uint8Array;
}

/** A value to be sealed for a field of the dictionary. */
export interface SealRequest {
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** Answers, for each request, its columns as COPY text. */
export type SealMany = (requests: readonly SealRequest[]) => readonly string[] | Promise<readonly string[]>;

/** In this thread. */
export function sealHere(sealer: Sealer): SealMany {
  const columns = sealedColumns(sealer);
  return (requests) => requests.map(columns);
}

/**
 * Sealed value, its 64-bit keyed hash, and for identity numbers that of the last four characters and what the number
 * tells, in the order of `columnsOf`.
 */
export function sealedColumns(sealer: Sealer): (request: SealRequest) => string {
  // Ten thousand endings and some with X: each is hashed once.
  const tails = new Map<string, number>();
  const tailOf = (value: string): number => {
    const tail = value.slice(-4);
    let hash = tails.get(tail);
    if (hash === undefined) {
      hash = hash32(sealer.find(tail, 'identity-tail'));
      if (tails.size < 20_000) tails.set(tail, hash);
    }
    return hash;
  };
  return ({ key, type, value }) => {
    const text = `${copyBytes(sealer.seal(value, key))}\t${hash64(sealer.find(value, type))}`;
    return type === 'identity' ? `${text}\t${tailOf(value)}\t${signsText(value)}` : text;
  };
}

function signsText(value: string): string {
  const { length, valid, birth, sex, disability, placeholder } = identitySigns(value);
  const kind = disability === null ? COPY_NULL : copyText(disability);
  return `${length}\t${truth(valid)}\t${birth ?? COPY_NULL}\t${sex ?? COPY_NULL}\t${kind}\t${truth(placeholder)}`;
}

function truth(value: boolean | null): string {
  return value === null ? COPY_NULL : value ? 't' : 'f';
}

const EMPTY = `${COPY_NULL}\t${COPY_NULL}`;
const EMPTY_IDENTITY = Array.from({ length: 9 }, () => COPY_NULL).join('\t');

/** The columns of a field that holds nothing. */
export function emptyColumns(type: string): string {
  return type === 'identity' ? EMPTY_IDENTITY : EMPTY;
}

/** The keyed hash as the register's columns hold it. */
export function hash64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, 8).readBigInt64BE().toString();
}

export function hash32(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, 4).readInt32BE();
}
