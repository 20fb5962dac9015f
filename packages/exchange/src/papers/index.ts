export { type MadePdf, paperPdf, type PaperSource } from './pdf.ts';
export { writePaperDocx } from './docx.ts';
export { writePaperWorkbook } from './xlsx.ts';
export { missingCharacters } from './missing.ts';
