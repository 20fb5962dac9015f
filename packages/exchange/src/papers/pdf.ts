import type { PaperModel, PaperPart } from '@mingbai/core';
import { songFace } from './font/face.ts';
import { drawBlocks } from './layout/blocks.ts';
import { contentsPages, drawContents, type Entry } from './layout/contents.ts';
import { Flow } from './layout/flow.ts';
import { TextSetter } from './layout/text.ts';
import { fitOf } from './layout/fit.ts';
import { type Theme, themeOf } from './layout/theme.ts';
import { PdfDocument } from './pdf/document.ts';
import type { PdfPage } from './pdf/page.ts';

export interface MadePdf {
  readonly bytes: Buffer;
  readonly pages: number;
  /** Characters that the face has not; each stands in the paper as 〔U+…〕. */
  readonly missing: readonly string[];
}

/** A paper whose parts may be made while it is set: a whole village's need not be there at once. */
export interface PaperSource extends Pick<PaperModel, 'title' | 'contents'> {
  readonly parts: Iterable<PaperPart> | AsyncIterable<PaperPart>;
}

/**
 * A paper as PDF 1.7: the face embedded as far as used, text that can be searched, tagged, with outline and links
 * where it has several parts. The same paper gives the same bytes.
 */
export async function paperPdf(paper: PaperSource): Promise<MadePdf> {
  const face = songFace();
  const document = new PdfDocument(face);
  const setter = new TextSetter(face);
  const entries: Entry[] = [];
  const pages: { readonly page: PdfPage; readonly theme: Theme; readonly note: string }[] = [];
  let waiting: PaperPart[] = [];
  for await (const part of paper.parts) {
    waiting.push(part);
    if (part.blocks.length === 0) continue;
    const theme = themeOf(part, fitOf(part));
    const tag = document.tags.open('Sect', document.root);
    const flow = new Flow(document, setter, theme, tag);
    drawBlocks(flow, part.blocks);
    document.tags.close(tag, part.title);
    const [first = flow.page] = flow.pages;
    for (const one of waiting) entries.push({ part: one, page: first, number: pages.length + 1 });
    waiting = [];
    pages.push(...flow.pages.map((page) => ({ page, theme, note: part.note })));
  }
  if (paper.contents) {
    const theme = themeOf(CONTENTS);
    const before = contentsPages({ theme }, entries.length);
    const flow = new Flow(document, setter, theme, document.tags.open('Sect', document.root));
    drawContents(flow, entries, before);
    document.tags.close(flow.tag, CONTENTS.title);
    pages.unshift(...flow.pages.map((page) => ({ page, theme, note: '' })));
  }
  pages.forEach(({ page, theme, note }, at) => drawFoot(page, theme, note, at + 1, pages.length, setter));
  if (entries.length > 1)
    document.outline.push(
      ...entries.map(({ part, page }) => ({ title: part.title, level: part.level, page })),
    );
  const bytes = document.end(
    paper.title,
    pages.map(({ page }) => page),
  );
  return { bytes, pages: pages.length, missing: [...setter.missing.keys()] };
}

const CONTENTS = { title: '目录', size: 'A4', landscape: false } as const;

function drawFoot(
  page: PdfPage,
  theme: Theme,
  note: string,
  at: number,
  of: number,
  setter: TextSetter,
): void {
  const y = theme.bottom + theme.small * 2.6;
  const number = setter.set(`第 ${at} 页 共 ${of} 页`, theme.small);
  page.text((theme.left + theme.right - number.width) / 2, y, number, undefined);
  if (note !== '') page.text(theme.left, y, setter.set(note, theme.small), undefined);
}
