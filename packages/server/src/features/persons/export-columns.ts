import { fieldOf } from '@mingbai/core';
import type { PersonRow } from '@mingbai/core/api';
import {
  chosenColumns,
  fieldColumns,
  type ExportColumn,
  type Language,
} from '../households/export-column.ts';

const STANDARD = [
  'identity',
  'sex',
  'age',
  'township',
  'village',
  'household_no',
  'labour_skill',
  'health',
  'education',
  'enrolment',
];

/** The columns asked for; the name always leads. */
export function exportColumns(
  asked: readonly string[] | undefined,
  language: Language,
): ExportColumn<PersonRow>[] {
  const zh = language === 'zh';
  const all: ExportColumn<PersonRow>[] = [
    {
      key: 'identity',
      title: zh ? '证件号码（已脱敏）' : 'Identity number (masked)',
      width: 22,
      cell: (row) => row.identity,
    },
    { key: 'age', title: zh ? '年龄' : 'Age', width: 8, cell: (row) => row.age },
    { key: 'township', title: zh ? '乡镇' : 'Township', width: 14, cell: (row) => row.township },
    { key: 'village', title: zh ? '行政村' : 'Village', width: 18, cell: (row) => row.region.name },
    {
      key: 'household_no',
      title: fieldOf('household.household_no')[language],
      width: 22,
      cell: (row) => row.household_no,
    },
    ...fieldColumns<PersonRow>('person', language),
  ];
  return chosenColumns(all, 'name', asked ?? STANDARD);
}
