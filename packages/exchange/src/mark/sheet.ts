import { columnLetters } from '@mingbai/core';
import { columnIndex, type MarkKind, type SheetMarks } from './marks.ts';
import { markRow, type RowContext, unmarkRow } from './row.ts';
import { attributeOf, findElement, findTag, setAttribute, startTags } from './xml-edit.ts';
import { XmlWindow } from './xml-window.ts';

interface SheetJob {
  readonly marks: SheetMarks;
  /** The marked twin of a cell format. */
  readonly style: (format: number, kind: MarkKind) => number;
  /** The format a cell had before an earlier marking; undefined when it was not marked. */
  readonly unmark?: (format: number) => number | undefined;
  /** Relationship to the drawing with the comment boxes, used when the sheet has none yet. */
  readonly drawing?: string;
  /** Told the relationship of the drawing the sheet already has. */
  readonly onDrawing?: (relation: string) => void;
}

/** Compressing is handed to another thread piece by piece: small ones would spend their time on the way. */
const CHUNK = 128 * 1024;
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * A worksheet part with its marks, streamed: only rows with marks are taken apart, all else passes as it
 * stands. Text here is one character for each byte, so what is not understood cannot be damaged.
 */
export async function* markSheet(chunks: AsyncIterable<Uint8Array>, job: SheetJob): AsyncGenerator<Buffer> {
  let text = '';
  for await (const piece of markText(chunks, job)) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text, 'latin1');
    text = '';
  }
  yield Buffer.from(text, 'latin1');
}

async function* markText(chunks: AsyncIterable<Uint8Array>, job: SheetJob): AsyncGenerator<string> {
  const window = new XmlWindow(chunks);
  const head = await readHead(window);
  const prefix = head.prefix;
  const context: RowContext = {
    prefix,
    style: job.style,
    columnFormat: columnFormats(head.text),
    unmark: job.unmark,
  };
  const waiting = [...job.marks.keys()].sort((a, b) => a - b);
  yield withDimension(head.text, job.marks);
  if (head.empty) {
    yield `<${prefix}sheetData>`;
    yield newRows(waiting, job.marks, context);
    yield `</${prefix}sheetData>`;
  } else {
    yield* markRows(window, prefix, waiting, job.marks, context);
  }
  yield withDrawing(await window.rest(), prefix, job);
}

async function* markRows(
  window: XmlWindow,
  prefix: string,
  waiting: number[],
  marks: SheetMarks,
  context: RowContext,
): AsyncGenerator<string> {
  const open = `<${prefix}row`;
  const close = `</${prefix}row>`;
  const dataEnd = `</${prefix}sheetData`;
  let row = 0;
  for (;;) {
    const found = await window.find(open, dataEnd);
    if (found === undefined) throw new Error('The sheet part ends in the middle');
    yield* found.before;
    if (found.which === dataEnd) break;
    const tag = await window.peekTo('>');
    row = rowNumber(tag) ?? row + 1;
    const earlier = waiting.splice(0, countBelow(waiting, row));
    yield newRows(earlier, marks, context);
    const cells = waiting[0] === row ? marks.get(row) : undefined;
    if (!cells && !context.unmark) {
      yield window.take(tag.length);
      continue;
    }
    if (cells) waiting.shift();
    const whole = tag.endsWith('/>') ? tag : await window.peekTo(close);
    window.take(whole.length);
    const plain = unmarkRow(whole, context);
    yield cells ? markRow(plain, cells, row, context) : plain;
  }
  yield newRows(waiting, marks, context);
}

function countBelow(waiting: readonly number[], row: number): number {
  let count = 0;
  while (count < waiting.length && (waiting[count] ?? row) < row) count += 1;
  return count;
}

function rowNumber(tag: string): number | undefined {
  const found = /\sr\s*=\s*["'](\d+)["']/.exec(tag);
  return found ? Number(found[1]) : undefined;
}

function newRows(rows: readonly number[], marks: SheetMarks, context: RowContext): string {
  const empty = (row: number) => `<${context.prefix}row r="${row}"/>`;
  return rows.map((row) => markRow(empty(row), marks.get(row) ?? [], row, context)).join('');
}

interface SheetHead {
  readonly text: string;
  readonly prefix: string;
  /** `<sheetData/>`. */
  readonly empty: boolean;
}

/** All up to and with the start tag of the rows. */
async function readHead(window: XmlWindow): Promise<SheetHead> {
  const root = await window.lookFor(/<([\w.-]+:)?worksheet[\s>]/);
  const prefix = root?.[1] ?? '';
  // The tag has no attributes, so its end is the next.
  const before = await window.peekTo(`<${prefix}sheetData`);
  window.take(before.length);
  const end = await window.peekTo('>');
  window.take(end.length);
  const text = before + end;
  const empty = text.endsWith('/>');
  return { text: empty ? text.slice(0, text.lastIndexOf('<')) : text, prefix, empty };
}

/** Formats that columns give to cells that are not there. */
function columnFormats(head: string): (column: number) => number {
  const element = findElement(head, 'cols');
  const spans = [...startTags(element?.inner ?? '', 'col')].map(({ text }) => ({
    min: Number(attributeOf(text, 'min')) - 1,
    max: Number(attributeOf(text, 'max')) - 1,
    style: Number(attributeOf(text, 'style') ?? 0),
  }));
  return (column) => spans.find((span) => column >= span.min && column <= span.max)?.style ?? 0;
}

/** The used range, when the sheet says it, made to hold the marks. */
function withDimension(head: string, marks: SheetMarks): string {
  const tag = findTag(head, 'dimension');
  const range = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(tag ? (attributeOf(tag.text, 'ref') ?? '') : '');
  if (!tag || !range) return head;
  const [, left = 'A', top = '1', right = left, bottom = top] = range;
  const box = {
    left: columnIndex(left),
    top: Number(top),
    right: columnIndex(right),
    bottom: Number(bottom),
  };
  for (const [row, cells] of marks) {
    box.top = Math.min(box.top, row);
    box.bottom = Math.max(box.bottom, row);
    for (const { column } of cells) {
      box.left = Math.min(box.left, column);
      box.right = Math.max(box.right, column);
    }
  }
  const ref = `${columnLetters(box.left)}${box.top}:${columnLetters(box.right)}${box.bottom}`;
  return head.slice(0, tag.start) + setAttribute(tag.text, 'ref', ref) + head.slice(tag.end);
}

/** What may stand behind `legacyDrawing` in CT_Worksheet (ECMA-376 part 1, 18.3.1.99). */
const BEHIND = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'AlternateContent',
  'webPublishItems',
  'tableParts',
  'extLst',
]);

function withDrawing(tail: string, prefix: string, job: SheetJob): string {
  let at = tail.lastIndexOf(`</${prefix}worksheet`);
  for (const child of topLevel(tail)) {
    if (child.name === 'legacyDrawing') {
      const relation = attributeOf(child.text, '[\\w.-]+:id');
      if (relation !== undefined) job.onDrawing?.(relation);
      return tail;
    }
    if (BEHIND.has(child.name)) {
      at = child.start;
      break;
    }
  }
  if (job.drawing === undefined || at < 0) return tail;
  const own = `<${prefix}legacyDrawing xmlns:r="${REL}" r:id="${job.drawing}"/>`;
  return tail.slice(0, at) + own + tail.slice(at);
}

/** Children of the worksheet in what follows the rows; `legacyDrawing` is looked for to the end. */
function topLevel(tail: string): { name: string; text: string; start: number }[] {
  const children: { name: string; text: string; start: number }[] = [];
  let depth = 0;
  const pattern =
    /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
  for (let found = pattern.exec(tail); found; found = pattern.exec(tail)) {
    const [text, slash, name, rest = ''] = found;
    if (name === undefined) continue;
    // The end of the rows may stand first.
    if (slash === '/') depth = Math.max(0, depth - 1);
    else {
      if (depth === 0) children.push({ name, text, start: found.index });
      if (!rest.endsWith('/')) depth += 1;
    }
  }
  return children.sort((a, b) => Number(b.name === 'legacyDrawing') - Number(a.name === 'legacyDrawing'));
}
