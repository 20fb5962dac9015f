/** One member of a code list; facts hold `code`, rules may say the code, a label or an alias. */
export interface CodeMember {
  readonly code: string;
  readonly zh: string;
  readonly en?: string;
  readonly aliases?: readonly string[];
}

export interface CodeList {
  readonly name: string;
  readonly members: readonly CodeMember[];
}

/** A number; one without a unit goes with any unit. Units are written `元`, `亩`, `元/亩`. */
export interface NumberType {
  readonly kind: 'number';
  readonly unit?: string;
}

export interface CodeType {
  readonly kind: 'code';
  readonly list: CodeList;
}

/** The types that have no parts. */
export interface PlainType {
  readonly kind:
    | 'string'
    | 'boolean'
    | 'date'
    | 'time'
    | 'date and time'
    | 'days and time duration'
    | 'years and months duration'
    | 'any'
    | 'null';
}

export interface ListType {
  readonly kind: 'list';
  readonly of: Type;
}

export interface ContextType {
  readonly kind: 'context';
  /** A vocabulary of its own. */
  readonly entries: Readonly<Record<string, Entry>>;
}

export interface RangeType {
  readonly kind: 'range';
  readonly of: Type;
}

export interface FunctionType {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly result: Type;
}

/** What a value may be; nothing is excluded from being null at run time. */
export type Type = NumberType | CodeType | PlainType | ListType | ContextType | RangeType | FunctionType;

/** One name that rules may use. `zh` and `en` are how it is said to people; without them its name is. */
export interface Entry {
  readonly type: Type;
  readonly zh?: string;
  readonly en?: string;
  /** Other ways of writing the name in a rule. */
  readonly aliases?: readonly string[];
  /** What it holds is known only at run time: a name that nothing else has is looked for in it. */
  readonly open?: boolean;
}

export const ANY: Type = { kind: 'any' };
export const NULL: Type = { kind: 'null' };
export const NUMBER: NumberType = { kind: 'number' };
export const STRING: Type = { kind: 'string' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const DATE: Type = { kind: 'date' };
export const TIME: Type = { kind: 'time' };
export const DATE_TIME: Type = { kind: 'date and time' };
export const DAYS: Type = { kind: 'days and time duration' };
export const MONTHS: Type = { kind: 'years and months duration' };

export function listOf(of: Type): ListType {
  return { kind: 'list', of };
}

export function rangeOf(of: Type): RangeType {
  return { kind: 'range', of };
}

export function numberOf(unit: string | undefined): NumberType {
  return unit === undefined || unit === '' ? NUMBER : { kind: 'number', unit };
}
