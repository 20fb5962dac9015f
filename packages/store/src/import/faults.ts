import type { FaultRule } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { ownNumberSql } from '../register/say.ts';
import { hasOwnIdentity, identityAgrees, stagedName, YEAR, YEAR_COLUMN, type StageLayout } from './layout.ts';
import { personsOf } from './source.ts';
import { registeredWhere, type RegisteredWhere } from './registered-where.ts';

/** A fault that only the register can show. */
export interface RegisterFault {
  readonly n: number;
  readonly sheet: number;
  readonly row: number;
  readonly rule: FaultRule;
  /** Dictionary key of the column it stands in. */
  readonly field: string;
  /** What stands in the cell, and what of the register the message names. */
  readonly said?: { readonly value: string; readonly other: string };
  /** Of an identity number that belongs to somebody else. */
  readonly where?: RegisteredWhere;
  /** Of a number that another row of the file bears as well: where, and the number, an identity number sealed. */
  readonly twin?: {
    readonly sheet: number;
    readonly row: number;
    readonly sealed: Buffer | null;
    readonly number: string | null;
  };
}

/** So many are told where the number is registered. */
const TOLD = 100_000;

/**
 * Holds staged rows against the register, and against the rows that were left out: an identity number that belongs to
 * somebody else, a number that the file gives to two people, a household or
 * person that is not there, a number that is taken outside the area of whoever brings the file (said without
 * telling where). Marks those rows as bad and returns them. Runs again before each check.
 */
export async function findRegisterFaults(
  tx: ReadTx,
  layout: StageLayout,
  county: string,
  siblings: readonly StageLayout[],
): Promise<RegisterFault[]> {
  await tx.run(`update ${layout.table} set bad = false, by_register = false where by_register`);
  const faults = [
    ...(await personTwice(tx, layout, county)),
    ...(await numberShared(tx, layout, 'person.identity_no')),
    ...(await numberShared(tx, layout, 'person.person_no')),
    ...(await identityElsewhere(tx, layout, county)),
    ...(await unknownOwners(tx, layout, county, siblings)),
    ...(await takenOutside(tx, layout, county)),
    ...(await yearsAhead(tx, layout)),
  ];
  if (faults.length > 0) {
    await tx.run(`update ${layout.table} set bad = true, by_register = true where n = any($1::integer[])`, [
      faults.map((fault) => fault.n),
    ]);
  }
  const elsewhere = faults.filter(({ rule }) => rule === 'identity-in-register').slice(0, TOLD);
  const where = await registeredWhere(
    tx,
    layout,
    county,
    elsewhere.map(({ n }) => n),
  );
  return faults.map((fault) => {
    const told = fault.rule === 'identity-in-register' ? where.get(fault.n) : undefined;
    return told === undefined ? fault : { ...fault, where: told };
  });
}

/** Rows of people whose death the register has: they are taken in, but make nobody a member again. Asked after `resolve`. */
export async function namedDead(tx: ReadTx, layout: StageLayout, county: string): Promise<RegisterFault[]> {
  const name = stagedName(layout, 'person.name');
  const reason = stagedName(layout, 'membership.reason');
  const number = stagedName(layout, 'household.household_no');
  if (layout.rowOf !== 'person' || name === undefined || number === undefined) return [];
  const rows = await tx.rows<Place & { value: string; other: string }>(
    `select s.n, s.sheet, s.row, s.${name} as value, max(d."to")::text as other
     from ${personsOf(layout)} e join ${layout.table} s on s.n = e.n
     join mingbai.membership d on d.county = $1 and d.person_id = e.known and d.reason = 'death'
     where e.dead ${reason === undefined ? '' : `and s.${reason} is distinct from 'death'`}
     group by s.n, s.sheet, s.row, s.${name}`,
    [county],
  );
  return rows.map(({ value, other, ...row }) => ({
    ...row,
    rule: 'died-in-register',
    field: 'person.name',
    said: { value, other },
  }));
}

type Place = { n: number; sheet: number; row: number };

async function identityElsewhere(tx: ReadTx, layout: StageLayout, county: string): Promise<RegisterFault[]> {
  const identity = stagedName(layout, 'person.identity_no');
  const own = stagedName(layout, 'person.person_no');
  if (layout.rowOf !== 'person' || identity === undefined || own === undefined) return [];
  if ((await tx.find('select from mingbai.person where county = $1 limit 1', [county])) === undefined)
    return [];
  // Who had it by mistake and gets their own number from this file has it no longer.
  const rows = await tx.rows<Place>(
    `select s.n, s.sheet, s.row from ${layout.table} s join mingbai.person p
       on p.county = $1 and p.identity_no_hash = s.${identity} and p.person_no <> s.${own} and not ${ownNumberSql('p.person_no', county)}
     where not s.bad and ${hasOwnIdentity(layout, 's')} and not exists (select from ${layout.table} o
       where not o.bad and o.${own} = p.person_no and o.${identity} <> s.${identity} and p.valid_from <= $2::date)`,
    [county, layout.dataDate],
  );
  return rows.map((row) => ({ ...row, rule: 'identity-in-register', field: 'person.identity_no' }));
}

const TWICE = {
  'person.identity_no': 'identity-twice-in-file',
  'person.person_no': 'person-twice-in-file',
} as const;

/**
 * A number beside two names: the later row was left out as it was read, and nobody knows that the number is not that
 * row's.
 */
async function numberShared(
  tx: ReadTx,
  layout: StageLayout,
  field: keyof typeof TWICE,
): Promise<RegisterFault[]> {
  const number = stagedName(layout, field);
  const name = stagedName(layout, 'person.name');
  if (layout.rowOf !== 'person' || number === undefined || name === undefined) return [];
  const isSealed = number.endsWith('_hash');
  const told = isSealed
    ? `s.${number.replace(/_hash$/, '_sealed')} as sealed, null as number`
    : `null as sealed, s.${number} as number`;
  // A placeholder is many people's number.
  const own = isSealed ? `and ${hasOwnIdentity(layout, 's')}` : '';
  const sameYear = layout.hasYear ? `and t.${YEAR_COLUMN} is not distinct from s.${YEAR_COLUMN}` : '';
  const rows = await tx.rows<
    Place & { twinSheet: number; twinRow: number; sealed: Buffer | null; number: string | null }
  >(
    `select distinct on (s.n) s.n, s.sheet, s.row, t.sheet as "twinSheet", t.row as "twinRow", ${told}
     from ${layout.table} t join ${layout.table} s on s.${number} = t.${number} and s.${name} <> t.${name} ${sameYear}
     where t.bad and not s.bad ${own} order by s.n, t.n`,
  );
  return rows.map(({ twinSheet, twinRow, sealed, number: plain, ...row }) => ({
    ...row,
    rule: TWICE[field],
    field,
    twin: { sheet: twinSheet, row: twinRow, sealed, number: plain },
  }));
}

/**
 * One person in two rows that speak of one day, as the reading could not see: one with the year written out and one
 * without, one by number and one by identity number alone. The later row is left out, or the one without a number.
 */
async function personTwice(tx: ReadTx, layout: StageLayout, county: string): Promise<RegisterFault[]> {
  if (layout.rowOf !== 'person') return [];
  const own = stagedName(layout, 'person.person_no');
  const identity = stagedName(layout, 'person.identity_no');
  const { table } = layout;
  const same: string[] = [];
  if (layout.hasYear && own !== undefined) same.push(`join ${table} s on s.${own} = t.${own} and s.n > t.n`);
  if (layout.hasYear && identity !== undefined)
    same.push(
      `join ${table} s on ${hasOwnIdentity(layout, 's')} and s.${identity} = t.${identity} and s.n > t.n`,
    );
  if (own !== undefined && identity !== undefined)
    same.push(
      `join mingbai.person p on p.county = ${Number(county)} and p.person_no = t.${own}
       join ${table} s on s.${own} is null and ${hasOwnIdentity(layout, 's')} and s.${identity} = p.identity_no_hash`,
    );
  const faults = new Map<number, RegisterFault>();
  for (const join of same) {
    const rows = await tx.rows<Place & { twinSheet: number; twinRow: number }>(
      `select distinct on (s.n) s.n, s.sheet, s.row, t.sheet as "twinSheet", t.row as "twinRow"
       from ${table} t ${join} where not t.bad and not s.bad order by s.n, t.n`,
    );
    for (const { twinSheet: sheet, twinRow, ...place } of rows)
      faults.set(place.n, {
        ...place,
        rule: 'person-twice-in-file',
        field: 'person.person_no',
        twin: { sheet, row: twinRow, sealed: null, number: null },
      });
  }
  return [...faults.values()];
}

/** Rows about work come after the households and persons they speak of, or with them in one archive. */
async function unknownOwners(
  tx: ReadTx,
  layout: StageLayout,
  county: string,
  siblings: readonly StageLayout[],
): Promise<RegisterFault[]> {
  const number = stagedName(layout, 'household.household_no');
  if (layout.rowOf === 'responsible' && number !== undefined)
    return unknownHouseholds(tx, layout, county, siblings, number);
  if (layout.rowOf !== 'work') return [];
  const identity = stagedName(layout, 'person.identity_no');
  if (number === undefined || identity === undefined) return [];
  const others = siblings.filter((one) => one.rowOf === 'person');
  const inFile = others
    .map(
      (one) =>
        `and not exists (select from ${one.table} o where not o.bad and o.${stagedName(one, 'person.identity_no')} = s.${identity})`,
    )
    .join(' ');
  const households = siblings.filter((one) => one.rowOf === 'person' || one.rowOf === 'household');
  const name = stagedName(layout, 'person.name');
  const byName =
    name === undefined
      ? ''
      : `and not exists (select from mingbai.household h join mingbai.membership m on m.county = h.county and m.household_id = h.id
           join mingbai.person p on p.county = m.county and p.id = m.person_id and p.name = s.${name}
           where h.county = $1 and h.household_no = s.${number}
             and ${identityAgrees(layout)})`;
  const rows = await tx.rows<Place & { household: boolean }>(
    `select * from (
       select s.n, s.sheet, s.row,
         exists (select from mingbai.household h where h.county = $1 and h.household_no = s.${number}) ${orInFile(households, number)} as household,
         not exists (select from mingbai.person p where p.county = $1 and ${hasOwnIdentity(layout, 's')} and p.identity_no_hash = s.${identity})
           ${byName} ${inFile} as nobody
       from ${layout.table} s where not s.bad
     ) f where f.nobody or not f.household`,
    [county],
  );
  return rows.map(({ household, ...row }) => ({
    ...row,
    rule: household ? 'person-unknown' : 'household-unknown',
    field: household ? 'person.identity_no' : 'household.household_no',
  }));
}

/** A responsible person of a household that is not there. */
async function unknownHouseholds(
  tx: ReadTx,
  layout: StageLayout,
  county: string,
  siblings: readonly StageLayout[],
  number: string,
): Promise<RegisterFault[]> {
  const households = siblings.filter((one) => one.rowOf === 'person' || one.rowOf === 'household');
  const rows = await tx.rows<Place>(
    `select s.n, s.sheet, s.row from ${layout.table} s where not s.bad
       and not (exists (select from mingbai.household h where h.county = $1 and h.household_no = s.${number}) ${orInFile(households, number)})`,
    [county],
  );
  return rows.map((row) => ({ ...row, rule: 'household-unknown', field: 'household.household_no' }));
}

function orInFile(households: readonly StageLayout[], number: string): string {
  return households
    .filter((one) => stagedName(one, 'household.household_no') !== undefined)
    .map((one) => `or exists (select from ${one.table} o where not o.bad and o.${number} = s.${number})`)
    .join(' ');
}

const OUTSIDE = [
  ['household.household_no', 'household_outside', 'place-outside-scope'],
  ['person.person_no', 'person_outside', 'place-outside-scope'],
  ['person.identity_no', 'identity_outside', 'identity-in-register'],
] as const;

async function takenOutside(tx: ReadTx, layout: StageLayout, county: string): Promise<RegisterFault[]> {
  const whole = await tx.find<{ whole: boolean }>(
    `select mingbai.scope_low() <= $1::bigint * 1000000 and mingbai.scope_high() >= $1::bigint * 1000000 + 999999 as whole`,
    [county],
  );
  if (whole?.whole === true) return [];
  const faults: RegisterFault[] = [];
  for (const [field, outside, rule] of OUTSIDE) {
    const number = stagedName(layout, field);
    if (number === undefined) continue;
    const rows = await tx.rows<Place>(
      `select s.n, s.sheet, s.row from ${layout.table} s where not s.bad ${field === 'person.identity_no' ? `and ${hasOwnIdentity(layout, 's')}` : ''} and s.${number} in (
         select mingbai.${outside}($1, array(select distinct ${number} from ${layout.table} where not bad)))`,
      [county],
    );
    faults.push(...rows.map((row): RegisterFault => ({ ...row, rule, field })));
  }
  return faults;
}

/** Rows of a year after the day that the file speaks of would be a second statement about that day. */
async function yearsAhead(tx: ReadTx, layout: StageLayout): Promise<RegisterFault[]> {
  if (!layout.hasYear) return [];
  const rows = await tx.rows<Place>(
    `select n, sheet, row from ${layout.table} where not bad and ${YEAR_COLUMN} > extract(year from $1::date)`,
    [layout.dataDate],
  );
  return rows.map((row) => ({ ...row, rule: 'year-ahead', field: YEAR }));
}
