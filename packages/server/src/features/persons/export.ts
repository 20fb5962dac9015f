import type { PersonFilter, PersonRow } from '@mingbai/core/api';
import { countPersons, personsAfter } from '@mingbai/store';
import type { FileReply } from '../../frame/implement.ts';
import { exportWorkbook, type ExportCall, type Exported } from '../households/export-workbook.ts';
import { exportColumns } from './export-columns.ts';
import { personRow } from './row.ts';

const PERSONS: Exported<PersonFilter, PersonRow> = {
  command: 'register.export_persons',
  name: { zh: { sheet: '人员', file: '人员' }, en: { sheet: 'Persons', file: 'persons' } },
  // A county of as many households as their list may hold; a sheet holds a million rows.
  most: 400_000,
  columns: exportColumns,
  count: countPersons,
  after: async (tx, area, filter, last, limit, vault) => {
    const after = last && { ...last, region: last.region.code };
    const rows = await personsAfter(tx, area, filter, after, limit, vault);
    return rows.map((row) => personRow(row, vault));
  },
};

/** The list of persons as a workbook. */
export function exportPersonList(call: ExportCall<PersonFilter>): Promise<FileReply> {
  const { columns, language, ...filter } = call.body;
  return exportWorkbook(call, PERSONS, filter, { columns, language });
}
