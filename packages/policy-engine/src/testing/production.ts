import type fc from 'fast-check';
import type { Type } from '../type.ts';
import type { Sight } from './sight.ts';

/** One way to write an expression; its feature's name lets a test leave it out. */
export interface Production {
  readonly feature: string;
  readonly weight?: number;
  readonly make: () => fc.Arbitrary<string>;
}

export interface Making {
  /** An expression of the type, one level deeper. */
  readonly of: (type: Type, sight?: Sight) => fc.Arbitrary<string>;
  readonly sight: Sight;
  readonly depth: number;
}
