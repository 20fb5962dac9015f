import { identitySigns } from '@mingbai/core';
import { CopyBytes } from './copy-bytes.ts';

/** What sealing needs of the vault. */
export interface Sealer {
  sealMany(texts: readonly string[], contexts: readonly string[]): readonly Uint8Array[];
  /** Keyed hash for look-ups; the first 8 bytes are kept. */
  find(text: string, purpose: string): Uint8Array;
}

/** A field of the dictionary that is sealed. */
export interface SealedField {
  readonly key: string;
  readonly type: string;
}

/** Lines of COPY text with gaps where the columns of sealed fields go. All of it can cross between threads. */
export interface Draft {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Pairs: where in `bytes` a gap is, in ascending order, and which of `values` fills it. */
  readonly gaps: Uint32Array;
  readonly fields: readonly SealedField[];
  /** For each value its place in `fields`. */
  readonly of: Uint8Array;
  readonly values: readonly string[];
}

/** Closes the gaps of a draft. */
export type CloseDraft = (draft: Draft) => Uint8Array | Promise<Uint8Array>;

/** In this thread. */
export function sealHere(sealer: Sealer): (draft: Draft) => Uint8Array<ArrayBuffer> {
  const tails = new Map<string, number>();
  return ({ bytes, gaps, fields, of, values }) => {
    const typeOf = (index: number): SealedField => fields[of[index] ?? 0] ?? { key: '', type: '' };
    const sealed = sealer.sealMany(
      values,
      values.map((_, index) => typeOf(index).key),
    );
    const columns = new CopyBytes(Math.max(64, values.length * 160));
    const ends = new Uint32Array(values.length + 1);
    values.forEach((value, index) => {
      const { type } = typeOf(index);
      columns.hex(sealed[index] ?? new Uint8Array());
      columns.tab();
      columns.text(hash64(sealer.find(value, type)));
      if (type === 'identity') {
        columns.tab();
        columns.integer(tailOf(value, sealer, tails));
        writeSigns(columns, value);
      }
      ends[index + 1] = columns.length;
    });
    return closed(bytes, gaps, columns.bytes, ends);
  };
}

function closed(
  bytes: Uint8Array,
  gaps: Uint32Array,
  columns: Uint8Array,
  ends: Uint32Array,
): Uint8Array<ArrayBuffer> {
  let size = bytes.length;
  for (let i = 1; i < gaps.length; i += 2) {
    const value = gaps[i] as number;
    size += (ends[value + 1] as number) - (ends[value] as number);
  }
  const out = new CopyBytes(size);
  let from = 0;
  for (let i = 0; i < gaps.length; i += 2) {
    const to = gaps[i] as number;
    const value = gaps[i + 1] as number;
    out.copy(bytes, from, to);
    out.copy(columns, ends[value] as number, ends[value + 1] as number);
    from = to;
  }
  out.copy(bytes, from, bytes.length);
  return out.bytes;
}

/** Ten thousand endings and some with X: each is hashed once. */
function tailOf(value: string, sealer: Sealer, known: Map<string, number>): number {
  const tail = value.slice(-4);
  let hash = known.get(tail);
  if (hash === undefined) {
    hash = hash32(sealer.find(tail, 'identity-tail'));
    if (known.size < 20_000) known.set(tail, hash);
  }
  return hash;
}

/** In the order of `columnsOf`. */
function writeSigns(columns: CopyBytes, value: string): void {
  const { length, valid, birth, sex, disability, placeholder } = identitySigns(value);
  columns.tab();
  columns.integer(length);
  columns.tab();
  if (valid === null) columns.none();
  else columns.boolean(valid);
  for (const text of [birth, sex, disability]) {
    columns.tab();
    if (text === null) columns.none();
    else columns.text(text);
  }
  columns.tab();
  columns.boolean(placeholder);
}

/** How many columns a sealed field has: see `columnsOf`. */
export function widthOf(type: string): number {
  return type === 'identity' ? 9 : 2;
}

/** The keyed hash as the register's columns hold it. */
export function hash64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, 8).readBigInt64BE().toString();
}

export function hash32(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, 4).readInt32BE();
}
