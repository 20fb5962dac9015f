import type { HouseholdFilter, HouseholdRow } from '@mingbai/core/api';
import { countHouseholds, householdsAfter } from '@mingbai/store';
import type { FileReply } from '../../frame/implement.ts';
import { exportColumns } from './export-columns.ts';
import { exportWorkbook, type ExportCall, type Exported } from './export-workbook.ts';
import { householdRow } from './row.ts';

const HOUSEHOLDS: Exported<HouseholdFilter, HouseholdRow> = {
  command: 'register.export',
  name: { zh: { sheet: '户', file: '户' }, en: { sheet: 'Households', file: 'households' } },
  most: 100_000,
  columns: exportColumns,
  count: countHouseholds,
  after: async (tx, area, filter, last, limit, vault) => {
    const after = last && { ...last, region: last.region.code };
    const { rows, names } = await householdsAfter(tx, area, filter, after, limit, vault);
    return rows.map((row) => householdRow(row, names, vault));
  },
};

/** The list of households as a workbook. */
export function exportList(call: ExportCall<HouseholdFilter>): Promise<FileReply> {
  const { columns, language, ...filter } = call.body;
  return exportWorkbook(call, HOUSEHOLDS, filter, { columns, language });
}
