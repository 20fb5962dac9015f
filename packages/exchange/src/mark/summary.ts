import { findField, SUMMARY_SHEET, maskFault, OTHER_TARGETS } from '@mingbai/core';
import type { CellValue } from '../write/cell.ts';
import { cellAddress } from '../write/sheet-name.ts';
import type { CellLink, RowValues, SheetData } from '../write/sheet.ts';
import {
  type Fault,
  type FileMarks,
  hasCell,
  kindOf,
  type MarkCounts,
  MOST_CELLS,
  MOST_COMMENTS,
  wordOf,
} from './marks.ts';

export { SUMMARY_SHEET };

/** A line above the list, e.g. rows read, rows taken in. */
export interface SummaryFact {
  readonly zh: string;
  readonly en: string;
  readonly value: string | number;
}

interface RowCounts {
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
}

/** How many rows the sheets of a file have, and how many of them are right. */
export function rowFacts(sheets: readonly RowCounts[]): SummaryFact[] {
  const sum = (of: keyof RowCounts) => sheets.reduce((all, sheet) => all + sheet[of], 0);
  return [
    { zh: '行数', en: 'Rows', value: sum('rows') },
    { zh: '无误的行', en: 'Rows right', value: sum('good') },
    { zh: '有误的行', en: 'Rows wrong', value: sum('bad') },
  ];
}

export interface SummaryJob {
  /** File name as the person knows it. */
  readonly file: string;
  readonly marks: FileMarks;
  readonly facts: readonly SummaryFact[];
  /** Of the whole file, where `marks` has only the first. */
  readonly totals?: MarkCounts | undefined;
  readonly notes: readonly string[];
  readonly masked?: boolean | undefined;
  /** Name of a field for people; the dictionary's when left out. */
  readonly fieldName?: ((key: string) => string | undefined) | undefined;
  /** Sheet of a fault → sheet in the workbook; undefined gets no link. */
  readonly sheetOf: (sheet: string) => string | undefined;
}

const HEADER = [
  '单元格 Cell',
  '工作表 Sheet',
  '行 Row',
  '列 Column',
  '字段 Field',
  '值 Value',
  '级别 Severity',
  '问题',
  'What is wrong',
  '规则 Rule',
];

/** The list of all faults as a sheet, each with a link to its cell. */
export function summarySheet(job: SummaryJob): SheetData {
  const above = [...introduction(job)];
  const links: CellLink[] = [];
  function* rows(): Generator<RowValues> {
    yield* above;
    yield HEADER;
    let row = above.length + 1;
    for (const fault of job.marks.listed) {
      row += 1;
      const cell = hasCell(fault) ? `${fault.column || 'A'}${fault.row}` : '';
      const sheet = cell === '' ? undefined : job.sheetOf(fault.sheet);
      if (sheet !== undefined) links.push({ cell: `A${row}`, to: cellAddress(sheet, cell) });
      yield faultRow(fault, cell, sheet !== undefined, job);
    }
  }
  return {
    name: SUMMARY_SHEET,
    rows: rows(),
    links,
    widths: [16, 20, 10, 14, 24, 24, 18, 48, 48, 24],
    headerRow: above.length + 1,
    filter: true,
  };
}

function* introduction({ file, marks, totals, facts, notes }: SummaryJob): Generator<RowValues> {
  yield [{ text: SUMMARY_SHEET, style: 'title' }];
  yield ['文件 File', file];
  for (const { zh, en, value } of facts) yield [`${zh} ${en}`, value];
  const { error, warning, doubt } = totals ?? marks.counts;
  yield [
    '错误 Errors',
    error,
    '',
    '',
    { text: '改正后该行才能导入 The row is taken in once it is corrected', style: 'error' },
  ];
  yield [
    '提醒 Warnings',
    warning,
    '',
    '',
    { text: '可以导入，请核实 Taken in as it is: please look at it', style: 'warning' },
  ];
  if (doubt > 0) {
    yield [
      '数据规则提示 Data rule hits',
      doubt,
      '',
      '',
      { text: '疑点，照写：该行照常写入，请核实 Written, please check', style: 'doubt' },
    ];
  }
  const total = error + warning + doubt;
  const { length: listed } = marks.listed;
  if (total > listed) {
    yield [
      `问题共 ${total} 条，以下只列其中 ${listed} 条 · ${total} faults in all, ${listed} of them are listed`,
    ];
  }
  const given = Object.values(marks.counts).reduce((sum, count) => sum + count, 0);
  if (total > given) {
    yield [
      `其中 ${total - given} 条只计数，单元格未着色 · ${total - given} of them are only counted, their cells not coloured`,
    ];
  }
  if (marks.comments >= MOST_COMMENTS) {
    yield [
      `批注只加到前 ${MOST_COMMENTS} 个单元格，其余只着色 · Only the first ${MOST_COMMENTS} cells have comments, others are coloured`,
    ];
  }
  if (marks.cells >= MOST_CELLS) {
    yield [`只标记前 ${MOST_CELLS} 个单元格 · Only the first ${MOST_CELLS} cells are marked`];
  }
  for (const note of notes) yield [note];
  yield [];
}

function faultRow(fault: Fault, cell: string, linked: boolean, job: SummaryJob): CellValue[] {
  const {
    value,
    message: { zh, en },
  } = job.masked === true ? fault : maskFault(fault);
  const word = wordOf(fault);
  return [
    linked ? { text: cell, style: 'link' } : cell,
    fault.sheet,
    cell === '' ? '' : fault.row,
    cell === '' ? '' : fault.column,
    job.fieldName?.(fault.field) ?? nameOf(fault.field),
    value,
    { text: `${word.zh} ${word.en}`, style: kindOf(fault) },
    { text: zh, style: 'wrapped' },
    { text: en, style: 'wrapped' },
    fault.rule,
  ];
}

function nameOf(key: string): string {
  const field = findField(key) ?? OTHER_TARGETS[key];
  return field ? `${field.zh} ${field.en}` : key;
}
