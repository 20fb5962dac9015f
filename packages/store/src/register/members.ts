import type { RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import { relationUnder, successorOf, type Kin } from './relations.ts';
import type { Desk } from './said-columns.ts';
import { addThings, say } from './say.ts';

/** A membership that lasts on a day. */
export interface Member extends Kin {
  readonly id: string;
  readonly household: string;
  readonly name: string | null;
}

/** Who belongs to these households on a day, heads first, then the eldest. */
export function membersOf(
  tx: ReadTx,
  county: string,
  households: readonly string[],
  on: string,
): Promise<(Member & { [column: string]: unknown })[]> {
  return tx.rows(
    `select m.id::text, m.household_id::text as household, m.person_id::text as person, m.relation, p.sex, p.birth_date::text as birth, p.name
     from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
     where m.county = $1 and m.household_id = any($2::bigint[]) and (m."to" is null or m."to" > $3)
     order by m.relation <> 'head' nulls last, p.birth_date nulls last, p.id`,
    [county, households, on],
  );
}

export interface Leaving {
  /** Of the membership. */
  readonly id: string;
  readonly on: string;
  /** Code of the list `membership-reason`. */
  readonly reason: string;
}

export async function leave(tx: WriteTx, desk: Desk, leaving: readonly Leaving[]): Promise<void> {
  const said = leaving.map(({ id, on, reason }) => ({ id, on, fields: { to: on, reason } }));
  await say(tx, desk, 'membership', said, { onward: true });
}

export interface Joining {
  readonly household: string;
  readonly person: string;
  /** Where the household lies. */
  readonly region: RegionCode;
  readonly on: string;
  readonly relation: string | null;
  readonly reason: string;
}

/** Persons of the register come to a household; one who was here before is a member again. Their place goes along. */
export async function join(tx: WriteTx, desk: Desk, joining: readonly Joining[]): Promise<void> {
  const known = await tx.rows<{ id: string; household: string; person: string }>(
    `select m.id::text, m.household_id::text as household, m.person_id::text as person from mingbai.membership m
     join unnest($2::bigint[], $3::bigint[]) as j(household, person) on m.household_id = j.household and m.person_id = j.person
     where m.county = $1`,
    [desk.county, joining.map(({ household }) => household), joining.map(({ person }) => person)],
  );
  const ids = new Map(known.map(({ id, household, person }) => [`${household}/${person}`, id]));
  const idOf = ({ household, person }: Joining) => ids.get(`${household}/${person}`);
  const fieldsOf = ({ on, relation, reason }: Joining) => ({ relation, from: on, to: null, reason });
  const back = joining.flatMap((one) => {
    const id = idOf(one);
    return id === undefined ? [] : [{ id, on: one.on, region: one.region, fields: fieldsOf(one) }];
  });
  const fresh = joining.filter((one) => idOf(one) === undefined);
  await say(tx, desk, 'membership', back, { onward: true });
  await addThings(
    tx,
    desk,
    'membership',
    fresh.map((one) => ({ ...one, fields: fieldsOf(one) })),
  );
  const moved = joining.map(({ person, on, region }) => ({ id: person, on, region, fields: {} }));
  if ((await say(tx, desk, 'person', moved, { onward: true })).changed > 0)
    await workFollows(tx, desk, joining);
}

/** What is said of somebody's work lies where they live. */
async function workFollows(tx: WriteTx, desk: Desk, joining: readonly Joining[]): Promise<void> {
  const rows = await tx.rows<{ id: string; person: string }>(
    `select id::text, person_id::text as person from mingbai.work where county = $1 and person_id = any($2::bigint[])`,
    [desk.county, joining.map(({ person }) => person)],
  );
  const of = new Map(joining.map((one) => [one.person, one]));
  const moved = rows.flatMap(({ id, person }) => {
    const one = of.get(person);
    return one === undefined ? [] : [{ id, on: one.on, region: one.region, fields: {} }];
  });
  await say(tx, desk, 'work', moved, { onward: true });
}

/**
 * After members came or went: the number of members that a household declares is what it has, and one without a head
 * gets one. `former`: who belonged to them before.
 */
export async function settle(
  tx: WriteTx,
  desk: Desk,
  households: readonly { readonly id: string; readonly on: string }[],
  former: readonly Member[],
): Promise<void> {
  const sizes: { id: string; on: string; size: number }[] = [];
  for (const { id, on } of households) {
    const members = await membersOf(tx, desk.county, [id], on);
    sizes.push({ id, on, size: members.length });
    if (members.length === 0 || members.some(({ relation }) => relation === 'head')) continue;
    const head = successorOf(members, on);
    if (head !== undefined) await putUnder(tx, desk, head, members, [...former, ...members], on);
  }
  const declared = await tx.rows<{ id: string }>(
    `select id::text from mingbai.household where county = $1 and id = any($2::bigint[]) and size_declared is not null`,
    [desk.county, households.map(({ id }) => id)],
  );
  const declares = new Set(declared.map(({ id }) => id));
  await say(
    tx,
    desk,
    'household',
    sizes.flatMap(({ id, on, size }) =>
      declares.has(id) ? [{ id, on, fields: { size_declared: size === 0 ? null : size } }] : [],
    ),
    { onward: true },
  );
}

/** Says of the members what they are to their new head; their relations are those to the former one. */
export async function putUnder(
  tx: WriteTx,
  desk: Desk,
  head: Kin,
  members: readonly Member[],
  known: readonly Kin[],
  on: string,
): Promise<void> {
  const all = [...new Map(known.map((one) => [one.person, one])).values()];
  const said = members.map((member) => ({
    id: member.id,
    on,
    fields: { relation: relationUnder(head, member, all) },
  }));
  await say(tx, desk, 'membership', said, { onward: true });
}
