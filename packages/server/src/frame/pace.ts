import { Problem } from '@mingbai/core';

const REMEMBERED = 10_000;

/** Lets each key through `count` times in `seconds`, refilled evenly. In memory: one server, one door. */
export class Pace {
  readonly #left = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly count: number,
    private readonly seconds: number,
  ) {}

  /** Throws `too-many-requests`. */
  take(key: string): void {
    const now = performance.now() / 1000;
    const before = this.#left.get(key) ?? { tokens: this.count, at: now };
    const tokens = Math.min(this.count, before.tokens + ((now - before.at) * this.count) / this.seconds);
    if (tokens < 1) {
      throw new Problem('too-many-requests', {
        seconds: Math.ceil(((1 - tokens) * this.seconds) / this.count),
      });
    }
    this.#left.delete(key);
    if (this.#left.size >= REMEMBERED) this.#left.delete(this.#left.keys().next().value ?? '');
    this.#left.set(key, { tokens: tokens - 1, at: now });
  }
}
