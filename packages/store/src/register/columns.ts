import type { Field } from '@mingbai/core';

/** A column of the register as PostgreSQL has it. */
export interface Column {
  readonly name: string;
  readonly type:
    | 'text'
    | 'text[]'
    | 'smallint'
    | 'integer'
    | 'numeric'
    | 'bigint'
    | 'date'
    | 'boolean'
    | 'bytea';
}

const PLAIN: Partial<Record<Field['type'], Column['type']>> = {
  text: 'text',
  code: 'text',
  codes: 'text[]',
  integer: 'integer',
  year: 'integer',
  decimal: 'numeric',
  money: 'bigint',
  date: 'date',
  month: 'date',
  boolean: 'boolean',
};

/** Sealed fields are never stored as they are: see `columnsOf`. */
export function isSealed(field: Field): boolean {
  return field.type === 'identity' || field.type === 'phone' || field.type === 'account';
}

/** The field's name inside its noun: `person.birth_date` → `birth_date`. */
export function stemOf(field: Field): string {
  return field.key.slice(field.key.indexOf('.') + 1);
}

/**
 * The columns that hold a field. A sealed field is several: the sealed value, a keyed 64-bit hash by which it
 * is found, and for identity numbers also a keyed hash of the last four characters and what the number tells
 * (`identitySigns`), which rules ask for.
 */
export function columnsOf(field: Field): readonly Column[] {
  const stem = stemOf(field);
  const plain = PLAIN[field.type];
  if (plain !== undefined) return [{ name: stem, type: plain }];
  const sealed: Column[] = [
    { name: `${stem}_sealed`, type: 'bytea' },
    { name: `${stem}_hash`, type: 'bigint' },
  ];
  return field.type === 'identity' ? [...sealed, ...signColumns(stem)] : sealed;
}

function signColumns(stem: string): Column[] {
  return [
    { name: `${stem}_tail`, type: 'integer' },
    { name: `${stem}_length`, type: 'smallint' },
    { name: `${stem}_valid`, type: 'boolean' },
    { name: `${stem}_birth`, type: 'date' },
    { name: `${stem}_sex`, type: 'text' },
    { name: `${stem}_disability`, type: 'text' },
    { name: `${stem}_placeholder`, type: 'boolean' },
  ];
}
