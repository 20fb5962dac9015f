import type { JobState } from '@mingbai/store';

/** What became of an import, for people. */
const WORDS: Readonly<Record<JobState, string>> = {
  queued: '排队中 queued',
  reading: '检查中 being checked',
  mapping: '待对应列 columns to be mapped',
  checked: '已检查，未写入 checked, not written',
  waiting: '等待写入 waiting',
  committing: '写入中 being written',
  committed: '已写入 written',
  failed: '失败 failed',
  cancelled: '已取消 cancelled',
};

export function stateWord(state: JobState): string {
  return WORDS[state];
}
