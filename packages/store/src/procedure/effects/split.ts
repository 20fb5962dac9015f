import type { ProcedureEffect } from '@mingbai/core';
import type { WriteTx } from '../../db/tx.ts';
import { join, leave, membersOf, putUnder, settle } from '../../register/members.ts';
import type { Desk, SaidValue } from '../../register/said-columns.ts';
import { addThings, drawIds, numberOf } from '../../register/say.ts';
import type { Effected } from './effected.ts';
import { chosenMembers } from './members.ts';

/** What a household that splits off has from the one it comes from. */
const INHERITED = [
  'household_type',
  'poverty_class',
  'exit_state',
  'standard',
  'identified_on',
  'exited_on',
  'planned_exit_year',
  'monitor_class',
  'main_cause',
  'other_causes',
  'address',
  'relocated',
  'settlement',
  'martyr_family',
] as const;

/** Some of the members go to a household of their own. */
export async function split(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'household.split' }>,
  one: Effected,
): Promise<void> {
  const from = one.subject ?? '';
  const { former, chosen } = await chosenMembers(tx, desk, one, effect.who);
  const named = effect.head === undefined ? undefined : String(one.given[effect.head]);
  const head = chosen.find(({ person }) => person === named) ?? chosen[0];
  if (head === undefined) throw new RangeError(`case ${one.case} splits nobody off`);
  const old = await tx.find<{ group: string | null } & Record<(typeof INHERITED)[number], SaidValue>>(
    `select village_group as group, household_type, poverty_class, exit_state, standard, identified_on::text, exited_on::text,
       planned_exit_year, monitor_class, main_cause, other_causes, address, relocated, settlement, martyr_family
     from mingbai.household where county = $1 and id = $2`,
    [desk.county, from],
  );
  const [id = ''] = await drawIds(tx, 1);
  const household_no = numberOf(desk.county, id);
  const { on, region } = one;
  const inherited = Object.fromEntries(INHERITED.map((name) => [name, old?.[name] ?? null]));
  const fields = { ...inherited, household_no, size_declared: chosen.length };
  await addThings(tx, desk, 'household', [{ id, on, region, group: old?.group ?? null, fields }]);
  await leave(
    tx,
    desk,
    chosen.map((member) => ({ id: member.id, on, reason: 'split' })),
  );
  await join(
    tx,
    desk,
    chosen.map(({ person, relation }) => ({ household: id, person, region, on, relation, reason: 'split' })),
  );
  await putUnder(tx, desk, head, await membersOf(tx, desk.county, [id], on), former, on);
  await settle(tx, desk, [{ id: from, on }], former);
  one.written.push({
    do: effect.do,
    household: id,
    household_no,
    persons: chosen.map(({ person }) => person),
  });
}

/** All members of another household come to this one. */
export async function merge(tx: WriteTx, desk: Desk, question: string, one: Effected): Promise<void> {
  const other = String(one.given[question]);
  const { on, region } = one;
  const household = one.subject ?? '';
  const coming = await membersOf(tx, desk.county, [other], on);
  await leave(
    tx,
    desk,
    coming.map(({ id }) => ({ id, on, reason: 'merged' })),
  );
  // What they are to the head of this household nobody has said: it is asked for by whoever looks at it next.
  const joining = coming.map(({ person }) => ({
    household,
    person,
    region,
    on,
    relation: 'other',
    reason: 'merged',
  }));
  await join(tx, desk, joining);
  await settle(
    tx,
    desk,
    [
      { id: household, on },
      { id: other, on },
    ],
    coming,
  );
  one.written.push({ do: 'household.merge', other, persons: coming.map(({ person }) => person) });
}
