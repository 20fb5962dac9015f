import { type Field, fieldOf, identitySigns, type Noun, nounOf } from '@mingbai/core';
import { CalendarDate, type Context, Decimal, type Value } from '@mingbai/policy-engine';
import { certificateCodes } from '../bind/value-sql.ts';
import { parameterAt } from '../parameters/parameters.ts';
import type { RegisterView } from '../bind/register.ts';
import type { DerivedId, Fact, Facts } from '../vocabulary/fact.ts';
import { CHECK_DAY } from '../vocabulary/derived-facts.ts';
import type { Mentioned } from './mentioned.ts';
import type { HouseholdRows, MemberRows, Row, VillageRows } from './rows.ts';
import { ageOn, dayOf, valueOf } from './value-of.ts';

/** Where and when rules are asked: the day, and whose parameters hold. */
export type CheckView = Pick<RegisterView, 'on' | 'region' | 'parameters'>;

/** The rows that names of one subject, or of one noun around it, speak of. */
interface At {
  readonly household?: HouseholdRows | undefined;
  readonly member?: MemberRows | undefined;
  readonly responsible?: Row | undefined;
  readonly village?: VillageRows | undefined;
}

/** Facts of a person: `member` is one of the household's. */
export function personFacts(
  member: MemberRows,
  household: HouseholdRows,
  facts: Facts,
  names: Mentioned,
  view: CheckView,
): Context {
  return read(facts, names, { member, household }, view);
}

export function householdFacts(
  household: HouseholdRows,
  facts: Facts,
  names: Mentioned,
  view: CheckView,
): Context {
  return read(facts, names, { household, village: household.village }, view);
}

export function villageFacts(village: VillageRows, facts: Facts, names: Mentioned, view: CheckView): Context {
  return read(facts, names, { village }, view);
}

function read(facts: Facts, names: Mentioned, at: At, view: CheckView): Context {
  const values = new Map<string, Value>();
  for (const [name, inner] of names) {
    const fact = facts.get(name);
    if (fact !== undefined) values.set(name, valueOfFact(fact, inner, facts, at, view));
  }
  return values;
}

function valueOfFact(fact: Fact, inner: Mentioned | null, facts: Facts, at: At, view: CheckView): Value {
  const { source } = fact;
  switch (source.kind) {
    case 'field': {
      const field = fieldOf(source.key);
      return valueOf(field, rowOf(at, nounOf(field))?.[field.key]);
    }
    case 'derived':
      return derived(source.id, source.key, at, view);
    case 'neighbour':
      return number(source.id === 'persons-of-identity' ? at.member?.sameIdentity : at.household?.samePhone);
    case 'sum':
      return number(at.village?.sums?.get(source.sum.id));
    case 'parameter': {
      const parameter = view.parameters.get(source.id);
      const on = source.day === CHECK_DAY ? view.on : dayText(facts.get(source.day), facts, at, view);
      const value = parameter === undefined || on === null ? null : parameterAt(parameter, view.region, on);
      return number(value?.value);
    }
    case 'nested':
      return around(source.of, source.facts, inner ?? new Map(), at, view);
  }
}

function around(
  of: 'household' | 'members' | 'responsible' | 'village',
  facts: Facts,
  names: Mentioned,
  at: At,
  view: CheckView,
): Value {
  const { household } = at;
  switch (of) {
    case 'household':
      return household === undefined ? null : read(facts, names, { household }, view);
    case 'members':
      return household?.members.map((member) => read(facts, names, { member }, view)) ?? [];
    case 'responsible':
      return household?.responsible.map((responsible) => read(facts, names, { responsible }, view)) ?? [];
    case 'village':
      return at.village === undefined ? null : read(facts, names, { village: at.village }, view);
  }
}

function rowOf({ household, member, responsible, village }: At, noun: Noun): Row | undefined {
  switch (noun) {
    case 'person':
    case 'membership':
    case 'work':
      return member?.row;
    case 'responsible':
      return responsible;
    case 'village':
      return village?.row;
    default:
      return household?.row;
  }
}

function derived(id: DerivedId, key: Field['key'] | undefined, at: At, view: CheckView): Value {
  switch (id) {
    case 'check-day':
      return dayOf(view.on) ?? null;
    case 'income-year':
      return number(at.household?.row[INCOME_YEAR]);
    case 'village-year':
      return number(at.village?.row?.[VILLAGE_YEAR]);
    case 'measure-kinds': {
      const chosen = Object.entries(at.household?.row ?? {}).filter(([name]) => name.startsWith('measure.'));
      return new Decimal(chosen.filter(([, codes]) => Array.isArray(codes) && codes.length > 0).length);
    }
    case 'filled':
      return key === undefined ? null : isFilled(at, fieldOf(key));
    case 'age': {
      const birth = valueOf(fieldOf('person.birth_date'), at.member?.row['person.birth_date']);
      const day = dayOf(view.on);
      return birth instanceof CalendarDate && day !== undefined ? new Decimal(ageOn(day, birth)) : null;
    }
    default:
      return at.member === undefined ? null : sign(id, signsOf(at.member.row));
  }
}

function isFilled(at: At, field: Field): Value {
  const row = rowOf(at, nounOf(field));
  if (row === undefined) return null;
  const said = row[`${field.key}_filled`] ?? row[field.key];
  return said !== undefined && said !== null && said !== '' && said !== false;
}

interface Signs {
  readonly length: number | null;
  readonly valid: boolean | null;
  readonly birth: string | null;
  readonly sex: string | null;
  readonly disability: string | null;
  readonly placeholder: boolean | null;
}

/** Of the clear number in a file, or as the register's columns have them. */
function signsOf(person: Row): Signs | undefined {
  const number = person['person.identity_no'];
  if (typeof number === 'string' && number !== '') return identitySigns(number);
  if (person['person.identity_no_filled'] !== true) return undefined;
  const said = <T>(name: string) => (person[`person.identity_no_${name}`] ?? null) as T | null;
  return {
    length: said<number>('length'),
    valid: said<boolean>('valid'),
    birth: said<string>('birth'),
    sex: said<string>('sex'),
    disability: said<string>('disability'),
    placeholder: said<boolean>('placeholder'),
  };
}

/** Keys of rows that are no fields of the dictionary. */
export const INCOME_YEAR = 'income.year';
export const VILLAGE_YEAR = 'village.year';

const KINDS = certificateCodes('disability-kind');
const GRADES = certificateCodes('disability-grade');

function sign(id: DerivedId, signs: Signs | undefined): Value {
  if (signs === undefined) return null;
  switch (id) {
    case 'identity-length':
      return number(signs.length);
    case 'identity-valid':
      return signs.valid;
    case 'identity-birth':
      return signs.birth === null ? null : (dayOf(signs.birth) ?? null);
    case 'identity-sex':
      return signs.sex;
    case 'identity-disability-kind':
      return KINDS.get(signs.disability?.[0] ?? '') ?? null;
    case 'identity-disability-grade':
      return GRADES.get(signs.disability?.[1] ?? '') ?? null;
    case 'identity-placeholder':
      return signs.placeholder;
    default:
      return null;
  }
}

/** The day that a fact tells, or the last day of the year that it does. */
function dayText(fact: Fact | undefined, facts: Facts, at: At, view: CheckView): string | null {
  if (fact === undefined) return null;
  const value = valueOfFact(fact, null, facts, at, view);
  if (value instanceof CalendarDate) return value.toString();
  return value instanceof Decimal ? `${value.toFixed()}-12-31` : null;
}

function number(value: unknown): Value {
  return value === null || value === undefined ? null : new Decimal(String(value as number | string));
}
