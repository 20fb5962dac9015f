import type { FaultRule } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { ownNumberSql } from '../register/say.ts';
import { stagedName, YEAR, YEAR_COLUMN, type StageLayout } from './layout.ts';
import { registeredWhere, type RegisteredWhere } from './registered-where.ts';

/** A fault that only the register can show. */
export interface RegisterFault {
  readonly n: number;
  readonly sheet: number;
  readonly row: number;
  readonly rule: FaultRule;
  /** Dictionary key of the column it stands in. */
  readonly field: string;
  /** Of an identity number that belongs to somebody else. */
  readonly where?: RegisteredWhere;
  /** Of an identity number that stands beside another name in the file: where, and the number sealed. */
  readonly twin?: { readonly sheet: number; readonly row: number; readonly sealed: Buffer | null };
}

/** So many are told where the number is registered. */
const TOLD = 100_000;

/**
 * Holds staged rows against the register, and against the rows that were left out: an identity number that belongs to
 * somebody else, or that the file gives to two people, a household or
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
    ...(await identityShared(tx, layout)),
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
     where not s.bad and not exists (select from ${layout.table} o
       where not o.bad and o.${own} = p.person_no and o.${identity} <> s.${identity} and p.valid_from <= $2::date)`,
    [county, layout.dataDate],
  );
  return rows.map((row) => ({ ...row, rule: 'identity-in-register', field: 'person.identity_no' }));
}

/**
 * An identity number beside two names: the later row was left out as it was read, and nobody knows that the number is
 * not that row's.
 */
async function identityShared(tx: ReadTx, layout: StageLayout): Promise<RegisterFault[]> {
  const identity = stagedName(layout, 'person.identity_no');
  const name = stagedName(layout, 'person.name');
  if (layout.rowOf !== 'person' || identity === undefined || name === undefined) return [];
  const sameYear = layout.hasYear ? `and t.${YEAR_COLUMN} is not distinct from s.${YEAR_COLUMN}` : '';
  const rows = await tx.rows<Place & { twinSheet: number; twinRow: number; sealed: Buffer | null }>(
    `select distinct on (s.n) s.n, s.sheet, s.row, t.sheet as "twinSheet", t.row as "twinRow", s.${identity.replace(/_hash$/, '_sealed')} as sealed
     from ${layout.table} t join ${layout.table} s on s.${identity} = t.${identity} and s.${name} <> t.${name} ${sameYear}
     where t.bad and not s.bad order by s.n, t.n`,
  );
  return rows.map(({ twinSheet, twinRow, sealed, ...row }) => ({
    ...row,
    rule: 'identity-twice-in-file',
    field: 'person.identity_no',
    twin: { sheet: twinSheet, row: twinRow, sealed },
  }));
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
  const rows = await tx.rows<Place & { household: boolean }>(
    `select s.n, s.sheet, s.row, exists (select from mingbai.household h where h.county = $1 and h.household_no = s.${number}) as household
     from ${layout.table} s where not s.bad
       and not exists (select from mingbai.person p where p.county = $1 and p.identity_no_hash = s.${identity}) ${inFile}`,
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
  const inFile = siblings
    .filter((one) => one.rowOf === 'person' || one.rowOf === 'household')
    .map((one) => `and not exists (select from ${one.table} o where not o.bad and o.${number} = s.${number})`)
    .join(' ');
  const rows = await tx.rows<Place>(
    `select s.n, s.sheet, s.row from ${layout.table} s where not s.bad
       and not exists (select from mingbai.household h where h.county = $1 and h.household_no = s.${number}) ${inFile}`,
    [county],
  );
  return rows.map((row) => ({ ...row, rule: 'household-unknown', field: 'household.household_no' }));
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
      `select s.n, s.sheet, s.row from ${layout.table} s where not s.bad and s.${number} in (
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
