import type { PaperBlock } from '@mingbai/core';
import type { Flow } from './flow.ts';
import { BASE, LEADING } from './theme.ts';

type Picture = Extract<PaperBlock, { kind: 'pictures' }>['items'][number];

const ACROSS = 3;
/** Of the size of the text: a signature is as high as some lines. */
const HIGH = 4.5;

/** Side by side, their captions below; one that is not shown leaves its caption. */
export function drawPictures(flow: Flow, items: readonly Picture[]): void {
  const { table: size } = flow.theme;
  const room = flow.width / ACROSS - size;
  for (let at = 0; at < items.length; at += ACROSS) {
    const row = items.slice(at, at + ACROSS);
    const captions = row.map(({ caption }) => flow.setter.lines(caption, size, room));
    const lines = Math.max(...captions.map(({ length }) => length));
    flow.need(size * (HIGH + lines * LEADING + 1));
    row.forEach((item, column) => {
      const x = flow.left + column * (room + size);
      if (item.jpeg !== '') drawPicture(flow, item, x, room, size * HIGH);
      const tag = flow.document.tags.open('P', flow.tag);
      captions[column]?.forEach((line, index) => {
        const base = flow.y + size * (HIGH + BASE) + index * size * LEADING;
        flow.page.text(x, base, line, tag);
      });
      flow.document.tags.close(tag);
    });
    flow.y += size * (HIGH + lines * LEADING + 1);
  }
}

function drawPicture(flow: Flow, item: Picture, x: number, width: number, height: number): void {
  const scale = Math.min(width / item.width, height / item.height);
  const [wide, high] = [item.width * scale, item.height * scale];
  const bytes = Buffer.from(item.jpeg, 'base64');
  const name = flow.document.addJpeg(bytes, item.width, item.height, channelsOf(bytes));
  const tag = flow.document.tags.open('Figure', flow.tag);
  flow.page.picture(x, flow.y + height - high, wide, high, name, tag);
  flow.document.tags.close(tag, undefined, item.caption);
}

/** As the frame of a JPEG says (ITU T.81, B.2.2). */
function channelsOf(bytes: Buffer): 1 | 3 {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const code = bytes[at + 1] ?? 0;
    if (code >= 0xc0 && code <= 0xc2) return bytes[at + 9] === 1 ? 1 : 3;
  }
  return 3;
}
