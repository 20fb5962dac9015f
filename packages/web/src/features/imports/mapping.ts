import type { ImportJob, ImportSheet } from '@mingbai/core/api';

/** What the person chose: by `formKey` a form, by `columnKey` where a column goes. */
export type Choices = Readonly<Record<string, string>>;

export function formKey(sheet: Pick<ImportSheet, 'file' | 'sheet'>): string {
  return `form:${sheet.file}/${sheet.sheet}`;
}

export function columnKey(sheet: Pick<ImportSheet, 'file' | 'sheet'>, index: number): string {
  return `column:${sheet.file}/${sheet.sheet}/${index}`;
}

interface SheetMapping {
  file: string;
  sheet: string;
  form?: string;
  columns: { header: string; to: string }[];
}

/** The body of the contract: only sheets and columns about which something was said. */
export function mappingBody(job: Pick<ImportJob, 'sheets'>, choices: Choices): SheetMapping[] {
  return job.sheets.flatMap((sheet): SheetMapping[] => {
    const form = choices[formKey(sheet)];
    const columns = sheet.columns.flatMap((column) => {
      const to = choices[columnKey(sheet, column.index)];
      return to === undefined || to === '' ? [] : [{ header: column.header, to }];
    });
    if (form === undefined && columns.length === 0) return [];
    return [{ file: sheet.file, sheet: sheet.sheet, ...(form === undefined ? {} : { form }), columns }];
  });
}
