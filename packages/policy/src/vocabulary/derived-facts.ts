import { BOOLEAN, DATE, NUMBER, type Type } from '@mingbai/policy-engine';
import type { DerivedId, Fact, Facts, NeighbourId } from './fact.ts';
import { codeType } from './field-type.ts';

const IDENTITY = 'person.identity_no';

/** There is no clock in a rule: the day is a fact. */
export const CHECK_DAY = '检查日';

export const OF_DAY: Facts = new Map([derived(CHECK_DAY, 'Day of the check', 'check-day', DATE)]);

/** The signs of the sealed number can be asked for without unsealing it (`identitySigns` of core). */
export const OF_PERSON: Facts = new Map([
  derived('年龄', 'Age in full years on the day of the check', 'age', NUMBER, 'person.birth_date'),
  derived('证件号码位数', 'Characters of the identity number', 'identity-length', NUMBER, IDENTITY),
  derived(
    '证件号码校验通过',
    'The identity number’s check digit is right',
    'identity-valid',
    BOOLEAN,
    IDENTITY,
  ),
  derived('证件号码出生日期', 'Birth date in the identity number', 'identity-birth', DATE, IDENTITY),
  derived('证件号码性别', 'Sex in the identity number', 'identity-sex', codeType('sex'), IDENTITY),
  derived(
    '证件号码残疾类别',
    'Kind of disability in the number',
    'identity-disability-kind',
    codeType('disability-kind'),
    IDENTITY,
  ),
  derived(
    '证件号码残疾等级',
    'Grade of disability in the number',
    'identity-disability-grade',
    codeType('disability-grade'),
    IDENTITY,
  ),
  derived(
    '证件号码为占位',
    'The identity number is a placeholder',
    'identity-placeholder',
    BOOLEAN,
    IDENTITY,
  ),
]);

export const OF_HOUSEHOLD: Facts = new Map([
  derived('收入年度', 'Year of the income account', 'income-year', NUMBER),
  // How many of the fields of `measure` are filled: 0 when none is.
  derived('帮扶措施类数', 'Kinds of measures taken', 'measure-kinds', NUMBER),
]);

export const OF_VILLAGE: Facts = new Map([
  derived('年度', 'Year of the village’s figures', 'village-year', NUMBER),
]);

export const NEIGHBOURS_OF_PERSON: Facts = new Map([
  neighbour('同证件号人数', 'Persons in the province with this identity number', 'persons-of-identity'),
]);

export const NEIGHBOURS_OF_HOUSEHOLD: Facts = new Map([
  neighbour('同电话户数', 'Households in the province with this telephone', 'households-of-phone'),
]);

function derived(
  zh: string,
  en: string,
  id: DerivedId,
  type: Type,
  key?: `person.${string}`,
): [string, Fact] {
  return [zh, { type, source: { kind: 'derived', id, ...(key && { key }) }, zh, en, aliases: [] }];
}

function neighbour(zh: string, en: string, id: NeighbourId): [string, Fact] {
  return [zh, { type: NUMBER, source: { kind: 'neighbour', id }, zh, en, aliases: [] }];
}
