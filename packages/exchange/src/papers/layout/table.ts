import type { PaperCell } from '@mingbai/core';
import type { Tag } from '../pdf/tags.ts';
import type { Flow } from './flow.ts';
import type { Line, SetText } from './text.ts';
import { BASE, LEADING } from './theme.ts';

export interface TableSpec {
  /** Shares of the width. */
  readonly widths: readonly number[];
  /** Again on every page. */
  readonly head: readonly (readonly PaperCell[])[];
  readonly rows: readonly (readonly PaperCell[])[];
  readonly size: number;
}

interface SetCell {
  readonly x: number;
  readonly width: number;
  readonly lines: readonly Line[];
  readonly foot: SetText | undefined;
  readonly cell: PaperCell;
  /** With room for what is to be written in. */
  readonly height: number;
}

const SHADE = 0.94;
/** A row lower than this part of a page is moved to the next whole; a higher one is split by lines. */
const WHOLE = 0.45;

/** Draws a ruled table, over as many pages as it takes. */
export function drawTable(flow: Flow, spec: TableSpec): void {
  const table = flow.document.tags.open('Table', flow.tag);
  const head = spec.head.map((row) => setRow(flow, spec, row));
  const headHeight = head.reduce((sum, row) => sum + heightOf(row), 0);
  const first = spec.rows[0];
  flow.need(
    headHeight + (first === undefined ? 0 : Math.min(heightOf(setRow(flow, spec, first)), wholeOf(flow))),
  );
  for (const row of head) drawRow(flow, table, row, spec, true);
  for (const cells of spec.rows) {
    let row = setRow(flow, spec, cells);
    while (heightOf(row) > flow.room + 0.01) {
      const split = heightOf(row) > wholeOf(flow) ? splitRow(flow, row, spec) : undefined;
      if (split !== undefined) {
        drawRow(flow, table, split.here, spec, false);
        row = split.rest;
      } else if (flow.isAtTop) break;
      flow.next();
      for (const one of head) drawRow(flow, undefined, one, spec, true);
      if (split === undefined && heightOf(row) > flow.room + 0.01 && heightOf(row) <= wholeOf(flow)) break;
    }
    drawRow(flow, table, row, spec, false);
  }
  flow.document.tags.close(table);
}

function wholeOf(flow: Flow): number {
  return (flow.theme.bottom - flow.theme.top) * WHOLE;
}

function setRow(flow: Flow, spec: TableSpec, cells: readonly PaperCell[]): SetCell[] {
  const { padX, padY } = flow.theme;
  const total = spec.widths.reduce((sum, width) => sum + width, 0);
  let column = 0;
  let x = flow.left;
  return cells.map((cell) => {
    const span = cell.span ?? 1;
    const share = spec.widths.slice(column, column + span).reduce((sum, width) => sum + width, 0);
    column += span;
    const width = (share / total) * flow.width;
    const lines = flow.setter.lines(cell.text, spec.size, width - 2 * padX);
    const foot = cell.foot === undefined ? undefined : flow.setter.set(cell.foot, spec.size);
    const rows = Math.max(cell.lines ?? 1, lines.length + (foot === undefined ? 0 : 2));
    const set = { x, width, lines, foot, cell, height: rows * spec.size * LEADING + 2 * padY };
    x += width;
    return set;
  });
}

function heightOf(row: readonly SetCell[]): number {
  return Math.max(0, ...row.map(({ height }) => height));
}

/** The lines that still fit on this page, and the others. Undefined: none fits. */
function splitRow(
  flow: Flow,
  row: readonly SetCell[],
  spec: TableSpec,
): { here: SetCell[]; rest: SetCell[] } | undefined {
  const leading = spec.size * LEADING;
  const count = Math.floor((flow.room - 2 * flow.theme.padY) / leading);
  if (count < 2) return undefined;
  const part = (
    cell: SetCell,
    lines: readonly Line[],
    foot: SetText | undefined,
    height: number,
  ): SetCell => ({
    ...cell,
    lines,
    foot,
    height,
  });
  const pad = 2 * flow.theme.padY;
  return {
    here: row.map((cell) => part(cell, cell.lines.slice(0, count), undefined, count * leading + pad)),
    rest: row.map((cell) =>
      part(cell, cell.lines.slice(count), cell.foot, Math.max(cell.height - count * leading, leading + pad)),
    ),
  };
}

/** Without `table` the row is not read aloud: a head that has been said. */
function drawRow(
  flow: Flow,
  table: Tag | undefined,
  row: readonly SetCell[],
  spec: TableSpec,
  isHead: boolean,
): void {
  const { page, y, theme } = flow;
  const { tags } = flow.document;
  const height = heightOf(row);
  const tag = table === undefined ? undefined : tags.open('TR', table);
  for (const cell of row)
    if (isHead || cell.cell.label === true) page.box(cell.x, y, cell.width, height, SHADE);
  for (const cell of row) {
    const own =
      tag === undefined ? undefined : tags.open(isHead || cell.cell.label === true ? 'TH' : 'TD', tag);
    drawCell(flow, cell, height, spec, isHead, own);
    if (own !== undefined) tags.close(own);
    page.line(cell.x, y, cell.x, y + height, theme.rule);
  }
  const last = row.at(-1);
  if (last !== undefined) {
    const right = last.x + last.width;
    page.line(right, y, right, y + height, theme.rule);
    page.line(flow.left, y, right, y, theme.rule);
    page.line(flow.left, y + height, right, y + height, theme.rule);
  }
  if (tag !== undefined) tags.close(tag);
  flow.y += height;
}

function drawCell(
  flow: Flow,
  { x, width, lines, foot, cell, height: own }: SetCell,
  height: number,
  { size }: TableSpec,
  isHead: boolean,
  tag: Tag | undefined,
): void {
  const { page, theme } = flow;
  const leading = size * LEADING;
  const isLabel = isHead || cell.label === true;
  const align = cell.align ?? (isLabel ? 'center' : 'left');
  // Labels and short values stand in the middle of their row; what is written long, or into, at its top.
  const top = foot === undefined && (isLabel || cell.lines === undefined || own < height);
  const offset = top ? (height - lines.length * leading) / 2 : theme.padY;
  lines.forEach((line, index) => {
    const slack = width - 2 * theme.padX - line.width;
    const shift = align === 'left' ? 0 : align === 'right' ? slack : slack / 2;
    const base = flow.y + offset + index * leading + size * BASE;
    page.text(x + theme.padX + Math.max(shift, 0), base, line, tag, { bold: isHead });
  });
  if (foot !== undefined) {
    const base = flow.y + height - theme.padY - leading + size * BASE;
    page.text(x + width - theme.padX - foot.width, base, foot, tag);
  }
}
