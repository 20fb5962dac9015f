import type { PaperPart } from '@mingbai/core';
import type { PdfPage } from '../pdf/page.ts';
import type { Flow } from './flow.ts';
import { BASE, LEADING } from './theme.ts';

export interface Entry {
  readonly part: PaperPart;
  readonly page: PdfPage;
  /** The page's number when contents come before it by nothing. */
  readonly number: number;
}

const TITLE = '目  录';

/** How many pages the contents take is known before they are set: every line has the same height. */
export function contentsPages(flow: Pick<Flow, 'theme'>, entries: number): number {
  const { theme } = flow;
  const room = theme.bottom - theme.top;
  const lines = Math.floor(room / lineOf(theme.body));
  const first = Math.floor((room - theme.title * LEADING * 1.5) / lineOf(theme.body));
  return entries <= first ? 1 : 1 + Math.ceil((entries - first) / lines);
}

export function drawContents(flow: Flow, entries: readonly Entry[], before: number): void {
  const { theme, setter } = flow;
  const { tags } = flow.document;
  const title = setter.set(TITLE, theme.title);
  const head = tags.open('H1', flow.tag);
  flow.page.text(flow.left + (flow.width - title.width) / 2, flow.y + theme.title * BASE, title, head, {
    bold: true,
  });
  tags.close(head);
  flow.y += theme.title * LEADING * 1.5;
  const list = tags.open('TOC', flow.tag);
  for (const { part, page, number } of entries) {
    flow.need(lineOf(theme.body));
    const tag = tags.open('TOCI', list);
    const indent = (part.level - 1) * theme.body * 2;
    const at = setter.set(String(number + before), theme.body);
    const room = flow.width - indent - at.width - theme.body * 2;
    const [name = setter.set('', theme.body)] = setter.lines(part.title, theme.body, room);
    const base = flow.y + theme.body * BASE;
    flow.page.text(flow.left + indent, base, name, tag, { bold: part.level === 1 });
    const dots = setter.set(
      '·'.repeat(Math.max(0, Math.floor((room - name.width) / dotOf(flow)))),
      theme.body,
    );
    flow.page.text(theme.right - at.width - theme.body / 2 - dots.width, base, dots, undefined);
    flow.page.text(theme.right - at.width, base, at, tag);
    flow.page.link(flow.left, flow.y, flow.width, lineOf(theme.body), page);
    tags.close(tag);
    flow.y += lineOf(theme.body);
  }
  tags.close(list);
}

function lineOf(size: number): number {
  return size * LEADING * 1.15;
}

function dotOf({ setter, theme }: Flow): number {
  return setter.set('·', theme.body).width;
}
