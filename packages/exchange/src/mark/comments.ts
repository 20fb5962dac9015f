import { columnLetters } from '@mingbai/core';
import { COMMENT_AUTHOR, commentXml, runXml, SHAPE_TYPE, shapeBlocks, shapeList } from '../write/comments.ts';
import type { CellComment } from '../write/sheet.ts';
import { prefixed } from '../write/xml.ts';
import { CannotMarkInPlace } from './cannot.ts';
import { OUR_WORDS, withoutOurComments, withoutShapes } from './earlier.ts';
import { columnIndex } from './marks.ts';
import { append, attributeOf, findElement, setAttribute, startTags } from './xml-edit.ts';

export interface MergedComments {
  readonly xml: string;
  /** Those that need a box of their own: their cells had no comment. */
  readonly fresh: CellComment[];
  /** Those of others, which the part had already. */
  readonly old: CellComment[];
  /** Cells whose comment from an earlier marking is gone. */
  readonly dropped: ReadonlySet<string>;
  /** Whether the sheet was marked before. */
  readonly again: boolean;
}

/** Adds to a sheet's comments; a cell that has one keeps its text and gets ours below. */
export function mergeComments(before: string, comments: readonly CellComment[]): MergedComments {
  const byCell = new Map(
    comments.map((comment) => [`${columnLetters(comment.column)}${comment.row}`, comment]),
  );
  const { xml, dropped, ours: again } = withoutOurComments(before);
  const old: CellComment[] = [];
  let out = '';
  let at = 0;
  for (const tag of startTags(xml, 'comment')) {
    const reference = attributeOf(tag.text, 'ref') ?? '';
    old.push({ ...cellOf(reference), text: '' });
    const comment = byCell.get(reference);
    if (!comment) continue;
    const text = findElement(xml, 'text', tag.end);
    if (!text) throw new CannotMarkInPlace('A comment has no text');
    const { prefix } = text.tag;
    // A plain text comes before runs in the schema, but programs expect one or the other.
    const kept = /^\s*<(?:[\w.-]+:)?t[\s>]/.test(text.inner)
      ? `<${prefix}r>${text.inner}</${prefix}r>`
      : text.inner;
    const run = prefixed(runXml(`\n${OUR_WORDS}\n${comment.text}`), prefix);
    out += `${xml.slice(at, text.tag.start)}<${prefix}text>${kept}${run}</${prefix}text>`;
    at = text.end;
    byCell.delete(reference);
  }
  const fresh = [...byCell.values()];
  const author = [...startTags(xml, 'author')].length;
  const withAuthor = append(out + xml.slice(at), 'authors', (prefix) =>
    prefixed(`<author>${COMMENT_AUTHOR}</author>`, prefix),
  );
  const list = (prefix: string) =>
    prefixed(fresh.map((comment) => commentXml(comment, author)).join(''), prefix);
  const whole = withAuthor === undefined ? undefined : append(withAuthor, 'commentList', list);
  if (whole === undefined) throw new CannotMarkInPlace('The comments part has no authors or no list');
  return { xml: whole, fresh, old, dropped, again };
}

/** Adds comment boxes to a sheet's drawing, given as one character for each byte: VML is often no clean XML. */
export function mergeShapes(
  before: string,
  comments: readonly CellComment[],
  firstBlock: number,
  dropped: ReadonlySet<string> = new Set(),
): string {
  const vml = withoutShapes(before, dropped);
  const end = vml.lastIndexOf('</xml>');
  if (end < 0) throw new Error('The drawing of the sheet has no end');
  const used = [...vml.matchAll(/_x0000_s(\d+)/g)].reduce(
    (most, found) => Math.max(most, Number(found[1])),
    0,
  );
  const block = Math.max(firstBlock, Math.floor(used / 1024) + 1);
  const type = vml.includes('id="_x0000_t202"') ? '' : SHAPE_TYPE;
  const whole = vml.slice(0, end) + type + [...shapeList(comments, block)].join('') + vml.slice(end);
  const blocks = shapeBlocks(comments.length, block).join(',');
  return whole.replace(/<o:idmap\b[^>]*>/, (tag) => {
    const data = attributeOf(tag, 'data');
    return setAttribute(tag, 'data', data ? `${data},${blocks}` : blocks);
  });
}

function cellOf(reference: string): { row: number; column: number } {
  const found = /^([A-Z]+)(\d+)/.exec(reference);
  if (!found) throw new CannotMarkInPlace('A comment has no cell');
  return { column: columnIndex(found[1] ?? 'A'), row: Number(found[2]) };
}
