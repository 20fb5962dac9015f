import { read, type CellObject } from '@e965/xlsx';

/** The first sheet of a file as the second library reads it: `B3` → value (numbers as JavaScript writes them). */
export function sheetJsCells(bytes: Uint8Array): Record<string, string> {
  const book = read(bytes, { type: 'buffer', cellNF: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const found: Record<string, string> = {};
  for (const [address, cell] of Object.entries(sheet as Record<string, CellObject>)) {
    if (address.startsWith('!') || cell.v === undefined || cell.v === '') continue;
    found[address] =
      cell.t === 'b' ? String(cell.v).toUpperCase() : cell.t === 'e' ? (cell.w ?? '') : String(cell.v);
  }
  return found;
}
