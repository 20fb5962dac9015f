import type { Fault as ImportFault, FindingSeverity } from '@mingbai/core';
import type { CellComment } from '../write/sheet.ts';

/** What is wrong with a cell: a fault of the import, or what a data rule found. */
export type Fault = Omit<ImportFault, 'rule' | 'severity'> & {
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** Said of a row that is written all the same: whatever its severity, nothing has to be mended first. */
  readonly doubt?: boolean;
};

/** What must be mended, what must be looked at, and what a data rule asks about a row that is written. */
export type MarkKind = 'error' | 'warning' | 'doubt';
const KINDS: readonly MarkKind[] = ['doubt', 'warning', 'error'];

export function kindOf({ severity, doubt }: Fault): MarkKind {
  if (doubt === true) return 'doubt';
  return severity === 'error' ? 'error' : 'warning';
}

/** How many there are of each. */
export type MarkCounts = Record<MarkKind, number>;

export type MarkLanguage = 'zh' | 'en' | 'both';

/** A cell to colour and, unless there are too many, to comment. */
export interface CellMark {
  /** 0 is column A. */
  readonly column: number;
  kind: MarkKind;
  /** Sentences of its comment; none past the limit. */
  readonly says: string[];
}

/** Marks of one sheet by row; 1 is the first. */
export type SheetMarks = Map<number, CellMark[]>;

/** What is wrong in one file: held in memory, so bounded by the limits below. */
export interface FileMarks {
  readonly sheets: Map<string, SheetMarks>;
  /** For the summary: the first `MOST_LISTED`. */
  readonly listed: Fault[];
  readonly counts: MarkCounts;
  cells: number;
  comments: number;
}

export const MOST_LISTED = 50_000;
export const MOST_COMMENTS = 50_000;
export const MOST_CELLS = 400_000;

/** Sorts the faults to the file and sheet they are about. */
export async function collectMarks(
  faults: Iterable<Fault> | AsyncIterable<Fault>,
  fileOf: (fault: Fault) => string,
  language: MarkLanguage,
): Promise<Map<string, FileMarks>> {
  const files = new Map<string, FileMarks>();
  for await (const fault of faults) {
    const file = fileOf(fault);
    const marks = files.get(file) ?? noMarks();
    files.set(file, marks);
    marks.counts[kindOf(fault)] += 1;
    if (marks.listed.length < MOST_LISTED) marks.listed.push(fault);
    if (hasCell(fault)) markCell(marks, fault, language);
  }
  for (const { sheets } of files.values()) {
    for (const rows of sheets.values())
      for (const cells of rows.values()) cells.sort((a, b) => a.column - b.column);
  }
  return files;
}

/** A file that could not be read has none. */
export function hasCell({ sheet, row }: Fault): boolean {
  return row > 0 && sheet !== '';
}

export function noMarks(): FileMarks {
  return {
    sheets: new Map(),
    listed: [],
    counts: { error: 0, warning: 0, doubt: 0 },
    cells: 0,
    comments: 0,
  };
}

function markCell(marks: FileMarks, fault: Fault, language: MarkLanguage): void {
  const rows: SheetMarks = marks.sheets.get(fault.sheet) ?? new Map<number, CellMark[]>();
  const cells = rows.get(fault.row) ?? [];
  // A fault of the row is shown at its first cell.
  const column = fault.column === '' ? 0 : columnIndex(fault.column);
  let cell = cells.find((one) => one.column === column);
  if (!cell) {
    if (marks.cells >= MOST_CELLS) return;
    marks.cells += 1;
    cell = { column, kind: kindOf(fault), says: [] };
    cells.push(cell);
    rows.set(fault.row, cells);
    marks.sheets.set(fault.sheet, rows);
  }
  if (KINDS.indexOf(kindOf(fault)) > KINDS.indexOf(cell.kind)) cell.kind = kindOf(fault);
  if (cell.says.length === 0 && marks.comments >= MOST_COMMENTS) return;
  if (cell.says.length === 0) marks.comments += 1;
  const sentence = sentenceOf(fault, language);
  if (!cell.says.includes(sentence)) cell.says.push(sentence);
}

const WORDS = {
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '提醒', en: 'Warning' },
  notice: { zh: '提示', en: 'Notice' },
  doubt: { zh: '疑点，照写', en: 'Written, please check' },
} as const;

export function wordOf({ severity, doubt }: Fault): { readonly zh: string; readonly en: string } {
  return WORDS[doubt === true ? 'doubt' : severity];
}

function sentenceOf(fault: Fault, language: MarkLanguage): string {
  const { message } = fault;
  const word = wordOf(fault);
  const zh = `${word.zh}：${message.zh}`;
  const en = `${word.en}: ${message.en}`;
  return language === 'both' ? `${zh}\n${en}` : language === 'zh' ? zh : en;
}

/** One comment for each marked cell, in the order of the sheet. */
export function commentsOf(marks: SheetMarks): CellComment[] {
  const comments: CellComment[] = [];
  for (const row of [...marks.keys()].sort((a, b) => a - b)) {
    for (const { column, says } of marks.get(row) ?? []) {
      if (says.length > 0) comments.push({ row, column, text: says.join('\n') });
    }
  }
  return comments;
}

/** A → 0, AA → 26. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
