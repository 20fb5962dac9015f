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

/** Counted to the last one up to here; beyond, a sample has to do. */
export const COUNTED = 10_000;
/** Rows looked at for an estimate. */
const SAMPLE = 8_000;

/**
 * How many rows a select has. `select` takes what stands behind the name of its first table, `table`: nothing, or
 * the sampling of an estimate. `many`: it is known to be long, so the counting is spared. The planner's own estimate would not do: it cannot know how wide the scope of
 * row-level security is. The same sample each time, so that the number stays while pages are turned.
 */
export async function totalOf(
  tx: ReadTx,
  table: 'household' | 'person',
  select: (sample: string) => string,
  values: readonly unknown[],
  many: boolean,
): Promise<Total> {
  const count = async (sample: string, limit: string) => {
    const row = await tx.find<{ n: number }>(
      `select count(*)::integer as n from (${select(sample)} ${limit}) counted`,
      values,
    );
    return row?.n ?? 0;
  };
  const counted = async (): Promise<number> => count('', `limit ${COUNTED + 1}`);
  const n = many ? COUNTED + 1 : await counted();
  if (n <= COUNTED) return { total: n, totalIsExact: true };
  const size = await tx.find<{ rows: number }>(
    `select reltuples::float8 as rows from pg_class where oid = $1::regclass`,
    [`mingbai.${table}`],
  );
  const percent = Math.min(100, (100 * SAMPLE) / Math.max(size?.rows ?? 0, 1));
  const found = await count(`tablesample system (${percent}) repeatable (1)`, '');
  // A sample is good for two digits, and for nothing when it is small: other filters may leave little.
  const estimate = Number(((found * 100) / percent).toPrecision(2));
  if (!many || estimate > COUNTED) return { total: Math.max(n, estimate), totalIsExact: false };
  const few = await counted();
  return { total: few, totalIsExact: few <= COUNTED };
}
