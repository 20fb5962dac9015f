import type { ReadTx } from '../db/tx.ts';

export interface Total {
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** Counted to the last one up to here; beyond, the planner's estimate has to do. */
export const COUNTED = 10_000;

/** How many rows a select has. `select` must stand as a subquery and need no order. */
export async function totalOf(tx: ReadTx, select: string, values: readonly unknown[]): Promise<Total> {
  const counted = await tx.find<{ n: number }>(
    `select count(*)::integer as n from (${select} limit ${COUNTED + 1}) counted`,
    values,
  );
  const n = counted?.n ?? 0;
  if (n <= COUNTED) return { total: n, totalIsExact: true };
  const plan = await tx.find<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    `explain (format json) ${select}`,
    values,
  );
  return {
    total: Math.max(n, Math.round(plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? n)),
    totalIsExact: false,
  };
}
