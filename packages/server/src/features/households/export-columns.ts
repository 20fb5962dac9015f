import { columnOf, fieldsOf, labelOf, type Field } from '@mingbai/core';
import type { HouseholdRow, Value } from '@mingbai/core/api';
import type { CellValue } from '@mingbai/exchange';

type Language = 'zh' | 'en';

export interface ExportColumn {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly cell: (row: HouseholdRow) => CellValue;
}

const SEALED = new Set<Field['type']>(['identity', 'phone', 'account']);
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

/** The columns asked for, in that order; those that do not exist are left out. The number of the household always leads. */
export function exportColumns(asked: readonly string[] | undefined, language: Language): ExportColumn[] {
  const all = new Map(allColumns(language).map((column) => [column.key, column]));
  const keys = new Set(['household_no', ...(asked ?? STANDARD)]);
  return [...keys].flatMap((key) => all.get(key) ?? []);
}

function allColumns(language: Language): ExportColumn[] {
  const own = (
    key: string,
    zh: string,
    en: string,
    width: number,
    cell: ExportColumn['cell'],
  ): ExportColumn => ({
    key,
    title: language === 'zh' ? zh : en,
    width,
    cell,
  });
  const dictionary = fieldsOf('household').filter((field) => !SEALED.has(field.type));
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
    ...dictionary.map((field): ExportColumn => {
      const key = columnOf(field);
      const title =
        field.unit === '元'
          ? `${field[language]}${language === 'zh' ? '（元）' : ' (yuan)'}`
          : field[language];
      return {
        key,
        title,
        width: key === 'household_no' ? 22 : 16,
        cell: (row) => cellOf(field, row.values[key], language),
      };
    }),
  ];
}

function cellOf(field: Field, value: Value | undefined, language: Language): CellValue {
  if (value === null || value === undefined) return null;
  const label = (code: string) => (field.codes === undefined ? code : labelOf(field.codes, code, language));
  if (Array.isArray(value)) return value.map(label).join(language === 'zh' ? '、' : ', ');
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
  if (field.type === 'money') return Number(value) / 100;
  if (typeof value === 'number') return value;
  if (field.type === 'code') return label(value);
  if (field.type === 'date') return { date: value };
  return field.type === 'month' ? value.slice(0, 7) : value;
}
