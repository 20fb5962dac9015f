import type { LibraryRule, RuleRun as RuleRunView } from '@mingbai/core/api';
import type { LeftOut, Rule, RuleRun } from '@mingbai/policy';

export function runView(run: RuleRun): RuleRunView {
  return {
    id: run.id,
    kind: run.kind,
    import: run.import,
    state: run.state,
    on: run.day,
    cause: run.cause,
    createdAt: run.created_at.toISOString(),
    createdBy: run.creator_name,
    startedAt: run.started_at?.toISOString() ?? null,
    endedAt: run.ended_at?.toISOString() ?? null,
    progress: run.progress,
    hits: run.hits.map(({ rule, subject, hits }) => ({ rule, subject, hits })),
    leftOut: run.quarantined.map(leftOutView),
    recorded: run.recorded,
    entry: run.entry,
    problem: run.problem,
  };
}

export function ruleView(
  rule: Rule,
  { inForce, open, last }: { inForce: boolean; open: number; last: RuleRun | undefined },
): LibraryRule {
  const { id, version, family, subject, severity, zh, en, when, message, fix, fields, source } = rule;
  const out = last?.quarantined.find((one) => one.rule === id);
  const leftOut = out === undefined ? null : leftOutView(out);
  const ran = last !== undefined && inForce && !rule.files && leftOut === null;
  return {
    id,
    version,
    family: { ...family },
    subject,
    severity,
    title: { zh, en },
    when,
    message,
    fix,
    fields: [...fields],
    source: { ...source },
    from: rule.from,
    to: rule.to,
    regions: rule.regions === null ? null : [...rule.regions],
    inForce,
    files: rule.files,
    open,
    lastHits: ran ? (last.hits.find((one) => one.rule === id)?.hits ?? 0) : null,
    leftOut,
  };
}

function leftOutView({ rule, reason, message }: LeftOut) {
  return { rule, reason, message };
}
