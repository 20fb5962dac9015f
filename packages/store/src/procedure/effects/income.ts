import type { ProcedureEffect } from '@mingbai/core';
import type { WriteTx } from '../../db/tx.ts';
import type { Desk } from '../../register/said-columns.ts';
import { sayItems, type ItemSaid } from '../../register/say-items.ts';
import type { Effected } from './effected.ts';
import { valuesOf } from './values.ts';

/** Items of the account of a year; what was written of it before goes to the past. */
export async function setIncome(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'income.set' }>,
  cases: readonly Effected[],
): Promise<void> {
  const items = cases.flatMap((one): ItemSaid[] => {
    const asked = effect.year === undefined ? undefined : one.given[effect.year];
    const year = typeof asked === 'number' ? asked : Number(one.on.slice(0, 4)) - 1;
    const values = valuesOf(effect.fields, one).get('income') ?? {};
    const said = Object.entries(values).filter(([, fen]) => typeof fen === 'number');
    if (one.subject === null || said.length === 0) return [];
    one.written.push({ do: effect.do, year, values: Object.fromEntries(said) });
    const { subject: household, region, on } = one;
    return said.map(([item, value]) => ({ household, region, on, year, item, value: Number(value) }));
  });
  await sayItems(tx, desk.county, 'income', items);
}
