import type { PaperBlock, PaperCell } from '@mingbai/core';
import type { Role } from '../pdf/tags.ts';
import type { Flow } from './flow.ts';
import { qrFields } from '../qr.ts';
import { drawPictures } from './pictures.ts';
import { drawTable } from './table.ts';
import { BASE, LEADING } from './theme.ts';

type Of<K extends PaperBlock['kind']> = Extract<PaperBlock, { kind: K }>;

/** One below the other. Nobody signs a page with nothing on it: what is signed goes to the next page with its signature. */
export function drawBlocks(flow: Flow, blocks: readonly PaperBlock[]): void {
  for (const [at, block] of blocks.entries()) {
    const next = blocks.slice(at + 1).find(({ kind }) => kind !== 'space');
    if (block.kind === 'paragraph' && next?.kind === 'signatures')
      flow.need(paragraphHeight(flow, block) + signaturesHeight(flow, next));
    drawBlock(flow, block);
  }
}

function drawBlock(flow: Flow, block: PaperBlock): void {
  const { theme } = flow;
  switch (block.kind) {
    case 'title':
      return drawLines(flow, block.text, {
        size: theme.title,
        role: 'H1',
        align: 'center',
        bold: true,
        after: 0.5,
      });
    case 'subtitle':
      return drawLines(flow, block.text, { size: theme.body, role: 'P', align: 'center', after: 0.6 });
    case 'heading':
      // A heading is not left behind by what it heads.
      flow.need(theme.heading * LEADING * 1.6 + theme.table * LEADING * 3);
      if (!flow.isAtTop) flow.y += theme.heading * 0.5;
      return drawLines(flow, block.text, {
        size: theme.heading,
        role: 'H2',
        align: 'left',
        bold: true,
        after: 0.3,
      });
    case 'paragraph':
      return drawParagraph(flow, block);
    case 'grid':
      drawTable(flow, { widths: block.widths, head: [], rows: block.rows, size: theme.table });
      flow.y += theme.table * 0.6;
      return;
    case 'table':
      return drawList(flow, block);
    case 'signatures':
      return drawSignatures(flow, block);
    case 'code':
      return drawCode(flow, block);
    case 'pictures':
      return drawPictures(flow, block.items);
    case 'space':
      flow.y = Math.min(flow.y + block.lines * theme.body * LEADING, theme.bottom);
      return;
    case 'break':
      if (!flow.isAtTop) flow.next();
  }
}

/** Lines of prose stand farther apart than those of forms. */
const PROSE = 1.1;

interface Setting {
  readonly size: number;
  readonly role: Role;
  readonly align: 'left' | 'center' | 'right';
  readonly bold?: boolean;
  readonly indent?: number;
  /** Drawn out to the full width where it goes on. */
  readonly justify?: boolean;
  /** Space after, of the size. */
  readonly after: number;
}

function drawLines(flow: Flow, text: string, setting: Setting): void {
  const { size, role, align, indent = 0 } = setting;
  const leading = size * (role === 'P' ? LEADING * PROSE : LEADING);
  const lines = flow.setter.lines(text, size, flow.width, indent);
  const tag = flow.document.tags.open(role, flow.tag);
  let begins = true;
  for (const line of lines) {
    flow.need(leading);
    const room = flow.width - (begins ? indent : 0);
    const slack = Math.max(room - line.width, 0);
    const shift = align === 'left' ? 0 : align === 'right' ? slack : slack / 2;
    const gaps = line.glyphs.length - 1;
    const spacing =
      setting.justify === true && line.goesOn && gaps > 0 ? Math.min(slack / gaps, size * 0.25) : 0;
    const x = flow.left + (begins ? indent : 0) + shift;
    flow.page.text(x, flow.y + size * BASE, line, tag, { bold: setting.bold ?? false, spacing });
    flow.y += leading;
    begins = !line.goesOn;
  }
  flow.document.tags.close(tag);
  flow.y += size * setting.after;
}

function drawParagraph(flow: Flow, block: Of<'paragraph'>): void {
  const size = sizeOf(flow, block);
  drawLines(flow, block.text, {
    size,
    role: 'P',
    align: block.align,
    bold: block.bold,
    indent: block.indent ? size * 2 : 0,
    justify: block.align === 'left',
    after: AFTER,
  });
}

function drawList(flow: Flow, { columns, rows, size }: Of<'table'>): void {
  const { theme } = flow;
  drawTable(flow, {
    widths: columns.map(({ width }) => width),
    head: [columns.map(({ title }): PaperCell => ({ text: title }))],
    rows: rows.map((row) =>
      row.map((text, at): PaperCell => ({ text, align: columns[at]?.align ?? 'left' })),
    ),
    size: { small: theme.small, normal: theme.table, large: theme.body }[size],
  });
  flow.y += theme.table * 0.6;
}

/** 28 mm on A4: read from an arm's length by an old telephone. */
const CODE_SIDE = 6.6;

function drawCode(flow: Flow, { text, caption }: Of<'code'>): void {
  const { body } = flow.theme;
  const side = body * CODE_SIDE;
  flow.need(side + body);
  flow.page.fields(flow.left, flow.y + body * 0.5, side, qrFields(text));
  const x = side + body;
  const tag = flow.document.tags.open('P', flow.tag);
  flow.setter.lines(caption, body, flow.width - x).forEach((line, at) => {
    flow.page.text(flow.left + x, flow.y + body * (0.5 + BASE) + at * body * LEADING, line, tag);
  });
  flow.document.tags.close(tag);
  flow.y += side + body;
}

const DAY = '    年    月    日';
/** Room for a hand, of the size. */
const ABOVE = 1.6;

/** Space after a paragraph, of the size. */
const AFTER = 0.2;

function paragraphHeight(flow: Flow, block: Of<'paragraph'>): number {
  const size = sizeOf(flow, block);
  const lines = flow.setter.lines(block.text, size, flow.width, block.indent ? size * 2 : 0);
  return lines.length * size * LEADING * PROSE + size * AFTER;
}

function sizeOf({ theme }: Flow, { size }: Of<'paragraph'>): number {
  return { small: theme.small, normal: theme.body, large: theme.large }[size];
}

function signaturesHeight({ theme }: Flow, { labels, dated }: Of<'signatures'>): number {
  const rows = Math.ceil(labels.length / Math.min(labels.length, 2));
  return rows * (theme.body * LEADING * 1.3 * (dated ? 2 : 1) + theme.body * ABOVE);
}

function drawSignatures(flow: Flow, block: Of<'signatures'>): void {
  const { labels, dated } = block;
  const size = flow.theme.body;
  const leading = size * LEADING * 1.3;
  const columns = Math.min(labels.length, 2);
  const width = flow.width / columns;
  flow.need(signaturesHeight(flow, block));
  for (let at = 0; at < labels.length; at += columns) {
    flow.y += size * ABOVE;
    labels.slice(at, at + columns).forEach((label, index) => {
      const tag = flow.document.tags.open('P', flow.tag);
      const x = flow.left + index * width;
      const text = flow.setter.set(`${label}：`, size);
      const base = flow.y + size * BASE;
      flow.page.text(x, base, text, tag);
      flow.page.line(x + text.width, base + 2, x + width - size * 2, base + 2, flow.theme.rule);
      if (dated) {
        const day = flow.setter.set(DAY, size);
        flow.page.text(x + width - size * 2 - day.width, base + leading, day, tag);
      }
      flow.document.tags.close(tag);
    });
    flow.y += leading * (dated ? 2 : 1);
  }
}
