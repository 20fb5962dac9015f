import type { CaseRow, FindingRow } from '@mingbai/core/api';
import type { Language } from '../../format/values.ts';

/** One thing that waits for me, whatever it is: a case to be taken on, a finding to be looked at. */
export interface Waiting {
  readonly kind: 'case' | 'finding';
  readonly id: string;
  readonly what: string;
  /** What I can do about it; for a finding nothing, its page says it. */
  readonly next: string;
  readonly who: string;
  readonly place: string;
  /** `2026-11-22`; null: no day is set. */
  readonly due: string | null;
  readonly late: boolean;
}

/** Both queues as one, by the day they are due; what has no day comes last, and of one day the late ones first. */
export function byDueDay(
  cases: readonly CaseRow[],
  findings: readonly FindingRow[],
  language: Language,
): Waiting[] {
  const last = '9999-12-31';
  return [
    ...cases.map((row) => ofCase(row, language)),
    ...findings.map((row) => ofFinding(row, language)),
  ].sort(
    (a, b) =>
      (a.due ?? last).localeCompare(b.due ?? last) ||
      Number(b.late) - Number(a.late) ||
      a.id.localeCompare(b.id),
  );
}

function ofCase(row: CaseRow, language: Language): Waiting {
  const open = row.open.filter(({ refusal }) => refusal === null);
  return {
    kind: 'case',
    id: row.id,
    what: `${row.procedure.name[language]} · ${row.stateName[language]}`,
    next: open.map(({ name }) => name[language]).join(' · '),
    who: row.title,
    place: placeOf(row),
    due: row.due,
    late: row.late,
  };
}

function ofFinding(row: FindingRow, language: Language): Waiting {
  return {
    kind: 'finding',
    id: row.id,
    what: row.message[language],
    next: '',
    who: row.household?.head ?? row.subject.name ?? row.subject.id,
    place: placeOf(row),
    due: row.due,
    late: row.overdue,
  };
}

function placeOf({ township, region }: Pick<CaseRow, 'township' | 'region'>): string {
  return [township, region.name].filter(Boolean).join(' ');
}
