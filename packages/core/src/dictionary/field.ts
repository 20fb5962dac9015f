import type { CodeListId } from './codes/index.ts';

/** What a field is about: one table of the register each (`docs/database.md`). */
export type Noun =
  | 'household'
  | 'person'
  | 'membership'
  | 'condition'
  | 'income'
  | 'guarantee'
  | 'work'
  | 'risk'
  | 'measure'
  | 'responsible'
  | 'village';

/**
 * How a value is written, checked and stored:
 * `money` is integer fen (unit shown: 元); `month` is the first day of the month; `codes` is a set of codes;
 * `identity` and `phone` are sealed: encrypted at rest, found by keyed hash, masked when shown.
 */
export type FieldType =
  | 'text'
  | 'code'
  | 'codes'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'date'
  | 'month'
  | 'year'
  | 'boolean'
  | 'identity'
  | 'phone'
  | 'account';

export type Unit = '元' | '亩' | '平方米' | '公里' | '月' | '人' | '户' | '个' | '岁';

export const UNIT_NAMES_EN: Readonly<Record<Unit, string>> = {
  元: 'yuan',
  亩: 'mu',
  平方米: 'm²',
  公里: 'km',
  月: 'months',
  人: 'persons',
  户: 'households',
  个: '',
  岁: 'years',
};

const UNITS: Readonly<Record<string, string>> = UNIT_NAMES_EN;

/** A unit as rules write it, in English: `元/亩` is yuan/mu. Undefined for one that the dictionary has not. */
export function unitInEnglish(unit: string): string | undefined {
  const parts = unit.split('/').map((part) => UNITS[part]);
  return parts.every((part) => part !== undefined) ? parts.join('/') : undefined;
}

/** public: may stand on a notice; personal: inside the scope only; sensitive: masked until asked for. */
export type Sensitivity = 'public' | 'personal' | 'sensitive';

/** Who writes the value down first. */
export type FilledBy = 'household' | 'village' | 'township' | 'county' | 'department' | 'system';

export interface Field {
  /** `noun.column`: unique, and the column's name in that noun's table. */
  readonly key: `${Noun}.${string}`;
  readonly zh: string;
  readonly en: string;
  readonly type: FieldType;
  readonly unit?: Unit;
  /** For `code` and `codes`. */
  readonly codes?: CodeListId;
  /** At most so many codes; for `codes`. */
  readonly atMost?: number;
  readonly range?: { readonly min?: number; readonly max?: number };
  readonly sensitivity: Sensitivity;
  readonly filledBy: FilledBy;
  /** The upper levels check that it is not blank: a finding when it is, not a fault of the import. */
  readonly mandatory?: true;
  /**
   * An empty cell says "none". `true`: wherever the column stands. A field's key: where that field is filled on
   * the same row (education is filled, so enrolment is over). For other fields an empty cell says nothing.
   */
  readonly blankIsValue?: true | `${Noun}.${string}`;
  /** A date of which often only the year is known and told: a bare year is its first day. */
  readonly yearIsEnough?: true;
  /** Health, account, identity and the like: Article 28 of the Personal Information Protection Law. */
  readonly article28?: true;
  /** Other headers it goes by, each with the forms and years that say so (empty: any). */
  readonly aliases?: readonly Alias[];
  /** Internal code in the national system, e.g. AAC082. Social insurance systems use the same codes otherwise. */
  readonly nationalCode?: string;
  readonly note?: { readonly zh: string; readonly en: string };
  /** Where the name and the meaning come from. */
  readonly source: string;
}

export interface Alias {
  readonly text: string;
  readonly form?: string;
  readonly from?: number;
  readonly to?: number;
}
