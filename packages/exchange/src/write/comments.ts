import { columnLetters } from '@mingbai/core';
import type { CellComment } from './sheet.ts';
import { cellText } from './xml.ts';

/** Who a comment is from, as people see it. */
export const COMMENT_AUTHOR = '明白账 Mingbai';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RUN_FONT = '<rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>';

export function* commentsXml(comments: Iterable<CellComment>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}">`;
  yield `<authors><author>${COMMENT_AUTHOR}</author></authors><commentList>`;
  for (const comment of comments) yield commentXml(comment, 0);
  yield '</commentList></comments>';
}

export function commentXml(comment: CellComment, author: number): string {
  const reference = `${columnLetters(comment.column)}${comment.row}`;
  return `<comment ref="${reference}" authorId="${author}"><text>${runXml(comment.text)}</text></comment>`;
}

export function runXml(text: string): string {
  return `<r>${RUN_FONT}<t xml:space="preserve">${cellText(text)}</t></r>`;
}

/**
 * The drawing that places each comment's box (Excel shows no comment without one). Shape numbers come in
 * blocks of 1024, and no two sheets may share one: `block` is the first free, from 1.
 */
export function* shapesXml(comments: Iterable<CellComment>, block: number): Generator<string> {
  const all = [...comments];
  const blocks = shapeBlocks(all.length, block);
  yield '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">';
  yield `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>${SHAPE_TYPE}`;
  yield* shapeList(all, block);
  yield '</xml>';
}

export function* shapeList(comments: readonly CellComment[], block: number): Generator<string> {
  let number = block * 1024 + 1;
  for (const comment of comments) yield shapeXml(comment, number++);
}

export function shapeBlocks(count: number, first: number): number[] {
  return Array.from({ length: Math.floor(count / 1024) + 1 }, (_, index) => first + index);
}

/** What every comment box is; a drawing must hold it once. */
export const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

function shapeXml({ row, column, text }: CellComment, number: number): string {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 26), 0);
  const top = Math.max(row - 2, 0);
  const anchor = [column + 1, 12, top, 6, column + 4, 12, top + Math.min(Math.max(lines + 1, 4), 24), 6].join(
    ',',
  );
  return (
    `<v:shape id="_x0000_s${number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
