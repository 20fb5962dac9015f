import type { PaperPart } from '@mingbai/core';
import { songFace } from '../font/face.ts';
import { PdfDocument } from '../pdf/document.ts';
import { drawBlocks } from './blocks.ts';
import { Flow } from './flow.ts';
import { TextSetter } from './text.ts';
import { themeOf } from './theme.ts';

const STEPS = [1, 0.94, 0.88, 0.82, 0.76];

/** How much smaller a part of one page has to be set to fit it; as it is when nothing helps. Set once for each try. */
export function fitOf(part: PaperPart): number {
  if (!part.onePage) return 1;
  return STEPS.find((step) => pagesOf(part, step) === 1) ?? 1;
}

function pagesOf(part: PaperPart, step: number): number {
  const face = songFace();
  const document = new PdfDocument(face);
  const flow = new Flow(document, new TextSetter(face), themeOf(part, step), document.root);
  drawBlocks(flow, part.blocks);
  return flow.pages.length;
}
