import {
  FINDING_ACTIONS,
  FINDING_ACTION_NAMES,
  levelOf,
  may,
  nextFindingState,
  type FindingAction,
  type Role,
} from '@mingbai/core';
import type { FindingPage, FindingRow } from '@mingbai/core/api';
import type { Origin, RegionName, StoredAction, StoredFinding } from '@mingbai/store';
import { sayWith } from './say.ts';

export function findingRow(row: StoredFinding): FindingRow {
  const { id, state, severity, source, noun, due, overdue, until, times } = row;
  const texts = row.texts;
  return {
    id,
    state,
    severity,
    source,
    rule: {
      id: row.rule,
      version: row.rule_version,
      family: row.family,
      title: { zh: texts?.title_zh ?? row.rule, en: texts?.title_en ?? row.rule },
    },
    message: {
      zh: sayWith(texts?.message_zh ?? row.rule, row.facts, 'zh'),
      en: sayWith(texts?.message_en ?? row.rule, row.facts, 'en'),
    },
    noun,
    subject: { id: row.subject_id, name: row.subject_name },
    household:
      row.household_id === null
        ? null
        : { id: row.household_id, household_no: row.household_no, head: row.head },
    region: row.place ?? { code: row.region, name: row.region, level: levelOf(row.region) },
    township: row.township ?? '',
    responsible: [...row.responsible],
    assignee: holderOf(row),
    due,
    overdue,
    until,
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    times,
  };
}

type Held = Pick<StoredFinding, 'assignee' | 'assignee_name' | 'team' | 'team_name'>;

function holderOf({ assignee, assignee_name, team, team_name }: Held): FindingRow['assignee'] {
  if (assignee === null && team === null) return null;
  return { user: assignee, team, name: assignee_name ?? team_name ?? assignee ?? team ?? '' };
}

export function findingPage(
  row: StoredFinding,
  actions: readonly StoredAction[],
  path: readonly RegionName[],
  origins: ReadonlyMap<string, Origin>,
  role: Role,
  cases: FindingPage['cases'],
): FindingPage {
  return {
    ...findingRow(row),
    advice: { zh: row.texts?.advice_zh ?? '', en: row.texts?.advice_en ?? '' },
    fields: [...(row.texts?.fields ?? [])],
    citation: row.texts?.citation ?? null,
    facts: { ...row.facts },
    path: [...path],
    cases,
    actions: actions.map((action) => ({
      n: action.n,
      at: action.at.toISOString(),
      action: action.action,
      state: action.state,
      actor: action.actor_name ?? origins.get(action.entry)?.actor ?? action.actor,
      role: action.role,
      reason: action.reason,
      facts: action.facts === null ? null : { ...action.facts },
      assignee: holderOf(action),
      due: action.due,
      until: action.until,
      on: action.done_on,
      checkedBy: action.checked_by,
      entry: action.entry,
      cause: action.cause === null ? null : (origins.get(action.cause) ?? null),
    })),
    may: allowedActions(row, role),
  };
}

/** What somebody in a role may do with it now. */
function allowedActions(row: StoredFinding, role: Role): FindingAction[] {
  const held = row.assignee !== null || row.team !== null;
  return FINDING_ACTION_NAMES.filter((action) => {
    const { by } = FINDING_ACTIONS[action];
    return by !== 'run' && may(role, by) && nextFindingState(row.state, action, held) !== undefined;
  });
}
