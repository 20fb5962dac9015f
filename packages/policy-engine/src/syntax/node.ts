import type { Type } from '../type.ts';

/** What every node has: its type, and the characters it was read from (`to` is exclusive). */
export interface Node {
  readonly type: Type;
  readonly from: number;
  readonly to: number;
}
