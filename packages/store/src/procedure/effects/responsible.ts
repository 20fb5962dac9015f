import type { ProcedureEffect } from '@mingbai/core';
import type { WriteTx } from '../../db/tx.ts';
import type { Desk, SaidFields } from '../../register/said-columns.ts';
import { addThings, say, type NewThing, type Statement } from '../../register/say.ts';
import type { Effected } from './effected.ts';
import { valuesOf } from './values.ts';

/** Somebody answers for the household from that day on; who did so before and comes again does so again. */
export async function addResponsible(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'responsible.add' }>,
  cases: readonly Effected[],
): Promise<void> {
  const known = await tx.rows<{ id: string; household: string; name: string }>(
    `select id::text, household_id::text as household, name from mingbai.responsible
     where county = $1 and household_id = any($2::bigint[]) and name is not null`,
    [desk.county, cases.flatMap(({ subject }) => subject ?? [])],
  );
  const ids = new Map(known.map(({ id, household, name }) => [`${household}/${name}`, id]));
  const fresh: NewThing<'responsible'>[] = [];
  const again: Statement<'responsible'>[] = [];
  for (const one of cases) {
    const values = valuesOf(effect.fields, one).get('responsible') ?? {};
    const name = values['name'];
    if (one.subject === null || typeof name !== 'string' || name === '') continue;
    const { subject: household, region, on } = one;
    const fields: SaidFields<'responsible'> = { from: on, ...values, to: null };
    const id = ids.get(`${household}/${name}`);
    if (id === undefined) fresh.push({ household, region, on, fields });
    else again.push({ id, region, on, fields });
    one.written.push({ do: effect.do, name, unit: values['unit'] ?? null });
  }
  await addThings(tx, desk, 'responsible', fresh);
  await say(tx, desk, 'responsible', again, { onward: true });
}

/** Who answered for the household no longer does: the line stays, with its last day. */
export async function endResponsible(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'responsible.end' }>,
  cases: readonly Effected[],
): Promise<void> {
  const ended = cases.flatMap((one) => {
    const id = one.given[effect.who];
    if (typeof id !== 'string') return [];
    one.written.push({ do: effect.do, responsible: id });
    return [{ id, on: one.on, fields: { to: one.on } }];
  });
  await say(tx, desk, 'responsible', ended, { onward: true });
}
