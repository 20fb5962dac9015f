import { columnLetters } from '@mingbai/core';
import { type CellMark, columnIndex, type MarkKind } from './marks.ts';
import { attributeOf, removeAttribute, setAttribute, startTags, type Tag } from './xml-edit.ts';

export interface RowContext {
  readonly prefix: string;
  readonly style: (format: number, kind: MarkKind) => number;
  /** The format a column gives to a cell that is not there. */
  readonly columnFormat: (column: number) => number;
  readonly unmark: ((format: number) => number | undefined) | undefined;
}

/** The row without the colours of an earlier marking. */
export function unmarkRow(xml: string, { prefix, unmark }: RowContext): string {
  if (!unmark || xml.includes('<!')) return xml;
  return xml.replace(new RegExp(`<${prefix}c\\s[^>]*>`, 'g'), (tag) => {
    const before = unmark(Number(attributeOf(tag, 's') ?? 0));
    return before === undefined ? tag : setAttribute(tag, 's', before);
  });
}

/** The row with its marks: cells that are there keep all but their format, others are put in at their place. */
export function markRow(xml: string, marks: readonly CellMark[], row: number, context: RowContext): string {
  const first = startTags(xml).next().value;
  if (!first) return xml;
  const sections = xml.includes('<!');
  let cells: RowCell[] | undefined;
  const open = rowTag(first, marks);
  const close = `</${context.prefix}row>`;
  const bodyEnd = first.selfClosing ? xml.length : xml.lastIndexOf('</');
  let out = open;
  let at = first.end;
  for (const mark of marks) {
    const quick = sections ? undefined : cellNamed(xml, first, mark.column, row);
    const cell =
      quick ?? (cells ??= cellsOf(xml, first, sections)).find(({ column }) => column >= mark.column);
    if (cell?.column === mark.column) {
      const format = Number(attributeOf(cell.tag.text, 's') ?? 0);
      out += xml.slice(at, cell.tag.start);
      out += setAttribute(cell.tag.text, 's', context.style(format, mark.kind));
      at = cell.tag.end;
    } else {
      const place = cell?.tag.start ?? (first.selfClosing ? at : bodyEnd);
      const format = rowFormat(first.text) ?? context.columnFormat(mark.column);
      out += xml.slice(at, place);
      out += `<${context.prefix}c r="${columnLetters(mark.column)}${row}" s="${context.style(format, mark.kind)}"/>`;
      at = place;
    }
  }
  return first.selfClosing ? out + close : out + xml.slice(at, bodyEnd) + xml.slice(bodyEnd);
}

interface RowCell {
  readonly tag: { readonly start: number; readonly end: number; readonly text: string };
  readonly column: number;
}

const REFERENCE = /\sr\s*=\s*["']([A-Z]+)/;

/** The cell as nearly all programs begin it, found without looking at the others. */
function cellNamed(xml: string, first: Tag, column: number, row: number): RowCell | undefined {
  const start = xml.indexOf(`<${first.prefix}c r="${columnLetters(column)}${row}"`, first.end);
  if (start < 0) return undefined;
  const end = xml.indexOf('>', start) + 1;
  return { tag: { start, end, text: xml.slice(start, end) }, column };
}

/** A cell without a reference stands right of the one before. */
function cellsOf(xml: string, row: Tag, sections: boolean): RowCell[] {
  const start = `<${row.prefix}c`;
  const cells: RowCell[] = [];
  for (let at = xml.indexOf(start, row.end); at >= 0; at = xml.indexOf(start, at + 1)) {
    if (!/[\s/>]/.test(xml.charAt(at + start.length)) || (sections && inSection(xml, at))) continue;
    const end = xml.indexOf('>', at) + 1;
    const text = xml.slice(at, end);
    const letters = REFERENCE.exec(text)?.[1];
    const column = letters === undefined ? (cells.at(-1)?.column ?? -1) + 1 : columnIndex(letters);
    cells.push({ tag: { start: at, end, text }, column });
  }
  return cells;
}

/** Whether a place lies in a comment or in CDATA. */
function inSection(xml: string, at: number): boolean {
  const start = xml.lastIndexOf('<!', at);
  if (start < 0) return false;
  const end = xml.startsWith('<!--', start) ? '-->' : ']]>';
  return xml.indexOf(end, start) >= at;
}

/** The row's own tag, open, without `spans` that the marks would break: they are only a hint. */
function rowTag(tag: Tag, marks: readonly CellMark[]): string {
  const open = tag.selfClosing ? tag.text.replace(/\s*\/>$/, '>') : tag.text;
  const spans = /^(\d+):(\d+)$/.exec(attributeOf(open, 'spans') ?? '');
  const inside = marks.every(
    ({ column }) => spans && column + 1 >= Number(spans[1]) && column + 1 <= Number(spans[2]),
  );
  return inside ? open : removeAttribute(open, 'spans');
}

/** A row's format counts for cells that are not there when it says so. */
function rowFormat(tag: string): number | undefined {
  const custom = attributeOf(tag, 'customFormat');
  const format = attributeOf(tag, 's');
  return (custom === '1' || custom === 'true') && format !== undefined ? Number(format) : undefined;
}
