import type { SheetEvent } from '@mingbai/core';
import type { ReadSession } from '../session.ts';
import type { ByteSource } from '../source.ts';
import { TextCache } from '../text-cache.ts';
import type { ZipEntry } from '../zip/directory.ts';
import { readMerges } from './merges.ts';
import { Package } from './part.ts';
import { SheetHandler } from './sheet.ts';
import { readWorkbook } from './workbook.ts';

const BATCH = 256;

/**
 * Streams the sheets of an OOXML workbook (xlsx, xlsm, xltx), transitional or strict. Formulas are never
 * evaluated and macros, external links and pictures never unpacked: only cached values are read.
 */
export async function* readXlsx(
  file: string,
  source: ByteSource,
  entries: readonly ZipEntry[],
  session: ReadSession,
): AsyncGenerator<SheetEvent[]> {
  const pack = new Package(source, entries, session);
  const book = await readWorkbook(pack);
  const cache = new TextCache();
  const whole = book.sheets.reduce((sum, sheet) => sum + pack.sizeOf(sheet.path), 0);
  let before = 0;
  for (const sheet of book.sheets) {
    session.sheet();
    yield [{ type: 'sheet', file, sheet: sheet.name, hidden: sheet.hidden }];
    const handler = new SheetHandler(book, session, cache, await readMerges(pack, sheet.path));
    let done = before;
    before += pack.sizeOf(sheet.path);
    for await (const bytes of pack.scan(sheet.path, handler)) {
      done += bytes;
      session.meter.at(Math.min(done, before), whole);
      if (handler.waiting >= BATCH) yield handler.take();
    }
    if (handler.waiting > 0) yield handler.take();
  }
}
