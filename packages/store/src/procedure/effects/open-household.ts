import type { ProcedureEffect } from '@mingbai/core';
import type { WriteTx } from '../../db/tx.ts';
import type { Desk, SaidValue } from '../../register/said-columns.ts';
import { addThings, drawIds, numberOf, type NewThing } from '../../register/say.ts';
import type { Effected } from './effected.ts';
import { bring, type NewMember } from './members.ts';
import { asSaid, valuesOf } from './values.ts';

/** Makes the households of cases whose applicants the register does not have. */
export async function openHouseholds(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'household.open' }>,
  cases: readonly Effected[],
): Promise<void> {
  const fresh = cases.filter(({ subject }) => subject === null);
  const ids = await drawIds(tx, fresh.length);
  const members: NewMember[] = [];
  const households = fresh.map((one, index): NewThing<'household'> => {
    const id = ids[index] ?? '';
    const household_no = numberOf(desk.county, id);
    one.subject = id;
    const { on, region } = one;
    const rows = one.given[effect.members];
    const own = Array.isArray(rows) ? rows.map((row) => memberOf(row, one, id)) : [];
    members.push(...own);
    one.written.push({ do: effect.do, household: id, household_no });
    const fields = {
      household_no,
      size_declared: own.length,
      ...valuesOf(effect.fields, one).get('household'),
    };
    return { id, on, region, fields };
  });
  await addThings(tx, desk, 'household', households);
  await bring(tx, desk, members, 'person.add');
}

/** A row of a question of type `members`: answers under keys of the dictionary. */
function memberOf(row: unknown, one: Effected, household: string): NewMember {
  const parts: { person: Record<string, SaidValue>; membership: Record<string, SaidValue> } = {
    person: {},
    membership: {},
  };
  for (const [key, value] of Object.entries(row as Record<string, unknown>)) {
    const said = asSaid(value);
    const [noun, stem] = key.split('.');
    if (said !== undefined && stem !== undefined && (noun === 'person' || noun === 'membership'))
      parts[noun][stem] = said;
  }
  return { household, region: one.region, on: one.on, reason: 'identified', ...parts, one };
}
