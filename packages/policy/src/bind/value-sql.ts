import { codeListOf, type CodeListId, type Field, fieldOf } from '@mingbai/core';
import { isSealed, stemOf } from '@mingbai/store';
import type { DerivedId } from '../vocabulary/fact.ts';
import { daySql, type RegisterView } from './register.ts';

/** A column as the register holds it. `scale`: whole numbers that count 10^-scale; absent where it is no whole number. */
export interface ColumnSql {
  readonly sql: string;
  readonly scale?: number;
}

/** A field of the register; `row` is the alias of its noun's table. */
export function fieldSql(key: Field['key'], row: string): ColumnSql {
  const field = fieldOf(key);
  if (isSealed(field)) throw new RangeError(`${key} is sealed: only files have it`);
  return typedSql(field, `${row}."${stemOf(field)}"`);
}

export function typedSql({ type }: Field, sql: string): ColumnSql {
  // Money is kept in fen and said in 元.
  if (type === 'money') return { sql, scale: 2 };
  // No code is the same as nothing said.
  if (type === 'codes') return { sql: `nullif(${sql}, '{}')` };
  return type === 'integer' || type === 'year' ? { sql, scale: 0 } : { sql };
}

/** What is worked out of one row; `row` is the alias of the noun that `key` names, or of the year's own. */
export function derivedSql(
  id: DerivedId,
  key: Field['key'] | undefined,
  row: string,
  view: RegisterView,
): ColumnSql {
  switch (id) {
    case 'age':
      // Years are whole in either; `extract` would make a numeric of them, which costs as much as the age itself.
      return { sql: `date_part('year', age(${daySql(view)}, ${row}.birth_date))::integer`, scale: 0 };
    case 'income-year':
    case 'village-year':
      return { sql: `${row}.year`, scale: 0 };
    case 'measure-kinds':
      return { sql: `coalesce(${row}.kinds, 0)`, scale: 0 };
    case 'identity-length':
      return { sql: `${row}.identity_no_length`, scale: 0 };
    default:
      return { sql: signSql(id, key, row) };
  }
}

function signSql(id: DerivedId, key: Field['key'] | undefined, row: string): string {
  switch (id) {
    case 'filled':
      if (key === undefined) throw new RangeError('filled of nothing');
      return `(${row}."${stemOf(fieldOf(key))}_hash" is not null)`;
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
      throw new RangeError(`not a sign: ${id}`);
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
