import iconv from 'iconv-lite';
import type { CellValue } from './cell.ts';
import { type Output, withSink } from './sink.ts';

export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030';

export interface CsvOptions {
  /** `utf-8-bom` when left out: Excel and WPS then show Chinese rightly. */
  readonly encoding?: CsvEncoding;
  readonly separator?: ',' | '\t' | ';';
  /**
   * A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, tab or return and
   * is no plain number) gets a `'` before it. On when left out; off for files that programs read back.
   */
  readonly guardFormulas?: boolean;
  /**
   * A text of digits that a spreadsheet would make another number of (twelve and more, or with a zero before them) is
   * written `="…"`, which it shows as the text; the reader of this package takes it off. Off when left out.
   */
  readonly guardDigits?: boolean;
}

/** Of a cell with more to it, what it says: days as ISO text, of a formula its value. */
export type CsvValue = CellValue;

const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
const LOST_DIGITS = /^(0\d+|\d{12,})$/;
const CHUNK = 64 * 1024;

/** Rows as CSV after RFC 4180: lines end in CR LF, a field is quoted when it must be. */
export async function writeCsv(
  out: Output,
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
  options: CsvOptions = {},
): Promise<void> {
  const { encoding = 'utf-8-bom', separator = ',', guardFormulas = true, guardDigits = false } = options;
  const quoted = new RegExp(`["\\r\\n${separator}]|^\\s|\\s$`);
  const safeText = (text: string): string => {
    if (guardDigits && LOST_DIGITS.test(text)) return `="${text}"`;
    return guardFormulas && FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  };
  const field = (cell: CsvValue): string => {
    const value = plain(cell);
    if (typeof value !== 'string')
      return value === null || value === undefined ? '' : String(value).toUpperCase();
    const safe = safeText(value);
    return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  await withSink(out, async (sink) => {
    const bytes = (text: string) =>
      encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(text, 'utf8');
    let text = encoding === 'utf-8-bom' ? '\ufeff' : '';
    for await (const row of rows) {
      text += `${row.map(field).join(separator)}\r\n`;
      if (text.length < CHUNK) continue;
      await sink(bytes(text));
      text = '';
    }
    await sink(bytes(text));
  });
}

function plain(cell: CsvValue): string | number | boolean | null | undefined {
  if (typeof cell !== 'object' || cell === null) return cell;
  if ('date' in cell) return cell.date;
  if ('digits' in cell) return cell.digits;
  if ('text' in cell) return cell.text;
  return 'error' in cell ? cell.error : cell.value;
}
