import type { CellKind, SheetEvent } from '@mingbai/core';
import { OpenMerges } from '../open-merges.ts';
import { refusal } from '../refusal.ts';
import { RowBuilder } from '../row-builder.ts';
import type { ReadSession } from '../session.ts';
import { chunksOf, type ByteSource } from '../source.ts';
import { plainNumber } from '../xlsx/number.ts';
import { isoShort } from '../xlsx/cell.ts';
import { decodeXml } from '../xml/decode.ts';
import { xmlName } from '../xml/name.ts';
import { XmlScanner, type XmlHandler, type XmlTag } from '../xml/scanner.ts';
import { xmlAsUtf8 } from '../xml/transcode.ts';

const WORKSHEET = xmlName('Worksheet');
const TABLE = xmlName('Table');
const ROW = xmlName('Row');
const CELL = xmlName('Cell');
const DATA = xmlName('Data');
const COMMENT = xmlName('Comment');
const VISIBLE = xmlName('Visible');
const NAME = xmlName('Name');
const INDEX = xmlName('Index');
const TYPE = xmlName('Type');
const MERGE_ACROSS = xmlName('MergeAcross');
const MERGE_DOWN = xmlName('MergeDown');
const FORMULA = xmlName('Formula');
const KINDS: Readonly<Record<string, CellKind>> = { Number: 'n', DateTime: 'd', Boolean: 'b', Error: 'e' };
/** SheetHidden, SheetVeryHidden. */
const HIDDEN = 'Hidden';
const BATCH = 256;

/** XML Spreadsheet 2003, which many reporting systems write and call .xls. */
class Handler implements XmlHandler {
  events: SheetEvent[] = [];
  readonly #row: RowBuilder;
  #inTable = false;
  #inData = false;
  #inComment = false;
  #sheets = 0;
  #merges = new OpenMerges();
  #number = 0;
  #column = 0;
  #across = 0;
  #kind: CellKind = 't';
  #formula = false;
  #text = '';

  constructor(
    readonly file: string,
    readonly session: ReadSession,
    readonly hidden: ReadonlySet<number>,
  ) {
    this.#row = new RowBuilder(session.limits.maxColumns);
  }

  open(tag: XmlTag): void {
    if (tag.name === WORKSHEET) {
      this.session.sheet();
      this.#number = 0;
      this.#merges = new OpenMerges();
      const hidden = this.hidden.has(this.#sheets++);
      this.events.push({ type: 'sheet', file: this.file, sheet: tag.attribute(NAME) ?? '', hidden });
    } else if (tag.name === TABLE) {
      this.#inTable = true;
    } else if (!this.#inTable) {
      return;
    } else if (tag.name === ROW) {
      this.#number = position(tag, this.#number + 1);
      this.#column = 0;
      this.#across = 0;
    } else if (tag.name === CELL) {
      this.#column = position(tag, this.#column + 1 + this.#across);
      this.#across = Number(tag.attribute(MERGE_ACROSS) ?? 0) || 0;
      this.#formula = tag.attribute(FORMULA) !== undefined;
      this.#text = '';
      const down = Number(tag.attribute(MERGE_DOWN) ?? 0) || 0;
      const [top, left] = [this.#number, this.#column - 1];
      if (down > 0) this.#merges.add({ top, bottom: top + down, left, right: left + this.#across });
    } else if (tag.name === COMMENT) {
      this.#inComment = true;
    } else if (tag.name === DATA && !this.#inComment) {
      this.#inData = true;
      this.#kind = KINDS[tag.attribute(TYPE) ?? ''] ?? 't';
    }
  }

  close(name: number): void {
    if (name === DATA) this.#inData = false;
    else if (name === COMMENT) this.#inComment = false;
    else if (name === TABLE) this.#inTable = false;
    else if (name === CELL && this.#inTable) this.#cell();
    else if (name === ROW && this.#inTable) {
      for (const covered of this.#merges.inRow(this.#number)) this.#row.cover(covered);
      const row = this.#row.finish(this.#number);
      if (row !== undefined) this.events.push(row);
    }
  }

  text(bytes: Buffer, start: number, end: number, plain: boolean): void {
    if (!this.#inData) return;
    this.#text += plain ? bytes.toString('utf8', start, end) : decodeXml(bytes, start, end);
    const limit = this.session.limits.maxCellChars;
    if (this.#text.length > limit) throw refusal('cell-too-long', { row: this.#number, limit });
  }

  #cell(): void {
    const text = this.#text;
    const column = this.#column - 1;
    if (text === '') this.#row.set(column, '', this.#formula ? 'f' : 't');
    else if (this.#kind === 'n') this.#row.set(column, plainNumber(text.trim()), 'n');
    else if (this.#kind === 'd') this.#row.set(column, isoShort(text), 'd');
    else if (this.#kind === 'b') this.#row.set(column, text.trim() === '1' ? 'TRUE' : 'FALSE', 'b');
    else this.#row.set(column, text, this.#kind);
  }
}

function position(tag: XmlTag, next: number): number {
  const stated = Number(tag.attribute(INDEX) ?? next);
  return Number.isInteger(stated) && stated >= next ? stated : next;
}

export async function* readSpreadsheetMl(
  file: string,
  source: ByteSource,
  session: ReadSession,
): AsyncGenerator<SheetEvent[]> {
  const handler = new Handler(file, session, await hiddenSheets(file, source, session));
  const scanner = new XmlScanner(handler, file, session.limits.maxXmlDepth);
  const take = (): SheetEvent[] => {
    const events = handler.events;
    handler.events = [];
    session.rows(events.length);
    return events;
  };
  for await (const chunk of xmlAsUtf8(session.meter.counted(chunksOf(source), source.size))) {
    scanner.push(chunk);
    if (handler.events.length >= BATCH) yield take();
  }
  scanner.end();
  if (handler.events.length > 0) yield take();
}

/** Whether a sheet is hidden stands behind its rows: where the file speaks of it at all, it is gone through once before. */
async function hiddenSheets(file: string, source: ByteSource, session: ReadSession): Promise<Set<number>> {
  const hidden = new Set<number>();
  if (!(await mentions(source, HIDDEN, session))) return hidden;
  let sheets = -1;
  let visible = false;
  const scanner = new XmlScanner(
    {
      open({ name }) {
        if (name === WORKSHEET) sheets += 1;
        visible = name === VISIBLE;
      },
      close: () => (visible = false),
      text(bytes, start, end) {
        if (visible && bytes.toString('latin1', start, end).trim().endsWith(HIDDEN)) hidden.add(sheets);
      },
    },
    file,
    session.limits.maxXmlDepth,
  );
  for await (const chunk of xmlAsUtf8(chunksOf(source))) {
    session.signal?.throwIfAborted();
    scanner.push(chunk);
  }
  return hidden;
}

async function mentions(source: ByteSource, word: string, session: ReadSession): Promise<boolean> {
  let before = '';
  for await (const chunk of xmlAsUtf8(chunksOf(source))) {
    session.signal?.throwIfAborted();
    const head = before + chunk.toString('latin1', 0, word.length);
    if (head.includes(word) || chunk.includes(word)) return true;
    before = chunk.toString('latin1', Math.max(0, chunk.length - word.length));
  }
  return false;
}
