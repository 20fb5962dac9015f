import type { ReadTx } from '../db/tx.ts';

export interface Total {
  readonly total: number;
  readonly totalIsExact: boolean;
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
