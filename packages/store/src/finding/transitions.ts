import { FINDING_ACTIONS, type DueDays, type FindingAction } from '@mingbai/core';

/**
 * The table of the procedure as rows of SQL, `(before, action, after)`, for these actions: what fits is decided by
 * one table, in `core`. `held` says whether somebody has the finding.
 */
export function transitionsSql(actions: readonly FindingAction[]): string {
  const rows = actions.flatMap((action) =>
    Object.entries(FINDING_ACTIONS[action].from).flatMap(([before, after]) =>
      after === null ? [] : [`('${before}', '${action}', '${after}')`],
    ),
  );
  return `(values ${rows.join(', ')})`;
}

/** The state after: what the table says, or `assigned` or `lead` by whether somebody has the finding, `row`. */
export function afterSql(said: string, row: string): string {
  return `case when ${said} <> 'open' then ${said}
    when ${row}.assignee is not null or ${row}.team is not null then 'assigned' else 'lead' end`;
}

/** A list of words of our own as SQL. */
export function wordsSql(words: Iterable<string>): string {
  return [...words].map((word) => `'${word}'`).join(', ');
}

/** Days by severity, null where no day is set. */
export function dueDaysSql(severity: string, { error, warning, notice }: DueDays): string {
  const say = (days: number | null) => (days === null ? 'null' : String(Math.trunc(days)));
  return `case ${severity} when 'error' then ${say(error)} when 'warning' then ${say(warning)} else ${say(notice)} end`;
}
