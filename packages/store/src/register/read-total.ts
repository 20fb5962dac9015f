import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { TODAY } from './read-columns.ts';

export interface Total {
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** Changes with every command committed in the counties of the scope, and with the day (ages). */
export const PULSE = `(select coalesce(sum(pulse), 0)::text || '/' || ${TODAY}::text from mingbai.pulse)`;

export async function pulseOf(tx: ReadTx): Promise<string> {
  const row = await tx.find<{ pulse: string }>(`select ${PULSE} as pulse`, [], 'pulse');
  return row?.pulse ?? '';
}

const REMEMBERED = 5_000;

/** The total of a list, counted when it is not known for this state of the register. */
export type Remember = (list: string, pulse: string, count: () => Promise<Total>) => Promise<Total>;

/** Totals of lists, good for one state of the register each. */
export class Totals {
  readonly #known = new Map<string, { readonly pulse: string; readonly total: Total }>();

  /** By scope, so that nobody is ever shown what another's scope has counted. */
  within(scope: RegionCode): Remember {
    return async (list, pulse, count) => {
      const key = `${scope}/${list}`;
      const known = this.#known.get(key);
      if (known?.pulse === pulse) return known.total;
      const total = await count();
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(key, { pulse, total });
      return total;
    };
  }
}

/** Counted to the last one up to here: more than any county has of people; beyond, a list says "or more". */
const COUNTED = 200_000;

/**
 * How many rows a select has. The planner's own estimate would not do: it cannot know how wide the scope of row-level
 * security is, and a number that opens its rows must be the number of them.
 */
export async function totalOf(tx: ReadTx, select: string, values: readonly unknown[]): Promise<Total> {
  const row = await tx.find<{ n: number }>(
    `select count(*)::integer as n from (${select} limit ${COUNTED + 1}) counted`,
    values,
  );
  const n = row?.n ?? 0;
  return { total: Math.min(n, COUNTED), totalIsExact: n <= COUNTED };
}
