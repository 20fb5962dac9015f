import type { PaperBlock, PaperCell } from '@mingbai/core';
import { xmlText } from '../../write/xml.ts';
import { type Theme } from '../layout/theme.ts';
import { qrFields } from '../qr.ts';
import { fieldsPng } from './png.ts';

/** Twentieths of a point, and half points: the measures of WordprocessingML. */
const twips = (points: number): number => Math.round(points * 20);
const halves = (points: number): number => Math.round(points * 2);

type Of<K extends PaperBlock['kind']> = Extract<PaperBlock, { kind: K }>;

/** Takes a picture into the document and answers its relationship. */
export type AddPicture = (bytes: Buffer, ending?: 'png' | 'jpeg') => string;

export function blockXml(block: PaperBlock, theme: Theme, add: AddPicture): string {
  switch (block.kind) {
    case 'title':
      return paragraph(block.text, { style: 'Title' });
    case 'subtitle':
      return paragraph(block.text, { style: 'Subtitle' });
    case 'heading':
      return paragraph(block.text, { style: 'Heading1' });
    case 'paragraph': {
      const size = { small: theme.small, normal: theme.body, large: theme.large }[block.size];
      return paragraph(block.text, {
        size,
        bold: block.bold,
        align: block.align === 'left' ? 'both' : block.align,
        indent: block.indent,
      });
    }
    case 'grid':
      return table(block.widths, [], block.rows, theme.table, theme) + gap(theme);
    case 'table':
      return listXml(block, theme);
    case 'signatures':
      return signaturesXml(block, theme);
    case 'code':
      return codeXml(block, theme, add);
    case 'pictures':
      return block.items.map((item) => pictureXml(item, add)).join('');
    case 'space':
      return Array.from({ length: Math.max(1, Math.round(block.lines)) }, () => paragraph('', {})).join('');
    case 'break':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  }
}

interface Setting {
  readonly style?: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right' | 'both';
  readonly indent?: boolean;
  readonly inCell?: boolean;
}

export function paragraph(text: string, setting: Setting): string {
  const { style, size, bold = false, align, indent = false, inCell = false } = setting;
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    inCell ? '<w:spacing w:before="20" w:after="20" w:line="276" w:lineRule="auto"/>' : '',
    indent ? '<w:ind w:firstLineChars="200" w:firstLine="480"/>' : '',
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
  ].join('');
  const run = `${bold ? '<w:b/>' : ''}${size === undefined ? '' : `<w:sz w:val="${halves(size)}"/><w:szCs w:val="${halves(size)}"/>`}`;
  const lines = text
    .split('\n')
    .map((line, at) => `${at === 0 ? '' : '<w:br/>'}<w:t xml:space="preserve">${xmlText(line)}</w:t>`);
  return `<w:p><w:pPr>${properties}</w:pPr><w:r>${run === '' ? '' : `<w:rPr>${run}</w:rPr>`}${lines.join('')}</w:r></w:p>`;
}

function gap(theme: Theme): string {
  return `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${twips(theme.small * 0.7)}" w:lineRule="exact"/></w:pPr></w:p>`;
}

function listXml({ columns, rows, size }: Of<'table'>, theme: Theme): string {
  const head = columns.map(({ title }): PaperCell => ({ text: title, label: true }));
  const body = rows.map((row) =>
    row.map((text, at): PaperCell => ({ text, align: columns[at]?.align ?? 'left' })),
  );
  const points = { small: theme.small, normal: theme.table, large: theme.body }[size];
  return (
    table(
      columns.map(({ width }) => width),
      [head],
      body,
      points,
      theme,
    ) + gap(theme)
  );
}

const SIDES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'] as const;

function table(
  widths: readonly number[],
  head: readonly (readonly PaperCell[])[],
  rows: readonly (readonly PaperCell[])[],
  size: number,
  theme: Theme,
  ruled = true,
): string {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const room = theme.right - theme.left;
  const grid = widths.map((width) => twips((width / total) * room));
  const borders = SIDES.map(
    (side) => `<w:${side} w:val="${ruled ? 'single' : 'nil'}" w:sz="5" w:space="0" w:color="000000"/>`,
  ).join('');
  const rowXml = (cells: readonly PaperCell[], isHead: boolean): string => {
    let column = 0;
    const each = cells.map((cell) => {
      const span = cell.span ?? 1;
      const width = grid.slice(column, column + span).reduce((sum, own) => sum + own, 0);
      column += span;
      return cellXml(cell, width, span, size, isHead);
    });
    const lines = Math.max(1, ...cells.map((cell) => cell.lines ?? 1));
    const height = lines > 1 ? `<w:trHeight w:val="${twips(lines * size * 1.5)}" w:hRule="atLeast"/>` : '';
    const properties = `<w:cantSplit/>${height}${isHead ? '<w:tblHeader/>' : ''}`;
    return `<w:tr><w:trPr>${properties}</w:trPr>${each.join('')}</w:tr>`;
  };
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${twips(room)}" w:type="dxa"/><w:tblInd w:w="80" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/>` +
    `<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    `${head.map((row) => rowXml(row, true)).join('')}${rows.map((row) => rowXml(row, false)).join('')}</w:tbl>`
  );
}

function cellXml(cell: PaperCell, width: number, span: number, size: number, isHead: boolean): string {
  const isLabel = isHead || cell.label === true;
  const middle = isLabel || (cell.lines === undefined && cell.foot === undefined);
  const properties =
    `<w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}` +
    `${isLabel ? '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/>' : ''}${middle ? '<w:vAlign w:val="center"/>' : ''}`;
  const align = cell.align ?? (isLabel ? 'center' : 'left');
  const text = paragraph(cell.text, { size, align, bold: isHead, inCell: true });
  // Lines that push the place to sign down to where it stands on the other print.
  const above = Math.max(0, Math.round((cell.lines ?? 0) - 2.5 - cell.text.length / 40));
  const foot =
    cell.foot === undefined
      ? ''
      : Array.from({ length: above }, () => paragraph('', { size, inCell: true })).join('') +
        paragraph(cell.foot, { size, align: 'right', inCell: true });
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${text}${foot}</w:tc>`;
}

const EMU = 12_700;
const CODE_SIDE = 80;

function codeXml({ text, caption }: Of<'code'>, theme: Theme, add: AddPicture): string {
  const side = Math.round(CODE_SIDE * (theme.body / 12) * EMU);
  const id = add(fieldsPng(qrFields(text)));
  return drawingXml(id, side, side, 'QR', text) + paragraph(caption, {});
}

/** Points: about the height of a signature on paper. */
const PICTURE_HIGH = 54;

function pictureXml(item: Of<'pictures'>['items'][number], add: AddPicture): string {
  if (item.jpeg === '') return paragraph(item.caption, {});
  const id = add(Buffer.from(item.jpeg, 'base64'), 'jpeg');
  const high = PICTURE_HIGH * EMU;
  const wide = Math.round((high * item.width) / item.height);
  return drawingXml(id, wide, high, 'Picture', item.caption) + paragraph(item.caption, {});
}

/** Measures in English metric units. */
function drawingXml(id: string, wide: number, high: number, name: string, said: string): string {
  const size = `cx="${wide}" cy="${high}"`;
  const picture =
    `<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="1" name="${name}" descr="${xmlText(said)}"/>` +
    `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture"><pic:pic xmlns:pic="${DRAWING}/picture">` +
    `<pic:nvPicPr><pic:cNvPr id="1" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline>';
  return `<w:p><w:r><w:drawing>${picture}</w:drawing></w:r></w:p>`;
}

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

const LINE = '＿＿＿＿＿＿＿';
const DAY = '年　　月　　日';

function signaturesXml({ labels, dated }: Of<'signatures'>, theme: Theme): string {
  const columns = Math.min(labels.length, 2);
  const rows: PaperCell[][] = [];
  for (let at = 0; at < labels.length; at += columns) {
    const cells = labels
      .slice(at, at + columns)
      .map((label): PaperCell => ({ text: `${label}：${LINE}${dated ? `\n　　　　　　　　${DAY}` : ''}` }));
    while (cells.length < columns) cells.push({ text: '' });
    rows.push(cells);
  }
  const widths = Array.from({ length: columns }, () => 1);
  return gap(theme) + table(widths, [], rows, theme.body, theme, false) + gap(theme);
}
