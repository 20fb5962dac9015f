const SLOTS = 1 << 14;
const WIDTH = 32;
const DIGIT_ID = 15;

/**
 * Turns UTF-8 bytes into strings and hands out the same string for the same bytes while they keep coming, as
 * they do in a register (是, 汉族, village names). Each string stands on its own: unlike a slice of a larger one
 * it keeps no chunk of the file alive.
 */
export class TextCache {
  readonly #strings: string[] = Array.from({ length: SLOTS }, () => '');
  readonly #keys = new Uint8Array(SLOTS * WIDTH);
  readonly #lengths = new Uint8Array(SLOTS);

  get(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length === 0) return '';
    const first = bytes[start]!;
    // Long digit strings are numbers of people: never twice, so remembering them only costs.
    if (length > WIDTH || (length > DIGIT_ID && first < 0x3a)) return bytes.toString('utf8', start, end);
    let hash = length;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const base = slot * WIDTH;
    const keys = this.#keys;
    if (this.#lengths[slot] === length) {
      let i = 0;
      while (i < length && keys[base + i] === bytes[start + i]) i++;
      if (i === length) return this.#strings[slot]!;
    }
    const text = bytes.toString('utf8', start, end);
    for (let i = 0; i < length; i++) keys[base + i] = bytes[start + i]!;
    this.#lengths[slot] = length;
    this.#strings[slot] = text;
    return text;
  }
}
