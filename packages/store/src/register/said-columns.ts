import { fieldOf, identitySigns, type Field, type FieldKey, type Noun } from '@mingbai/core';
import { hash32, hash64 } from '../import/sealing.ts';
import { columnsOf, isSealed, type Column } from './columns.ts';

/**
 * A value as an action says it: text, codes by slug, days and months ISO, money in fen, decimals as text; identity
 * numbers, telephones and accounts in full. Null: none.
 */
export type SaidValue = string | number | boolean | readonly string[] | null;

type StemOf<N extends Noun, K = FieldKey> = K extends `${N}.${infer Stem}` ? Stem : never;
/** Fields of a noun by their name within it; anything that the dictionary lacks is an error of types. */
export type SaidFields<N extends Noun> = { readonly [Stem in StemOf<N>]?: SaidValue };

/** What saying something needs besides the transaction. */
export interface Desk {
  /** Six digits. */
  readonly county: string;
  readonly vault: {
    seal(text: string, context: string): Buffer;
    find(text: string, purpose: string): Buffer;
  };
  /** Of `@mingbai/core/initials`, which is loaded where names are written and nowhere else. */
  readonly initialsOf: (name: string) => string;
}

export interface SaidColumn extends Column {
  /** As `jsonb_to_recordset` reads it. */
  readonly value: unknown;
  /** A difference of it is a difference of what is said. */
  readonly decides: boolean;
}

/** The columns that hold what is said, as the import fills them. Throws a RangeError for fields that are none. */
export function saidColumns<N extends Noun>(noun: N, fields: SaidFields<N>, desk: Desk): SaidColumn[] {
  return Object.entries<SaidValue | undefined>(fields).flatMap(([stem, value]) => {
    if (value === undefined) return [];
    const field = fieldOf(`${noun}.${stem}`);
    const columns = isSealed(field) ? sealed(field, value, desk) : [plain(field, value)];
    if (field.key !== 'person.name') return columns;
    const initials = value === null ? null : desk.initialsOf(String(value));
    return [...columns, { name: 'name_initials', type: 'text', value: initials, decides: false }];
  });
}

function plain(field: Field, value: SaidValue): SaidColumn {
  const [column] = columnsOf(field);
  if (column === undefined) throw new RangeError(`${field.key} has no column`);
  const whole = field.type === 'month' && typeof value === 'string' && value.length === 7;
  return { ...column, value: whole ? `${value}-01` : value, decides: true };
}

function sealed(field: Field, value: SaidValue, { vault }: Desk): SaidColumn[] {
  const columns = columnsOf(field);
  const text = value === null || value === '' ? null : String(value).toUpperCase();
  const held = new Map<string, unknown>();
  if (text !== null) {
    held.set('sealed', `\\x${vault.seal(text, field.key).toString('hex')}`);
    held.set('hash', hash64(vault.find(text, field.type)));
    if (field.type === 'identity') {
      held.set('tail', hash32(vault.find(text.slice(-4), 'identity-tail')));
      for (const [sign, told] of Object.entries(identitySigns(text))) held.set(sign, told);
    }
  }
  const stem = field.key.slice(field.key.indexOf('.') + 1);
  return columns.map((column) => {
    const part = column.name.slice(stem.length + 1);
    // Sealed anew it is other bytes each time: the hash alone tells whether it is another number.
    return { ...column, value: held.get(part) ?? null, decides: part === 'hash' };
  });
}
