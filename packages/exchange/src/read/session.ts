import { refusal } from './refusal.ts';
import type { ReadLimits } from './limits.ts';
import { Meter } from './meter.ts';

/** What one upload has used of its limits so far, over all its nested files. */
export class ReadSession {
  #unzipped = 0;
  #rows = 0;
  #sheets = 0;
  readonly meter: Meter;

  constructor(
    readonly limits: ReadLimits,
    readonly signal: AbortSignal | undefined,
    onShare?: (share: number) => void,
  ) {
    this.meter = new Meter(onShare);
  }

  unzipped(bytes: number): void {
    this.#unzipped += bytes;
    const limit = this.limits.maxUnzippedBytes;
    if (this.#unzipped > limit) throw refusal('too-large', { limit: megabytes(limit) });
  }

  rows(count: number): void {
    this.#rows += count;
    if (this.#rows > this.limits.maxRows) throw refusal('too-many-rows', { limit: this.limits.maxRows });
    this.signal?.throwIfAborted();
  }

  sheet(): void {
    this.#sheets += 1;
    if (this.#sheets > this.limits.maxSheets)
      throw refusal('too-many-sheets', { limit: this.limits.maxSheets });
  }
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
