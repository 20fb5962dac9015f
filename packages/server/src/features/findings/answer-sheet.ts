import { columnLetters, normaliseHeader, readDate, type SheetRow, type WorkAction } from '@mingbai/core';
import type { Answer } from '@mingbai/store';
import { HEADERS, RESULTS } from './lists.ts';

/** A fault of a list that came back, with its place as the person sees it. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: { readonly zh: string; readonly en: string };
}

export type ReadRow =
  | { readonly kind: 'none' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'fault'; readonly fault: RowFault }
  | { readonly kind: 'answer'; readonly answer: Answer; readonly columns: AnswerColumns };

type Name = keyof typeof HEADERS;
/** Where each column stands, by index; columns may have been moved, added or taken out. */
export type AnswerColumns = Readonly<Partial<Record<Name, number>>> &
  Readonly<Record<'key' | 'result', number>>;

const NAMES = new Map(Object.entries(HEADERS).map(([name, title]) => [normaliseHeader(title), name as Name]));
/** What people write for the three answers. */
const SAID: ReadonlyMap<string, WorkAction> = new Map([
  [RESULTS.confirm, 'confirm'],
  ['情况属实', 'confirm'],
  [RESULTS.propose, 'propose'],
  ['不实', 'propose'],
  [RESULTS.mend, 'mend'],
  ['整改完成', 'mend'],
  ['已完成整改', 'mend'],
]);
const LONGEST = 500;

/** The header row of a list, wherever it has got to; undefined for any other row. */
export function answerColumns(row: SheetRow): AnswerColumns | undefined {
  const found: Partial<Record<Name, number>> = {};
  for (const [index, text] of row.cells.entries()) {
    const name = NAMES.get(normaliseHeader(text));
    if (name !== undefined) found[name] ??= index;
  }
  const { key, result } = found;
  return key === undefined || result === undefined ? undefined : { ...found, key, result };
}

/** A row of a list without its header: said once a sheet, since none of it can be read. */
export function faultOfHeadless(row: SheetRow): RowFault | undefined {
  const at = row.cells.findIndex((text) => KEY.test(plainKey(text)));
  if (at < 0) return undefined;
  return {
    row: row.row,
    column: columnLetters(at),
    value: (row.cells[at] ?? '').slice(0, 60),
    message: {
      zh: `这张表没有表头（须有“${HEADERS.key}”和“${HEADERS.result}”两列），整张表没有读取`,
      en: `This sheet has no header with ${HEADERS.key} and ${HEADERS.result}: none of it was read`,
    },
  };
}

const KEY = /^F(\d{1,18})-(\d{1,9})$/i;

function plainKey(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** One row below the header. `today`: nothing was mended after it. */
export function readAnswer(row: SheetRow, columns: AnswerColumns, today: string): ReadRow {
  const cell = (name: Name): string => {
    const index = columns[name];
    return index === undefined ? '' : (row.cells[index] ?? '').trim();
  };
  const fault = (name: Name, zh: string, en: string): ReadRow => ({
    kind: 'fault',
    fault: {
      row: row.row,
      column: columns[name] === undefined ? '' : columnLetters(columns[name]),
      value: cell(name).slice(0, 60),
      message: { zh, en },
    },
  });
  const [key, result, reason] = [cell('key'), cell('result'), cell('reason')];
  if (key === '') {
    if (result === '') return { kind: 'none' };
    return fault(
      'key',
      '编号为空，不知道是哪一条',
      'The number is missing: it is not known which one is meant',
    );
  }
  const [, id, base] = KEY.exec(plainKey(key)) ?? [];
  if (id === undefined || base === undefined)
    return fault('key', '编号被改动过，无法识别', 'The number was changed and cannot be read');
  if (result === '') return { kind: 'blank' };
  const action = SAID.get(result.normalize('NFKC').replace(/[\s。.]+/g, ''));
  if (action === undefined)
    return fault(
      'result',
      `只能填：${Object.values(RESULTS).join('、')}`,
      'Only 属实 (true), 不属实 (not true) or 已整改 (mended)',
    );
  if (action === 'propose' && reason === '')
    return fault('reason', '填“不属实”的须写明说明', '不属实 (not true) needs a reason');
  if (reason.length > LONGEST)
    return fault('reason', `说明过长，最多 ${LONGEST} 字`, `Too long: at most ${LONGEST} characters`);
  const day = dayOf(row, columns.on);
  if (day === null || (day ?? '') > today)
    return fault(
      'on',
      '整改日期不对：请填 2026-11-22 这样的日期，且不晚于今天',
      'Not a day such as 2026-11-22, or later than today',
    );
  const checkedBy = cell('checkedBy').slice(0, 60);
  return {
    kind: 'answer',
    columns,
    answer: {
      id,
      base: Number(base),
      action,
      ...(reason === '' ? {} : { reason }),
      ...(day === undefined ? {} : { on: day }),
      ...(checkedBy === '' ? {} : { checkedBy }),
    },
  };
}

/** ISO; undefined when the cell is empty, null when it holds no day. */
function dayOf(row: SheetRow, index: number | undefined): string | undefined | null {
  const text = index === undefined ? '' : (row.cells[index] ?? '').trim();
  if (index === undefined || text === '') return undefined;
  return readDate(text, 'date', row.kinds[index] === 'n')?.value ?? null;
}
