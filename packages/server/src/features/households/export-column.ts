import { columnOf, fieldsOf, labelOf, type Field } from '@mingbai/core';
import type { RecordValues, Value } from '@mingbai/core/api';
import type { CellValue } from '@mingbai/exchange';

export type Language = 'zh' | 'en';

/** A column of a list as a workbook; `width` in characters. */
export interface ExportColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly cell: (row: Row) => CellValue;
}

/** Nowhere in a list in full. */
const SEALED = new Set<Field['type']>(['identity', 'phone', 'account']);

/** What the register holds of each row, by the dictionary, without numbers that are sealed. */
export function fieldColumns<Row extends { readonly values: RecordValues }>(
  noun: 'household' | 'person',
  language: Language,
): ExportColumn<Row>[] {
  return fieldsOf(noun)
    .filter((field) => !SEALED.has(field.type))
    .map((field) => {
      const key = columnOf(field);
      const yuan = language === 'zh' ? '（元）' : ' (yuan)';
      return {
        key,
        title: field.unit === '元' ? `${field[language]}${yuan}` : field[language],
        width: key.endsWith('_no') ? 22 : 16,
        cell: (row) => cellOf(field, row.values[key], language),
      };
    });
}

/** The columns asked for after the first, in that order; those that do not exist are left out. */
export function chosenColumns<Row>(
  all: readonly ExportColumn<Row>[],
  first: string,
  asked: readonly string[],
): ExportColumn<Row>[] {
  const known = new Map(all.map((column) => [column.key, column]));
  return [...new Set([first, ...asked])].flatMap((key) => known.get(key) ?? []);
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
