import { hash, hkdfSync } from 'node:crypto';
import type { HashName } from './settings.ts';

/** Both hashes work on blocks of 64 bytes and give 32 (FIPS 180-4; GB/T 32905-2016). */
const BLOCK = 64;
const DIGEST = 32;

/**
 * HMAC (RFC 2104; GB/T 15852.2) from one-shot hashes over pads made once: `createHmac` costs three times as much, and
 * an import does this several times a row. The key is one of 64 bytes below 0x80, so that the inner pad is
 * ASCII and goes before the text in one string; 64 × 7 bits are more than the hash keeps.
 */
export class KeyedHash {
  readonly key: Buffer;
  readonly #name: HashName;
  readonly #inner: string;
  readonly #innerBytes: Buffer;
  readonly #outer: Buffer;

  constructor(name: HashName, secret: Uint8Array, purpose: string) {
    this.#name = name;
    this.key = Buffer.from(hkdfSync(name, secret, '', purpose, BLOCK)).map((byte) => byte & 0x7f) as Buffer;
    this.#innerBytes = Buffer.from(this.key.map((byte) => byte ^ 0x36));
    this.#inner = this.#innerBytes.toString('latin1');
    this.#outer = Buffer.alloc(BLOCK + DIGEST);
    this.key.forEach((byte, at) => (this.#outer[at] = byte ^ 0x5c));
  }

  /** First `length` bytes of the HMAC of the text's UTF-8. */
  ofText(text: string, length: number): Buffer {
    return this.#finish(hash(this.#name, this.#inner + text, 'binary'), length);
  }

  ofBytes(parts: readonly Uint8Array[], length: number): Buffer {
    return this.#finish(hash(this.#name, Buffer.concat([this.#innerBytes, ...parts]), 'binary'), length);
  }

  #finish(inner: string, length: number): Buffer {
    this.#outer.write(inner, BLOCK, 'latin1');
    const result = Buffer.allocUnsafe(length);
    result.write(hash(this.#name, this.#outer, 'binary'), 0, length, 'latin1');
    return result;
  }
}
