import { COMMENT_AUTHOR } from '../write/comments.ts';
import { columnIndex } from './marks.ts';
import { attributeOf, findElement, startTags } from './xml-edit.ts';

/** Stands before our words in a comment of somebody else, so that they can be taken out again. */
export const OUR_WORDS = `—— ${COMMENT_AUTHOR} ——`;

interface CommentsLeft {
  readonly xml: string;
  /** Cells (`row,column`, both from 0) whose comment is gone. */
  readonly dropped: ReadonlySet<string>;
  /** Whether there was anything of ours. */
  readonly ours: boolean;
}

/**
 * A workbook that was marked, mended and brought again must not keep the old marks: takes out our comments,
 * and our words in those of others.
 */
export function withoutOurComments(xml: string): CommentsLeft {
  const authors = [...startTags(xml, 'author')].map((tag) =>
    findElement(xml, 'author', tag.start)?.inner.trim(),
  );
  const dropped = new Set<string>();
  let out = '';
  let at = 0;
  for (const tag of startTags(xml, 'comment')) {
    if (authors[Number(attributeOf(tag.text, 'authorId'))] !== COMMENT_AUTHOR) continue;
    const element = findElement(xml, 'comment', tag.start);
    const cell = /^([A-Z]+)(\d+)$/.exec(attributeOf(tag.text, 'ref') ?? '');
    if (!element || !cell) continue;
    out += xml.slice(at, tag.start);
    at = element.end;
    dropped.add(`${Number(cell[2]) - 1},${columnIndex(cell[1] ?? 'A')}`);
  }
  out += xml.slice(at);
  const left = out.replace(new RegExp(`\\n?${OUR_WORDS}[^<]*`, 'g'), '');
  return { xml: left, dropped, ours: dropped.size > 0 || left !== out };
}

/** The drawing without the boxes of those comments. */
export function withoutShapes(vml: string, dropped: ReadonlySet<string>): string {
  if (dropped.size === 0) return vml;
  return vml.replace(/<v:shape\s[^]*?<\/v:shape>/g, (shape) => {
    const row = /<x:Row>\s*(\d+)/.exec(shape)?.[1];
    const column = /<x:Column>\s*(\d+)/.exec(shape)?.[1];
    return dropped.has(`${row},${column}`) ? '' : shape;
  });
}
