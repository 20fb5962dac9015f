import { FINDING_SEVERITIES, FINDING_STATES } from '@mingbai/core';
import type { RowValues, SheetData } from '@mingbai/exchange';
import type { StoredFinding } from '@mingbai/store';
import { findingRow } from './view.ts';

/** Headers of the columns that come back; `answers.ts` knows the list again by them. */
export const HEADERS = {
  key: '编号',
  result: '核实结果',
  reason: '说明',
  on: '整改日期',
  checkedBy: '核实人',
} as const;
export const RESULTS = { confirm: '属实', propose: '不属实', mend: '已整改' } as const;

interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: StoredFinding) => string;
}

const shown = (row: StoredFinding) => findingRow(row);
const COLUMNS: readonly Column[] = [
  { title: HEADERS.key, width: 14, cell: ({ id, actions }) => `F${id}-${actions}` },
  { title: '户编号', width: 14, cell: (row) => row.household_no ?? '' },
  { title: '户主', width: 10, cell: (row) => row.head ?? '' },
  { title: '对象', width: 10, cell: (row) => row.subject_name ?? '' },
  { title: '问题', width: 28, cell: (row) => shown(row).rule.title.zh },
  { title: '具体情况', width: 40, cell: (row) => shown(row).message.zh },
  { title: '级别', width: 6, cell: (row) => FINDING_SEVERITIES[row.severity].zh },
  { title: '处理办法', width: 30, cell: (row) => row.texts?.advice_zh ?? '' },
  { title: '帮扶责任人', width: 14, cell: (row) => row.responsible.join('、') },
  { title: '办理期限', width: 12, cell: (row) => row.due ?? '' },
  { title: '当前状态', width: 12, cell: (row) => FINDING_STATES[row.state].zh },
  { title: HEADERS.result, width: 12, cell: () => '' },
  { title: HEADERS.reason, width: 30, cell: () => '' },
  { title: HEADERS.on, width: 12, cell: () => '' },
  { title: HEADERS.checkedBy, width: 10, cell: () => '' },
];

const HOW =
  `请在“${HEADERS.result}”栏选填：${RESULTS.confirm}、${RESULTS.propose}、${RESULTS.mend}；` +
  `填“${RESULTS.propose}”的须写明“${HEADERS.reason}”。行可以删除或调换顺序，编号请勿改动。`;
const HEADER_ROW = 3;
const LETTERS = { key: 'A', result: 'L' } as const;

/** One village's list, to be filled in and brought back. */
export function listSheet(name: string, today: string, rows: readonly StoredFinding[]): SheetData {
  const last = HEADER_ROW + Math.max(rows.length, 1);
  const lines: RowValues[] = [
    [{ text: `${name} 待核实问题清单（${today}，共 ${rows.length} 条）`, style: 'title' }],
    [HOW],
    COLUMNS.map(({ title }) => title),
    ...rows.map((row) => COLUMNS.map(({ cell }) => cell(row))),
  ];
  const below = (letter: string) => `${letter}${HEADER_ROW + 1}:${letter}${last}`;
  return {
    name,
    rows: lines,
    headerRow: HEADER_ROW,
    filter: true,
    widths: COLUMNS.map(({ width }) => width),
    limits: () => [
      { range: below(LETTERS.key), fixed: true, message: '编号请勿改动' },
      {
        range: below(LETTERS.result),
        choices: Object.values(RESULTS),
        message: `请选填：${Object.values(RESULTS).join('、')}`,
      },
    ],
  };
}
