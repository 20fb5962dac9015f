/**
 * How much of what holds rows is read, from 0 to 1. Counted where rows are taken apart: bytes are fetched ahead of
 * that, some are read twice, and how far a workbook is unpacked says more of its rows than how it was packed.
 */
export class Meter {
  #from = 0;
  #to = 1;

  constructor(readonly tell: ((share: number) => void) | undefined) {}

  /** What follows is the part of the whole that lies between `from` and `to`. */
  within(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
  }

  at(done: number, whole: number): void {
    const share = whole <= 0 ? 1 : Math.min(1, done / whole);
    this.tell?.(this.#from + (this.#to - this.#from) * share);
  }

  /** Hands the chunks on and counts them. */
  async *counted(chunks: AsyncIterable<Buffer>, whole: number): AsyncGenerator<Buffer> {
    let done = 0;
    for await (const chunk of chunks) {
      done += chunk.length;
      this.at(done, whole);
      yield chunk;
    }
  }
}
