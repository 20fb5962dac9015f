import { columnLetters, type Severity } from '@mingbai/core';
import { type CellMark, columnIndex } from './marks.ts';
import { attributeOf, removeAttribute, setAttribute, startTags, type Tag } from './xml-edit.ts';

export interface RowContext {
  readonly prefix: string;
  readonly style: (format: number, severity: Severity) => number;
  /** The format a column gives to a cell that is not there. */
  readonly columnFormat: (column: number) => number;
}

/** The row with its marks: cells that are there keep all but their format, others are put in at their place. */
export function markRow(xml: string, marks: readonly CellMark[], row: number, context: RowContext): string {
  const [first, ...tags] = startTags(xml);
  if (!first) return xml;
  const cells = cellsOf(tags, first.prefix);
  const open = rowTag(first, marks);
  const close = `</${context.prefix}row>`;
  const bodyEnd = first.selfClosing ? xml.length : xml.lastIndexOf('</');
  let out = open;
  let at = first.end;
  for (const mark of marks) {
    const cell = cells.find(({ column }) => column >= mark.column);
    if (cell?.column === mark.column) {
      const format = Number(attributeOf(cell.tag.text, 's') ?? 0);
      out += xml.slice(at, cell.tag.start);
      out += setAttribute(cell.tag.text, 's', context.style(format, mark.severity));
      at = cell.tag.end;
    } else {
      const place = cell?.tag.start ?? (first.selfClosing ? at : bodyEnd);
      const format = rowFormat(first.text) ?? context.columnFormat(mark.column);
      out += xml.slice(at, place);
      out += `<${context.prefix}c r="${columnLetters(mark.column)}${row}" s="${context.style(format, mark.severity)}"/>`;
      at = place;
    }
  }
  return first.selfClosing ? out + close : out + xml.slice(at, bodyEnd) + xml.slice(bodyEnd);
}

interface RowCell {
  readonly tag: Tag;
  readonly column: number;
}

/** A cell without a reference stands right of the one before. */
function cellsOf(tags: readonly Tag[], prefix: string): RowCell[] {
  const cells: RowCell[] = [];
  const start = `<${prefix}c`;
  for (const tag of tags) {
    if (!tag.text.startsWith(start) || !/[\s/>]/.test(tag.text.charAt(start.length))) continue;
    const letters = /^[A-Z]+/.exec(attributeOf(tag.text, 'r') ?? '');
    const column = letters ? columnIndex(letters[0]) : (cells.at(-1)?.column ?? -1) + 1;
    cells.push({ tag, column });
  }
  return cells;
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
