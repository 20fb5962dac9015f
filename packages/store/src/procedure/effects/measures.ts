import type { ProcedureEffect } from '@mingbai/core';
import type { WriteTx } from '../../db/tx.ts';
import type { Desk } from '../../register/said-columns.ts';
import { sayItems, type ItemSaid } from '../../register/say-items.ts';
import type { Effected } from './effected.ts';
import { valuesOf } from './values.ts';

/** Each kind of measure that was answered is what it is from that day on; the others stay. */
export async function setMeasures(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'measure.set' }>,
  cases: readonly Effected[],
): Promise<void> {
  const items = cases.flatMap((one): ItemSaid[] => {
    const values = valuesOf(effect.fields, one).get('measure') ?? {};
    const said = Object.entries(values).flatMap(([item, codes]) =>
      Array.isArray(codes) ? [[item, codes.map(String)] as const] : [],
    );
    if (one.subject === null || said.length === 0) return [];
    one.written.push({ do: effect.do, values: Object.fromEntries(said) });
    const { subject: household, region, on } = one;
    return said.map(([item, value]) => ({ household, region, on, item, value }));
  });
  await sayItems(tx, desk.county, 'measure', items, { onward: true });
}

/** Measures end: their kinds say nothing from that day on, and what they were stays in the past. */
export async function endMeasures(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'measure.end' }>,
  cases: readonly Effected[],
): Promise<void> {
  const rows = await tx.rows<{ household: string; item: string }>(
    `select household_id::text as household, item from mingbai.measure
     where county = $1 and household_id = any($2::bigint[]) and cardinality(chosen) > 0 order by id`,
    [desk.county, cases.flatMap(({ subject }) => subject ?? [])],
  );
  const items = cases.flatMap((one): ItemSaid[] => {
    const named = effect.which === undefined ? undefined : one.given[effect.which];
    const kinds = Array.isArray(named) ? named.map(String) : [];
    const ended = rows
      .filter(({ household }) => household === one.subject)
      .map(({ item }) => item)
      .filter((item) => effect.which === undefined || kinds.includes(item));
    if (one.subject === null || ended.length === 0) return [];
    one.written.push({ do: effect.do, kinds: ended });
    const { subject: household, region, on } = one;
    return ended.map((item) => ({ household, region, on, item, value: [] }));
  });
  await sayItems(tx, desk.county, 'measure', items, { onward: true });
}
