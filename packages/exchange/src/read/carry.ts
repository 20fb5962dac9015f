const START = 256 * 1024;

/** Puts what the last chunk left unfinished before the next one, in one buffer used over and over. */
export class Carry {
  #buffer: Buffer = Buffer.allocUnsafeSlow(START);
  #kept = 0;

  /** The kept bytes followed by the chunk; valid until the next call. */
  join(chunk: Buffer): Buffer {
    if (this.#kept === 0) return chunk;
    const length = this.#kept + chunk.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(length * 2);
      this.#buffer.copy(larger, 0, 0, this.#kept);
      this.#buffer = larger;
    }
    chunk.copy(this.#buffer, this.#kept);
    return this.#buffer.subarray(0, length);
  }

  /** Keeps the end of what `join` gave, from that position. */
  keep(bytes: Buffer, from: number): void {
    const length = bytes.length - from;
    if (length > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(length * 2);
    bytes.copy(this.#buffer, 0, from);
    this.#kept = length;
  }

  get kept(): Buffer {
    return this.#buffer.subarray(0, this.#kept);
  }
}
