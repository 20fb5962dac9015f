import type { SheetEvent } from '@mingbai/core';
import type { ReadSession } from '../session.ts';
import { chunksOf, type ByteSource } from '../source.ts';
import { toUtf8 } from '../xml/transcode.ts';
import { detectDialect } from './delimiter.ts';
import { textEncoding } from './encoding.ts';
import { CsvParser } from './parser.ts';

const BATCH = 256;
const SAMPLE = 64 * 1024;

/** Streams delimited text of any of the encodings and delimiters that spreadsheets write. One sheet, named as the file. */
export async function* readCsv(
  file: string,
  source: ByteSource,
  session: ReadSession,
): AsyncGenerator<SheetEvent[]> {
  const encoding = await textEncoding(source);
  session.sheet();
  yield [{ type: 'sheet', file, sheet: baseName(file), hidden: false }];
  const bytes = session.meter.counted(chunksOf(source, encoding.mark), source.size - encoding.mark);
  const text = encoding.label === 'utf-8' ? bytes : toUtf8(bytes, encoding.label);
  let parser: CsvParser | undefined;
  for await (const chunk of text) {
    session.signal?.throwIfAborted();
    if (parser === undefined) {
      const dialect = detectDialect(chunk.subarray(0, SAMPLE));
      parser = new CsvParser(session, dialect.delimiter);
      parser.push(chunk.subarray(dialect.skip));
    } else {
      parser.push(chunk);
    }
    if (parser.waiting >= BATCH) yield parser.take();
  }
  parser?.end();
  if (parser !== undefined && parser.waiting > 0) yield parser.take();
}

/** `a.zip/village/list.csv` → `list`. */
function baseName(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/(.)\.[^.]{1,5}$/, '$1');
}
