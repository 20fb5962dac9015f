export { type MadePdf, paperPdf } from './pdf.ts';
