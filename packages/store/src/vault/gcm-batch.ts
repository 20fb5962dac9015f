import { createCipheriv, randomFillSync } from 'node:crypto';

const BLOCK = 16;
const NONCE = 12;

/**
 * AES-256-GCM (NIST SP 800-38D) over many short values at once. A cipher object for each value costs ten times what
 * the two or three blocks in it do; here OpenSSL encrypts the counter blocks of all of them in one call, and the
 * authentication is added up from a table made of the hash key. The result is what `createDecipheriv` opens.
 *
 * The table is looked up by ciphertext alone, which is no secret; the AES key stays inside OpenSSL.
 */
export class GcmBatch {
  readonly #cipher;
  readonly #table: Int32Array;
  readonly #head: Uint8Array;
  readonly #contexts = new Map<string, Hashed>();
  readonly #hash = new Int32Array(4);

  /** `head` begins every sealed value and is authenticated with its context. */
  constructor(secret: Uint8Array, head: Uint8Array) {
    this.#cipher = createCipheriv('aes-256-ecb', secret, null).setAutoPadding(false);
    this.#table = multiples(this.#cipher.update(Buffer.alloc(BLOCK)));
    this.#head = head;
  }

  /** Head, nonce, tag, ciphertext of each text under its context; views of one buffer. */
  seal(texts: readonly string[], contexts: readonly string[]): Buffer[] {
    const plain = texts.map((text) => Buffer.from(text, 'utf8'));
    const start = this.#head.length + NONCE + BLOCK;
    let blocks = 0;
    let bytes = 0;
    for (const { length } of plain) {
      blocks += 1 + Math.ceil(length / BLOCK);
      bytes += start + length;
    }
    const nonces = randomFillSync(Buffer.allocUnsafe(plain.length * NONCE));
    const stream = this.#cipher.update(counters(plain, nonces, blocks));
    const out = Buffer.allocUnsafeSlow(bytes);
    let at = 0;
    let block = 0;
    return plain.map((text, index) => {
      const sealed = out.subarray(at, at + start + text.length);
      at += sealed.length;
      sealed.set(this.#head);
      for (let i = 0; i < NONCE; i++) sealed[this.#head.length + i] = nonces[index * NONCE + i] as number;
      const first = block * BLOCK;
      for (let i = 0; i < text.length; i++)
        sealed[start + i] = (text[i] as number) ^ (stream[first + BLOCK + i] as number);
      block += 1 + Math.ceil(text.length / BLOCK);
      const tag = this.#tag(contexts[index] ?? '', sealed, start);
      for (let i = 0; i < BLOCK; i++)
        sealed[start - BLOCK + i] =
          (stream[first + i] as number) ^ ((tag[i >> 2] as number) >>> (24 - ((i & 3) << 3)));
      return sealed;
    });
  }

  #tag(context: string, sealed: Uint8Array, from: number): Int32Array {
    let known = this.#contexts.get(context);
    if (known === undefined) {
      const bound = Buffer.concat([this.#head, Buffer.from(context, 'utf8')]);
      this.#hash.fill(0);
      absorb(this.#hash, this.#table, bound, 0);
      known = { hash: this.#hash.slice(), length: bound.length };
      if (this.#contexts.size < 64) this.#contexts.set(context, known);
    }
    const hash = this.#hash;
    hash.set(known.hash);
    absorb(hash, this.#table, sealed, from);
    hash[1] = (hash[1] as number) ^ (known.length * 8);
    hash[3] = (hash[3] as number) ^ ((sealed.length - from) * 8);
    multiply(hash, this.#table);
    return hash;
  }
}

/** What is authenticated with a value comes first, so it is hashed once for all values of a context. */
interface Hashed {
  readonly hash: Int32Array;
  readonly length: number;
}

/** For each value the block that masks its tag (counter 1) and those that its text is mixed with. */
function counters(plain: readonly Buffer[], nonces: Uint8Array, blocks: number): Buffer {
  const all = Buffer.alloc(blocks * BLOCK);
  let at = 0;
  plain.forEach(({ length }, index) => {
    const last = 1 + Math.ceil(length / BLOCK);
    for (let counter = 1; counter <= last; counter++, at += BLOCK) {
      for (let i = 0; i < NONCE; i++) all[at + i] = nonces[index * NONCE + i] as number;
      all[at + 12] = counter >>> 24;
      all[at + 13] = counter >>> 16;
      all[at + 14] = counter >>> 8;
      all[at + 15] = counter;
    }
  });
  return all;
}

/** Hashes `bytes` from there to their end, the last block filled up with zeros. */
function absorb(hash: Int32Array, table: Int32Array, bytes: Uint8Array, from: number): void {
  for (let at = from; at < bytes.length; at += BLOCK) {
    const end = Math.min(BLOCK, bytes.length - at);
    for (let i = 0; i < end; i++)
      hash[i >> 2] = (hash[i >> 2] as number) ^ ((bytes[at + i] as number) << (24 - ((i & 3) << 3)));
    multiply(hash, table);
  }
}

/** Times the hash key in GF(2^128): the sum of what each four bits contribute. */
function multiply(hash: Int32Array, table: Int32Array): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let word = 0, base = 0; word < 4; word++) {
    const value = hash[word] as number;
    for (let shift = 28; shift >= 0; shift -= 4, base += 64) {
      const at = base + (((value >>> shift) & 15) << 2);
      a ^= table[at] as number;
      b ^= table[at + 1] as number;
      c ^= table[at + 2] as number;
      d ^= table[at + 3] as number;
    }
  }
  hash[0] = a;
  hash[1] = b;
  hash[2] = c;
  hash[3] = d;
}

/** For each of 32 places and 16 values of four bits there, their product with the hash key; four words each. */
function multiples(key: Buffer): Int32Array {
  const table = new Int32Array(32 * 16 * 4);
  const power = Int32Array.from([0, 4, 8, 12], (at) => key.readInt32BE(at));
  for (let bit = 0; bit < 128; bit++) {
    const place = bit >> 2;
    const mark = 8 >> (bit & 3);
    for (let value = 0; value < 16; value++) {
      if ((value & mark) === 0) continue;
      for (let word = 0; word < 4; word++) {
        const at = (place * 16 + value) * 4 + word;
        table[at] = (table[at] as number) ^ (power[word] as number);
      }
    }
    // Times x: bits are numbered from the left, and what falls out comes back by the field's polynomial.
    const out = (power[3] as number) & 1;
    for (let word = 3; word > 0; word--)
      power[word] = ((power[word] as number) >>> 1) | ((power[word - 1] as number) << 31);
    power[0] = ((power[0] as number) >>> 1) ^ (out === 1 ? 0xe1000000 : 0);
  }
  return table;
}
