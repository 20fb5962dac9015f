import type { ProcedureEffect, RegionCode } from '@mingbai/core';
import type { WriteTx } from '../../db/tx.ts';
import { join, leave, membersOf, settle, type Joining, type Member } from '../../register/members.ts';
import type { Desk, SaidValue } from '../../register/said-columns.ts';
import { addThings, drawIds, numberOf, type NewThing } from '../../register/say.ts';
import type { Effected } from './effected.ts';
import { valuesOf } from './values.ts';

/** A new member's row, given under keys of the dictionary. */
export interface NewMember {
  readonly household: string;
  readonly region: RegionCode;
  readonly on: string;
  readonly reason: string;
  readonly person: Record<string, SaidValue>;
  readonly membership: Record<string, SaidValue>;
  readonly one: Effected;
}

/**
 * Somebody whom the register knows by the identity number moves; anybody else is new. Somebody who has no number yet,
 * as a child just born, is always new.
 */
export async function bring(
  tx: WriteTx,
  desk: Desk,
  members: readonly NewMember[],
  what: string,
): Promise<void> {
  const known = await knownPersons(tx, desk, members);
  const ids = await drawIds(tx, members.length);
  const fresh: NewThing<'person'>[] = [];
  const joining: Joining[] = [];
  const moved: string[] = [];
  members.forEach(({ household, region, on, reason, person, membership, one }, index) => {
    const before = known.get(identityOf(person));
    const id = before ?? ids[index] ?? '';
    if (before === undefined)
      fresh.push({ id, on, region, fields: { person_no: numberOf(desk.county, id), ...person } });
    else moved.push(before);
    const relation = typeof membership['relation'] === 'string' ? membership['relation'] : null;
    joining.push({ household, person: id, region, on, relation, reason });
    one.written.push({ do: what, household, person: id, name: person['name'] ?? null, relation });
  });
  await addThings(tx, desk, 'person', fresh);
  await leaveOthers(tx, desk, moved, joining);
  await join(tx, desk, joining);
}

function identityOf(person: Readonly<Record<string, SaidValue>>): string {
  const number = person['identity_no'];
  return typeof number === 'string' ? number.toUpperCase() : '';
}

async function knownPersons(
  tx: WriteTx,
  { county, vault }: Desk,
  members: readonly NewMember[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = members.map(({ person }) => identityOf(person)).filter((number) => number !== '');
  if (numbers.length === 0) return new Map();
  const hashes = numbers.map((number) => vault.find(number, 'identity').readBigInt64BE().toString());
  const rows = await tx.rows<{ hash: string; id: string }>(
    `select distinct on (identity_no_hash) identity_no_hash::text as hash, id::text from mingbai.person
     where county = $1 and identity_no_hash = any($2::bigint[]) order by identity_no_hash, id`,
    [county, hashes],
  );
  const byHash = new Map(rows.map(({ hash, id }) => [hash, id]));
  return new Map(
    numbers.flatMap((number, index) => {
      const id = byHash.get(hashes[index] ?? '');
      return id === undefined ? [] : [[number, id]];
    }),
  );
}

/** Who comes from another household leaves it. */
async function leaveOthers(
  tx: WriteTx,
  desk: Desk,
  persons: readonly string[],
  joining: readonly Joining[],
): Promise<void> {
  if (persons.length === 0) return;
  const to = new Map(joining.map((one) => [one.person, one]));
  const rows = await tx.rows<{ id: string; household: string; person: string }>(
    `select id::text, household_id::text as household, person_id::text as person from mingbai.membership
     where county = $1 and person_id = any($2::bigint[]) and "to" is null`,
    [desk.county, persons],
  );
  const left = rows.flatMap(({ id, household, person }) => {
    const one = to.get(person);
    return one === undefined || one.household === household ? [] : [{ id, household, one }];
  });
  const households = [
    ...new Map(left.map(({ household, one }) => [household, { id: household, on: one.on }])).values(),
  ];
  const former: Member[] = [];
  for (const { id, on } of households) former.push(...(await membersOf(tx, desk.county, [id], on)));
  await leave(
    tx,
    desk,
    left.map(({ id, one }) => ({ id, on: one.on, reason: OUT[one.reason] ?? 'other-out' })),
  );
  await settle(tx, desk, households, former);
}

/** Why somebody left who came elsewhere for that reason. */
const OUT: Readonly<Record<string, string>> = {
  'marriage-in': 'marriage-out',
  'moved-in': 'moved-out',
  split: 'split',
  merged: 'merged',
};

export async function addPersons(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'person.add' }>,
  cases: readonly Effected[],
): Promise<void> {
  const members = cases.flatMap((one): NewMember[] => {
    if (one.subject === null) return [];
    const values = valuesOf(effect.fields, one);
    const { on, region } = one;
    return [
      {
        household: one.subject,
        region,
        on,
        reason: effect.reason,
        person: values.get('person') ?? {},
        membership: values.get('membership') ?? {},
        one,
      },
    ];
  });
  await bring(tx, desk, members, 'person.add');
  await settle(
    tx,
    desk,
    members.map(({ household, on }) => ({ id: household, on })),
    [],
  );
}

export async function removePersons(
  tx: WriteTx,
  desk: Desk,
  effect: Extract<ProcedureEffect, { do: 'person.leave' }>,
  cases: readonly Effected[],
): Promise<void> {
  for (const one of cases) {
    const { former, chosen } = await chosenMembers(tx, desk, one, effect.who);
    await leave(
      tx,
      desk,
      chosen.map(({ id }) => ({ id, on: one.on, reason: effect.reason })),
    );
    await settle(tx, desk, [{ id: one.subject ?? '', on: one.on }], former);
    one.written.push({ do: effect.do, persons: chosen.map(({ person }) => person), reason: effect.reason });
  }
}

export async function chosenMembers(
  tx: WriteTx,
  desk: Desk,
  one: Effected,
  question: string,
): Promise<{ former: Member[]; chosen: Member[] }> {
  const former = await membersOf(tx, desk.county, [one.subject ?? ''], one.on);
  const answer = one.given[question];
  const ids = Array.isArray(answer) ? answer.map(String) : [String(answer)];
  const chosen = ids.flatMap((id) => former.find(({ person }) => person === id) ?? []);
  return { former, chosen };
}
