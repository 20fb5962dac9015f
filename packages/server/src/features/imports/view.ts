import type { ImportJob } from '@mingbai/core/api';
import type { ImportRow } from '@mingbai/store';

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
    entry: row.entry,
    problem: row.problem,
    committedAt: row.committed_at?.toISOString() ?? null,
  };
}
