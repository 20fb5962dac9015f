import { refusal } from '../refusal.ts';

/** The `t` of a cell. */
export const CellType = {
  Number: 0,
  Shared: 1,
  FormulaText: 2,
  Inline: 3,
  Boolean: 4,
  Error: 5,
  Date: 6,
} as const;
export type CellType = (typeof CellType)[keyof typeof CellType];

/** The letters of a reference such as AB12, as index; `otherwise` when there are none. */
export function columnOf(bytes: Buffer, start: number, end: number, otherwise: number): number {
  let column = 0;
  for (let i = start; i < end; i++) {
    const letter = bytes[i]! & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    // XFD is the last column there is; without a stop a long reference would overflow.
    if (column > 16_384) throw refusal('workbook-damaged', { part: 'cell reference' });
  }
  return column === 0 ? otherwise : column - 1;
}

export function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + bytes[i]! - 48;
  return value;
}

export function typeOf(bytes: Buffer, start: number, end: number): CellType {
  const first = bytes[start];
  if (end - start === 1) {
    if (first === 115) return CellType.Shared;
    if (first === 98) return CellType.Boolean;
    if (first === 101) return CellType.Error;
    return first === 100 ? CellType.Date : CellType.Number;
  }
  if (first === 115) return CellType.FormulaText;
  return first === 105 ? CellType.Inline : CellType.Number;
}

/** `2019-03-01T00:00:00.000Z` → `2019-03-01`: ISO dates of strict workbooks, as short as the others. */
export function isoShort(value: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)/.exec(value);
  if (parts === null) return value.trim();
  const [, day = '', clock = ''] = parts;
  const full = clock.length === 5 ? `${clock}:00` : clock;
  return full === '00:00:00' ? day : `${day}T${full}`;
}
