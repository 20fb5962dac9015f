export { writeWorkbook } from './workbook.ts';
export { writeCsv, type CsvEncoding, type CsvOptions, type CsvValue } from './csv.ts';
export { writeZip, type Content, type ZipEntry } from './zip.ts';
export type { CellComment, CellLink, RowValues, SheetData } from './sheet.ts';
export type { CellValue, SpecialCell } from './cell.ts';
export { cellAddress } from './sheet-name.ts';
export type { Output, Sink } from './sink.ts';
