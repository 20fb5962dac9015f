import { columnLetters, findField, FORMS, type Form, type FormColumn } from '@mingbai/core';
import { yearsOf } from './fields.ts';
import { table } from './table.ts';

const PLACES: Record<string, string> = {
  'place.province': 'province 省',
  'place.city': 'city 市',
  'place.county': 'county 县',
  'place.township': 'township 乡镇',
  'place.village': 'village 村',
  'place.group': 'group 村民小组',
  'echo.head_name': 'checked: name of the head 核对户主姓名',
  'echo.head_identity': 'checked: number of the head 核对户主证件号码',
  'echo.head_no': 'checked: person number of the head 核对户主编号',
  'echo.members': 'checked: number of members 核对成员行数',
  'echo.year': 'the year of the row 本行所属年度',
  'echo.month': 'the month of the row 本行所属年月',
  'echo.ignored': 'not taken in 不导入',
};

export function formSections(): string[] {
  return FORMS.map((form) => {
    const facts = `\`${form.id}\`: one row a ${form.rowOf}; ${form.columns.length} columns; header on row ${form.headerRow};${yearsOf(form.years)}. ${form.source}`;
    const head = ['column', '表头', 'goes to', 'field 字段', 'other headers 其他表头'];
    return `### ${form.en} · ${form.zh}\n\n${facts}\n\n${table(head, form.columns.map(columnRow(form)))}\n`;
  });
}

function columnRow(form: Form) {
  return (column: FormColumn, index: number): string[] => {
    const field = findField(column.to);
    return [
      columnLetters(index),
      column.header + (column.required ? ' \\*' : ''),
      `\`${column.to}\``,
      field ? `${field.en} ${field.zh}` : (PLACES[column.to] ?? unknown(form, column)),
      (column.aliases ?? []).join('、'),
    ];
  };
}

function unknown(form: Form, column: FormColumn): never {
  throw new Error(`${form.id}: ${column.header} leads nowhere (${column.to})`);
}
