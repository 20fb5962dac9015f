import type { SheetEvent } from '@mingbai/core';
import { refusal } from '../refusal.ts';
import { megabytes, type ReadSession } from '../session.ts';
import type { ByteSource } from '../source.ts';
import { pageOf } from './encoding.ts';
import { PageTable } from './table.ts';
import { pieces } from './tags.ts';

const BATCH = 256;
const LINES = new Set(['br', 'p', 'div', 'li']);

/**
 * The tables of a web page that calls itself .xls, as governments' platforms export them. Each table is a sheet; one
 * inside another is a sheet of its own behind it, and its text is none of the outer cell.
 */
export async function* readHtml(
  file: string,
  source: ByteSource,
  session: ReadSession,
): AsyncGenerator<SheetEvent[]> {
  const { maxOldFormatBytes, maxColumns, maxCellChars } = session.limits;
  if (source.size > maxOldFormatBytes) throw refusal('too-large', { limit: megabytes(maxOldFormatBytes) });
  const page = await pageOf(source);
  const open: PageTable[] = [];
  let inner: PageTable[] = [];
  let sheets = 0;
  let read = 0;
  const begin = (): SheetEvent => {
    session.sheet();
    sheets += 1;
    return { type: 'sheet', file, sheet: `Sheet${sheets}`, hidden: false };
  };
  const take = (table: PageTable): SheetEvent[] => {
    const { rows } = table;
    table.rows = [];
    session.rows(rows.length);
    session.meter.at(read, page.length);
    return rows;
  };
  for (const { name, closing, content } of pieces(page)) {
    read += content.length;
    const table = open.at(-1);
    if (name === 'table' && !closing) {
      const one = new PageTable(maxColumns, maxCellChars);
      if (open.length === session.limits.maxXmlDepth) throw refusal('xml-too-deep');
      open.push(one);
      if (open.length === 1) yield [begin()];
      else inner.push(one);
    } else if (table === undefined) {
      continue;
    } else if (name === '') {
      table.text(content);
    } else if (name === 'table') {
      table.closeRow();
      open.pop();
      if (open.length > 0) continue;
      yield take(table);
      for (const one of inner) yield [begin(), ...take(one)];
      inner = [];
    } else {
      handle(table, name, closing, content);
      if (open.length === 1 && table.rows.length >= BATCH) yield take(table);
    }
  }
  // A page that breaks off: what was read of its tables stands.
  for (const table of open) table.closeRow();
  if (open[0] !== undefined) yield take(open[0]);
  for (const one of inner) yield [begin(), ...take(one)];
  if (sheets === 0) throw refusal('page-without-table');
}

function handle(table: PageTable, name: string, closing: boolean, attributes: string): void {
  if (name === 'tr') {
    if (closing) table.closeRow();
    else table.openRow();
  } else if (name === 'td' || name === 'th') {
    if (closing) table.closeCell();
    else table.openCell(attributes);
  } else if (LINES.has(name)) {
    table.line();
  }
}
