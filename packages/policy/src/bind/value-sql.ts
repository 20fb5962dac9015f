import { codeListOf, type CodeListId, type Field, fieldOf } from '@mingbai/core';
import { isSealed, stemOf } from '@mingbai/store';
import type { DerivedId } from '../vocabulary/fact.ts';
import { daySql, type RegisterView } from './register.ts';

/** A field of the register as a rule has it: money in 元, numbers decimal. `row` is the alias of its noun's table. */
export function fieldSql(key: Field['key'], row: string): string {
  const field = fieldOf(key);
  if (isSealed(field)) throw new RangeError(`${key} is sealed: only files have it`);
  return typedSql(field, `${row}."${stemOf(field)}"`);
}

export function typedSql({ type }: Field, column: string): string {
  switch (type) {
    case 'money':
      return `(${column} * 0.01)`;
    case 'integer':
    case 'year':
      return `${column}::numeric`;
    default:
      return column;
  }
}

/** What is worked out of one row; `row` is the alias of the noun that `key` names, or of the year's own. */
export function derivedSql(
  id: DerivedId,
  key: Field['key'] | undefined,
  row: string,
  view: RegisterView,
): string {
  switch (id) {
    case 'check-day':
      return daySql(view);
    case 'age':
      return `extract(year from age(${daySql(view)}, ${row}.birth_date))`;
    case 'income-year':
    case 'village-year':
      return `${row}.year::numeric`;
    case 'measure-kinds':
      return `coalesce(${row}.kinds, 0)::numeric`;
    case 'filled':
      if (key === undefined) throw new RangeError('filled of nothing');
      return `(${row}."${stemOf(fieldOf(key))}_hash" is not null)`;
    case 'identity-length':
      return `${row}.identity_no_length::numeric`;
    case 'identity-valid':
      return `${row}.identity_no_valid`;
    case 'identity-birth':
      return `${row}.identity_no_birth`;
    case 'identity-sex':
      return `${row}.identity_no_sex`;
    case 'identity-disability-kind':
      return certificateSql('disability-kind', `left(${row}.identity_no_disability, 1)`);
    case 'identity-disability-grade':
      return certificateSql('disability-grade', `substr(${row}.identity_no_disability, 2, 1)`);
    case 'identity-placeholder':
      return `${row}.identity_no_placeholder`;
    default:
      throw new RangeError(`no such fact: ${String(id satisfies never)}`);
  }
}

function certificateSql(list: CodeListId, sign: string): string {
  const arms = [...certificateCodes(list)].map(([digit, code]) => `when '${digit}' then '${code}'`);
  return `case ${sign} ${arms.join(' ')} end`;
}

/** What a sign in a disability certificate's number stands for. */
export function certificateCodes(list: CodeListId): Map<string, string> {
  return new Map(
    codeListOf(list).codes.flatMap(({ code, formCode }): [string, string][] => {
      const digit = formCode?.['certificate'];
      return digit === undefined ? [] : [[digit, code]];
    }),
  );
}
