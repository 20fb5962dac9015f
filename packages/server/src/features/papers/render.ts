import type { PaperModel } from '@mingbai/core';
import { paperPdf, writePaperDocx, writePaperWorkbook } from '@mingbai/exchange';

export type PaperFormat = 'pdf' | 'docx' | 'xlsx';

export const MEDIA_TYPES: Readonly<Record<PaperFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface Rendered {
  readonly bytes: Buffer;
  /** Known of PDF alone. */
  readonly pages: number | null;
  readonly missing: readonly string[];
}

export async function renderPaper(paper: PaperModel, format: PaperFormat): Promise<Rendered> {
  if (format === 'pdf') return paperPdf(paper);
  const chunks: Uint8Array[] = [];
  const sink = async (chunk: Uint8Array): Promise<void> => void chunks.push(Uint8Array.from(chunk));
  await (format === 'docx' ? writePaperDocx(sink, paper) : writePaperWorkbook(sink, paper));
  return { bytes: Buffer.concat(chunks), pages: null, missing: [] };
}
