export { besideToo } from './beside.ts';
export { markWorkbook, type MarkedFile, type MarkJob } from './workbook.ts';
export type { MarkLanguage } from './marks.ts';
export { rowFacts, SUMMARY_SHEET, type SummaryFact } from './summary.ts';
