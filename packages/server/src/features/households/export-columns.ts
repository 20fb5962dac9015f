import type { HouseholdRow } from '@mingbai/core/api';
import { chosenColumns, fieldColumns, type ExportColumn, type Language } from './export-column.ts';

const STANDARD = [
  'household_no',
  'head',
  'head_identity',
  'members',
  'township',
  'village',
  'group',
  'household_type',
  'exit_state',
  'poverty_class',
  'monitor_class',
  'main_cause',
  'per_capita_net',
];

/** The columns asked for; the number of the household always leads. */
export function exportColumns(
  asked: readonly string[] | undefined,
  language: Language,
): ExportColumn<HouseholdRow>[] {
  return chosenColumns(allColumns(language), 'household_no', asked ?? STANDARD);
}

function allColumns(language: Language): ExportColumn<HouseholdRow>[] {
  const own = (
    key: string,
    zh: string,
    en: string,
    width: number,
    cell: ExportColumn<HouseholdRow>['cell'],
  ): ExportColumn<HouseholdRow> => ({
    key,
    title: language === 'zh' ? zh : en,
    width,
    cell,
  });
  return [
    own('head', '户主', 'Head', 12, (row) => row.head),
    own(
      'head_identity',
      '户主证件号码（已脱敏）',
      'Identity number of the head (masked)',
      22,
      (row) => row.head_identity,
    ),
    own('members', '成员数', 'Members', 8, (row) => row.members),
    own('township', '乡镇', 'Township', 14, (row) => row.township),
    own('village', '行政村', 'Village', 18, (row) => row.region.name),
    own('group', '村民小组', 'Group', 10, (row) => row.group),
    ...fieldColumns<HouseholdRow>('household', language),
  ];
}
