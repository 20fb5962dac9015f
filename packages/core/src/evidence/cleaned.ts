import type { Exif } from './exif.ts';

/** A picture rewritten from the parts that are known to be harmless, and what its EXIF data said. */
export interface Cleaned {
  readonly bytes: Uint8Array;
  readonly exif: Exif;
  readonly width: number;
  readonly height: number;
}
