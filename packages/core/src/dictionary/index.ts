import { CODE_LISTS, type CodeListId } from './codes/index.ts';
import type { Code, CodeList } from './codes/list.ts';
import type { Field, Noun } from './field.ts';
import { condition } from './fields/condition.ts';
import { guarantee } from './fields/guarantee.ts';
import { household } from './fields/household.ts';
import { income } from './fields/income.ts';
import { measure } from './fields/measure.ts';
import { membership } from './fields/membership.ts';
import { person } from './fields/person.ts';
import { responsible } from './fields/responsible.ts';
import { risk } from './fields/risk.ts';
import { village } from './fields/village.ts';
import { work } from './fields/work.ts';

export { CODE_LISTS, type CodeListId } from './codes/index.ts';

const ALL = [
  ...household,
  ...person,
  ...membership,
  ...condition,
  ...income,
  ...guarantee,
  ...work,
  ...risk,
  ...measure,
  ...responsible,
  ...village,
] as const;

/** Every key, literally: for code that names a field. */
export type FieldKey = (typeof ALL)[number]['key'];

/** Every field of the register, noun by noun, in the order in which forms and pages show them. */
export const FIELDS: readonly Field[] = ALL;

const BY_KEY = new Map<string, Field>(FIELDS.map((field) => [field.key, field]));
const LIST_BY_ID = new Map<string, CodeList>(CODE_LISTS.map((list) => [list.id, list]));
const CODES_BY_LIST = new Map<string, Map<string, Code>>(
  CODE_LISTS.map((list) => [list.id, new Map(list.codes.map((code: Code) => [code.code, code]))]),
);

export function findField(key: string): Field | undefined {
  return BY_KEY.get(key);
}

/** As `findField`, but throws a RangeError: for keys that our own code or data writes. */
export function fieldOf(key: FieldKey | Field['key']): Field {
  const field = BY_KEY.get(key);
  if (field === undefined) throw new RangeError(`no such field: ${key}`);
  return field;
}

export function fieldsOf(noun: Noun): readonly Field[] {
  return FIELDS.filter((field) => nounOf(field) === noun);
}

export function nounOf(field: Field): Noun {
  return field.key.slice(0, field.key.indexOf('.')) as Noun;
}

/** The part after the dot: the column in the noun's table. */
export function columnOf(field: Field): string {
  return field.key.slice(field.key.indexOf('.') + 1);
}

export function codeListOf(id: CodeListId): CodeList {
  const list = LIST_BY_ID.get(id);
  if (list === undefined) throw new RangeError(`no such code list: ${id}`);
  return list;
}

export function findCode(list: CodeListId, code: string): Code | undefined {
  return CODES_BY_LIST.get(list)?.get(code);
}

/** What people see for a stored code; the code itself when the list has it no longer. */
export function labelOf(list: CodeListId, code: string, language: 'zh' | 'en'): string {
  return findCode(list, code)?.[language] ?? code;
}
