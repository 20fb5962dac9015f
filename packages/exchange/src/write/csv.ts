import iconv from 'iconv-lite';
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
}

export type CsvValue = string | number | boolean | null | undefined;

const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
const CHUNK = 64 * 1024;

/** Rows as CSV after RFC 4180: lines end in CR LF, a field is quoted when it must be. */
export async function writeCsv(
  out: Output,
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
  options: CsvOptions = {},
): Promise<void> {
  const { encoding = 'utf-8-bom', separator = ',', guardFormulas = true } = options;
  const quoted = new RegExp(`["\\r\\n${separator}]|^\\s|\\s$`);
  const field = (value: CsvValue): string => {
    if (typeof value !== 'string')
      return value === null || value === undefined ? '' : String(value).toUpperCase();
    const safe = guardFormulas && FORMULA.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value;
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
