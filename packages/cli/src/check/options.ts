import type { Common } from '../commands/options.ts';

export interface CheckOptions extends Common {
  readonly on?: string;
  readonly region?: string;
  readonly marked?: string;
  readonly force?: boolean;
}
