import { fieldOf, nounOf, type Noun, type ProcedureEffect, type RegionCode } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import { join, leave, membersOf, putUnder, settle, type Joining, type Member } from '../register/members.ts';
import type { Desk, SaidFields, SaidValue } from '../register/said-columns.ts';
import { addThings, drawIds, numberOf, say, type NewThing } from '../register/say.ts';

/** An accepted action on one case, whose effects are to be written. */
export interface Effected {
  readonly case: string;
  readonly noun: 'household' | 'village' | 'county';
  /** Null: a household that `household.open` makes. */
  subject: string | null;
  readonly region: RegionCode;
  /** The day on which the action happened. */
  readonly on: string;
  /** All answers of the case so far, sealed ones opened. */
  readonly given: Readonly<Record<string, unknown>>;
  /** What was written, for the record of the action: ids, open values. */
  readonly written: Record<string, unknown>[];
}

type Written = Extract<ProcedureEffect, { fields: unknown }>['fields'][string];

/** Writes the effects of one action on cases of one procedure, effect by effect, each for all of them at once. */
export async function applyEffects(
  tx: WriteTx,
  desk: Desk,
  effects: readonly ProcedureEffect[],
  all: readonly Effected[],
): Promise<void> {
  for (const effect of effects) {
    const cases = dated(effect, all);
    switch (effect.do) {
      case 'set':
        await set(tx, desk, effect.fields, cases);
        break;
      case 'person.add':
        await addPersons(tx, desk, effect, cases);
        break;
      case 'person.leave':
        await removePersons(tx, desk, effect, cases);
        break;
      case 'household.open':
        await openHouseholds(tx, desk, effect, cases);
        break;
      case 'household.split':
        for (const one of cases) await split(tx, desk, effect, one);
        break;
      case 'household.merge':
        for (const one of cases) await merge(tx, desk, effect.other, one);
        break;
    }
  }
}

/** On the day that an answer names, where the effect says which: of birth, of death. */
function dated(effect: ProcedureEffect, cases: readonly Effected[]): readonly Effected[] {
  if (!('on' in effect) || effect.on === undefined) return cases;
  const question = effect.on;
  return cases.map((one) => {
    const day = one.given[question];
    return typeof day === 'string' ? { ...one, on: day } : one;
  });
}

/** Values by dictionary key, parted by noun. */
function valuesOf(
  fields: Readonly<Record<string, Written>>,
  { given, on }: Effected,
): Map<Noun, Record<string, SaidValue>> {
  const nouns = new Map<Noun, Record<string, SaidValue>>();
  for (const [key, written] of Object.entries(fields)) {
    const field = fieldOf(key as `${Noun}.${string}`);
    const noun = nounOf(field);
    const values = nouns.get(noun) ?? {};
    nouns.set(noun, values);
    const value = valueOf(written, given, on);
    if (value !== undefined) values[key.slice(noun.length + 1)] = value;
  }
  return nouns;
}

/** Undefined: the question was left unanswered, so nothing is said. */
function valueOf(
  written: Written,
  given: Readonly<Record<string, unknown>>,
  on: string,
): SaidValue | undefined {
  if (written === null || typeof written !== 'object') return written;
  if ('given' in written) return asSaid(given[written.given]);
  return 'month' in written ? `${on.slice(0, 7)}-01` : on;
}

function asSaid(value: unknown): SaidValue | undefined {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

/** Nouns of which a household has one row at the most. */
const OF_HOUSEHOLD: ReadonlySet<Noun> = new Set(['condition', 'guarantee', 'risk']);

async function set(
  tx: WriteTx,
  desk: Desk,
  fields: Readonly<Record<string, Written>>,
  cases: readonly Effected[],
): Promise<void> {
  const byNoun = new Map<Noun, { one: Effected; values: Record<string, SaidValue> }[]>();
  for (const one of cases) {
    for (const [noun, values] of valuesOf(fields, one)) {
      byNoun.set(noun, [...(byNoun.get(noun) ?? []), { one, values }]);
      one.written.push({ do: 'set', noun, values });
    }
  }
  for (const [noun, said] of byNoun) {
    if (noun !== 'household' && noun !== 'village' && !OF_HOUSEHOLD.has(noun))
      throw new RangeError(`an effect sets no fields of ${noun}`);
    const rows = await rowsOf(
      tx,
      desk.county,
      noun,
      said.map(({ one }) => one),
    );
    const known = said.flatMap(({ one, values }) => {
      const id = rows.get(one.subject ?? '');
      return id === undefined ? [] : [{ id, on: one.on, fields: values as SaidFields<typeof noun> }];
    });
    await say(tx, desk, noun, known);
    const fresh = said.flatMap(({ one, values }): NewThing<typeof noun>[] =>
      rows.has(one.subject ?? '') || one.subject === null || noun === 'village'
        ? []
        : [
            {
              on: one.on,
              region: one.region,
              household: one.subject,
              fields: values as SaidFields<typeof noun>,
            },
          ],
    );
    await addThings(tx, desk, noun, fresh);
  }
}

/** The row of each subject; of a village that of its newest year. */
async function rowsOf(
  tx: WriteTx,
  county: string,
  noun: Noun,
  cases: readonly Effected[],
): Promise<ReadonlyMap<string, string>> {
  const subjects = cases.flatMap(({ subject }) => subject ?? []);
  if (noun === 'household') return new Map(subjects.map((id) => [id, id]));
  const owner = noun === 'village' ? 'region' : 'household_id';
  const newest = noun === 'village' ? ', year' : '';
  const rows = await tx.rows<{ subject: string; id: string }>(
    `select ${noun === 'village' ? `lpad(${owner}::text, 12, '0')` : `${owner}::text`} as subject, id::text from mingbai.${noun}
     where county = $1 and ${owner} = any($2::bigint[]) order by ${owner}${newest}`,
    [county, subjects],
  );
  return new Map(rows.map(({ subject, id }) => [subject, id]));
}

/** A new member's row, given under keys of the dictionary. */
interface NewMember {
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
async function bring(tx: WriteTx, desk: Desk, members: readonly NewMember[], what: string): Promise<void> {
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

async function addPersons(
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

async function removePersons(
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

async function chosenMembers(
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

async function openHouseholds(
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

async function split(
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

async function merge(tx: WriteTx, desk: Desk, question: string, one: Effected): Promise<void> {
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
