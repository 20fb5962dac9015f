import type { Permission } from '../access/roles.ts';
import type { FindingState } from './state.ts';

/** `run`: a re-run of the rules does it, nobody else. */
type By = 'run' | Extract<Permission, 'finding.work' | 'finding.decide'>;
/** What must be given with it. */
export type FindingNeed = 'reason' | 'until' | 'assignee';
/** `open`: assigned when somebody has it, else a lead. */
type Next = FindingState | 'open';

interface ActionText {
  readonly zh: string;
  readonly en: string;
  readonly by: By;
  readonly needs: readonly FindingNeed[];
  /** From each state to which; null: it does not fit there. `new`: before there is a finding. */
  readonly from: Readonly<Record<FindingState | 'new', Next | null>>;
}

const NOWHERE = {
  new: null,
  lead: null,
  assigned: null,
  confirmed: null,
  proposed: null,
  mended: null,
  dismissed: null,
  closed: null,
} as const;
const STAYS = {
  lead: 'lead',
  assigned: 'assigned',
  confirmed: 'confirmed',
  proposed: 'proposed',
  mended: 'mended',
  dismissed: 'dismissed',
  closed: 'closed',
} as const;

const CLOSED = {
  ...NOWHERE,
  lead: 'closed',
  assigned: 'closed',
  confirmed: 'closed',
  proposed: 'closed',
  mended: 'closed',
  dismissed: 'closed',
} as const;

/** The procedure: state × action → state, who may, and what it needs. ADR 0116. */
export const FINDING_ACTIONS = {
  // ------------------------------------------------ of a re-run
  found: { zh: '发现', en: 'Found', by: 'run', needs: [], from: { ...NOWHERE, new: 'lead' } },
  noted: {
    zh: '数据有变化，问题仍在',
    en: 'Facts changed, still wrong',
    by: 'run',
    needs: [],
    from: { ...NOWHERE, lead: 'lead', assigned: 'assigned', confirmed: 'confirmed', proposed: 'proposed' },
  },
  gone: {
    zh: '数据已一致，自动销号',
    en: 'The data now agree',
    by: 'run',
    needs: [],
    from: CLOSED,
  },
  still: {
    zh: '复核仍未改好',
    en: 'Still wrong after mending',
    by: 'run',
    needs: [],
    from: { ...NOWHERE, mended: 'open' },
  },
  changed: {
    zh: '排除后数据有变化',
    en: 'Facts changed since it was dismissed',
    by: 'run',
    needs: [],
    from: { ...NOWHERE, dismissed: 'lead' },
  },
  expired: {
    zh: '排除到期',
    en: 'The dismissal has ended',
    by: 'run',
    needs: [],
    from: { ...NOWHERE, dismissed: 'lead' },
  },
  back: { zh: '再次出现', en: 'Come back', by: 'run', needs: [], from: { ...NOWHERE, closed: 'lead' } },
  retired: {
    zh: '规则已停用',
    en: 'The rule is retired',
    by: 'run',
    needs: [],
    from: CLOSED,
  },
  // ------------------------------------------------ of the village team, and of those above it
  confirm: {
    zh: '核实属实',
    en: 'Confirm',
    by: 'finding.work',
    needs: [],
    from: { ...NOWHERE, lead: 'confirmed', assigned: 'confirmed', proposed: 'confirmed' },
  },
  propose: {
    zh: '申请排除',
    en: 'Propose dismissal',
    by: 'finding.work',
    needs: ['reason'],
    from: { ...NOWHERE, lead: 'proposed', assigned: 'proposed', confirmed: 'proposed' },
  },
  mend: {
    zh: '报告已整改',
    en: 'Report as mended',
    by: 'finding.work',
    needs: [],
    from: { ...NOWHERE, lead: 'mended', assigned: 'mended', confirmed: 'mended', proposed: 'mended' },
  },
  comment: {
    zh: '备注',
    en: 'Comment',
    by: 'finding.work',
    needs: ['reason'],
    from: { ...NOWHERE, ...STAYS },
  },
  // ------------------------------------------------ of the township and the county
  assign: {
    zh: '分派',
    en: 'Assign',
    by: 'finding.decide',
    needs: ['assignee'],
    from: { ...NOWHERE, lead: 'assigned', assigned: 'assigned', confirmed: 'confirmed' },
  },
  dismiss: {
    zh: '批准排除',
    en: 'Dismiss',
    by: 'finding.decide',
    needs: ['reason', 'until'],
    from: {
      ...NOWHERE,
      lead: 'dismissed',
      assigned: 'dismissed',
      confirmed: 'dismissed',
      proposed: 'dismissed',
    },
  },
  refuse: {
    zh: '不同意排除',
    en: 'Refuse the dismissal',
    by: 'finding.decide',
    needs: ['reason'],
    from: { ...NOWHERE, proposed: 'open' },
  },
  pass: {
    zh: '复核通过，销号',
    en: 'Pass: close',
    by: 'finding.decide',
    needs: [],
    from: { ...NOWHERE, mended: 'closed' },
  },
  fail: {
    zh: '复核不通过，退回',
    en: 'Fail: send back',
    by: 'finding.decide',
    needs: ['reason'],
    from: { ...NOWHERE, mended: 'open' },
  },
  reopen: {
    zh: '撤销排除',
    en: 'Undo the dismissal',
    by: 'finding.decide',
    needs: ['reason'],
    from: { ...NOWHERE, dismissed: 'lead' },
  },
} as const satisfies Record<string, ActionText>;

export type FindingAction = keyof typeof FINDING_ACTIONS;
export const FINDING_ACTION_NAMES = Object.keys(FINDING_ACTIONS) as FindingAction[];

type ActionsBy<B extends By> = {
  [A in FindingAction]: (typeof FINDING_ACTIONS)[A]['by'] extends B ? A : never;
}[FindingAction];
/** What only a re-run does. */
export type RunAction = ActionsBy<'run'>;
export type WorkAction = ActionsBy<'finding.work'>;
export type DecideAction = ActionsBy<'finding.decide'>;

function actionsBy<B extends By>(by: B): ActionsBy<B>[] {
  return FINDING_ACTION_NAMES.filter((name) => FINDING_ACTIONS[name].by === by) as ActionsBy<B>[];
}
export const RUN_ACTIONS = actionsBy('run');
export const WORK_ACTIONS = actionsBy('finding.work');
export const DECIDE_ACTIONS = actionsBy('finding.decide');

/** The state after an action, from a state (or `new`); undefined when it does not fit there. */
export function nextFindingState(
  from: FindingState | 'new',
  action: FindingAction,
  hasAssignee: boolean,
): FindingState | undefined {
  const next: Next | null = FINDING_ACTIONS[action].from[from];
  if (next === null) return undefined;
  return next === 'open' ? (hasAssignee ? 'assigned' : 'lead') : next;
}
