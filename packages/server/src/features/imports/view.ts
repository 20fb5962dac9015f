import type { ImportJob } from '@mingbai/core/api';
import { KEPT, type ImportDoubt, type ImportRow } from '@mingbai/store';
import type { Counts } from './counts.ts';
import { headlessRemark } from './headless.ts';
import { olderRemark } from './older.ts';
import { outcomeOf, RECHECKED } from './recheck.ts';

const MOVING: ReadonlySet<ImportRow['state']> = new Set(['reading', 'waiting', 'committing']);

/** A job as the console sees it. `holders`: who brought the imports that others wait for. */
export function viewOf(row: ImportRow, holders: ReadonlyMap<string, string> = new Map()): ImportJob {
  return {
    id: row.id,
    file: row.file,
    bytes: Number(row.bytes),
    state: row.state,
    createdAt: row.created_at.toISOString(),
    createdBy: row.creator_name,
    dataDate: row.data_date,
    progress: row.progress,
    waitingFor:
      row.waiting_for === null
        ? null
        : { id: row.waiting_for, createdBy: holders.get(row.waiting_for) ?? '' },
    sheets: row.sheets as ImportJob['sheets'],
    counts: row.counts as ImportJob['counts'],
    outcome: row.counts === null ? null : outcomeOf(row.counts as Counts),
    entry: row.entry,
    problem: row.problem,
    stopping: row.cancel_asked && MOVING.has(row.state),
    committedAt: row.committed_at?.toISOString() ?? null,
    identicalTo:
      row.identical_to === null
        ? null
        : { id: row.identical_to, committedAt: row.identical_at?.toISOString() ?? '' },
    otherDays: otherDays(row),
    remarks: remarksOf(row),
  };
}

/** Rows of an earlier year speak of its last day, whatever day the file was said to be of. */
function otherDays(row: ImportRow): string[] {
  const days = new Set(row.layouts.map(({ dataDate }) => dataDate));
  days.delete(row.data_date);
  return [...days].sort();
}

function remarksOf(row: ImportRow): { zh: string; en: string }[] {
  const remarks: { zh: string; en: string }[] = [];
  if (row.identical_to !== null) {
    const day = row.identical_at?.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }) ?? '';
    remarks.push({
      zh: `与 ${day} 已导入的文件（第 ${row.identical_to} 号）完全相同，登记簿此后没有变化，没有需要写入的内容`,
      en: `Identical to the file imported on ${day} (no. ${row.identical_to}); the register has not changed since, there is nothing to write`,
    });
  }
  if (row.state === 'checked' && row.progress.phase === RECHECKED && row.problem === null) {
    remarks.push({
      zh: '检查之后登记簿有了变化（例如同时上传的另一个文件已写入），已按现在的登记簿自动重新检查；下面是重新检查的结果',
      en: 'The register changed after the check (another file brought with this one was written, for example); it was checked again by itself, and this is the result',
    });
  }
  const { headless, older } = (row.counts ?? {}) as Partial<Counts>;
  if (older !== undefined) remarks.push(olderRemark(older, row.data_date));
  if (headless !== undefined) remarks.push(headlessRemark(headless));
  const days = otherDays(row);
  if (days.length > 0) {
    remarks.push({
      zh: `表中有“年度”一列：以前年度的行按该年最后一天（${days.join('、')}）记入，不按数据日期 ${row.data_date}`,
      en: `The sheet has a column 年度 (year): rows of earlier years are recorded as of the last day of their year (${days.join(', ')}), not as of the data date ${row.data_date}`,
    });
  }
  return remarks;
}

/** Where more was found than is kept for reading: the counts are whole, the list below them is not. */
export function cutRemarks(
  { counts }: ImportJob,
  doubts: readonly ImportDoubt[],
  listed: number,
): { zh: string; en: string }[] {
  const faults = counts === null ? 0 : counts.errors + counts.warnings;
  const hits = doubts.reduce((sum, { count }) => sum + count, 0);
  const cut = [
    { zh: '错误和提醒', en: 'errors and warnings', all: faults, listed: Math.min(faults, KEPT) },
    { zh: '数据规则提示', en: 'data rule hits', all: hits, listed },
  ];
  return cut
    .filter((one) => one.all > one.listed)
    .map(({ zh, en, all, listed: first }) => ({
      zh: `${zh}共 ${grouped(all)} 条，只列出前 ${grouped(first)} 条；各项计数是全部`,
      en: `${grouped(all)} ${en}, of which the first ${grouped(first)} are listed; the counts are of all`,
    }));
}

function grouped(n: number): string {
  return n.toLocaleString('en-US');
}
