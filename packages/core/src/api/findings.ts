import { z } from 'zod';
import { DECIDE_ACTIONS, FINDING_ACTION_NAMES, WORK_ACTIONS } from '../finding/action.ts';
import { FINDING_REFUSALS, type FindingRefusal } from '../finding/refusal.ts';
import { FINDING_SEVERITY_NAMES, FINDING_STATE_NAMES } from '../finding/state.ts';
import { endpoint } from './endpoint.ts';
import { Bilingual, DayText, Id, RegionCodeText, RegionRef, PageAfter } from './shapes.ts';

const Moment = z.iso.datetime({ offset: true });

/**
 * Flat strings, as they stand in the address of the page. Several values: comma. Without `state` the findings
 * that are open (lead to mended); `any` for all.
 */
export const FindingFilter = z.object({
  region: RegionCodeText.optional(),
  state: z.string().max(100).optional(),
  rule: z.string().max(400).optional(),
  family: z.string().max(200).optional(),
  severity: z.string().max(40).optional(),
  source: z.string().max(40).optional(),
  /** Name of the person responsible for the household (帮扶责任人); `-`: nobody is. */
  responsible: z.string().max(40).optional(),
  /** Account id; `team:411525101201` for a team; `-`: nobody has it. */
  assignee: z.string().max(80).optional(),
  /** One of `FINDING_AGE_BANDS`. */
  age: z.string().max(10).optional(),
  /** `overdue`, `today`, `week` (within seven days), `later`, `none`. */
  due: z.enum(['overdue', 'today', 'week', 'later', 'none']).optional(),
  /** What waits for me: given to me or my team; for who decides also what waits for a decision or a re-check. */
  mine: z.enum(['true']).optional(),
  /** Opened at this moment or later: what is new since I was last here. */
  since: Moment.optional(),
});
export type FindingFilter = z.infer<typeof FindingFilter>;

export const FindingStateName = z.enum(FINDING_STATE_NAMES);
export const FindingActionName = z.enum(FINDING_ACTION_NAMES);
const Severity = z.enum(FINDING_SEVERITY_NAMES);
/** `user`: one account; otherwise the team of a place. */
export const FindingHolder = z.object({
  user: z.string().nullable(),
  team: RegionCodeText.nullable(),
  name: z.string(),
});

export const FindingRow = z.object({
  id: Id,
  state: FindingStateName,
  severity: Severity,
  source: z.string(),
  rule: z.object({ id: z.string(), version: z.string(), family: z.string(), title: Bilingual }),
  /** What is wrong, with the facts filled in. */
  message: Bilingual,
  noun: z.enum(['person', 'household', 'village']),
  /** Id of the person or household, code of the village; its name: the person's, the head's, the village's. */
  subject: z.object({ id: z.string(), name: z.string().nullable() }),
  household: z
    .object({ id: Id, household_no: z.string().nullable(), head: z.string().nullable() })
    .nullable(),
  region: RegionRef,
  township: z.string(),
  /** Names of those responsible for the household today. */
  responsible: z.array(z.string()),
  assignee: FindingHolder.nullable(),
  due: DayText.nullable(),
  overdue: z.boolean(),
  /** Last day of the dismissal. */
  until: DayText.nullable(),
  openedAt: z.string(),
  changedAt: z.string(),
  /** How often it was found: more than 1 when it came back. */
  times: z.number(),
});
export type FindingRow = z.infer<typeof FindingRow>;

export const listFindings = endpoint({
  method: 'GET',
  path: '/findings',
  access: 'finding.read',
  summary: 'Findings of my area by filter, by due day; page on with `after`',
  query: FindingFilter.extend(PageAfter),
  reply: z.object({
    /** Exact, and given with the first page alone. */
    total: z.number().nullable(),
    rows: z.array(FindingRow),
    next: z.string().nullable(),
  }),
});

export const FINDING_GROUPS = [
  'rule',
  'family',
  'severity',
  'state',
  'village',
  'township',
  'responsible',
  'assignee',
  'age',
  'due',
] as const;
export const countFindings = endpoint({
  method: 'GET',
  path: '/findings/counts',
  access: 'finding.read',
  summary: 'How many findings a filter has, grouped; a finding with two responsible persons counts at each',
  query: FindingFilter.extend({ by: z.enum(FINDING_GROUPS) }),
  reply: z.object({
    /** Findings, each once. */
    total: z.number(),
    /** Most first; bands and states in their order. */
    groups: z.array(
      z.object({
        /** What the filter of that name takes. */
        key: z.string(),
        /** Name of a rule, place or person; null where the console has the words (state, severity, bands). */
        label: Bilingual.nullable(),
        count: z.number(),
        overdue: z.number(),
      }),
    ),
  }),
});
export type FindingCounts = z.infer<NonNullable<typeof countFindings.reply>>;

/** One line of a finding's past. */
export const FindingLine = z.object({
  n: z.number(),
  at: z.string(),
  action: FindingActionName,
  /** The state after it. */
  state: FindingStateName,
  actor: z.string(),
  role: z.string(),
  reason: z.string().nullable(),
  /** What the run saw; absent where it saw what was known. */
  facts: z.record(z.string(), z.unknown()).nullable(),
  assignee: FindingHolder.nullable(),
  due: DayText.nullable(),
  until: DayText.nullable(),
  /** Day on which it was mended, and who looked, as the list that came back says. */
  on: DayText.nullable(),
  checkedBy: z.string().nullable(),
  entry: Id,
  /** For `gone`: the entry that changed the data, when there is a later one than the finding's facts. */
  cause: z
    .object({
      entry: Id,
      at: z.string(),
      command: z.string(),
      actor: z.string(),
      file: z.string().nullable(),
    })
    .nullable(),
});
export const FindingPage = FindingRow.extend({
  advice: Bilingual,
  /** Dictionary keys to look at. */
  fields: z.array(z.string()),
  citation: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  path: z.array(RegionRef),
  /** Oldest first. */
  actions: z.array(FindingLine),
  /** What the caller may do with it now. */
  may: z.array(FindingActionName),
  /** Cases that it speaks of: late ones, those that somebody objects to. */
  cases: z.array(z.object({ id: Id, title: z.string(), procedure: Bilingual, state: Bilingual })),
});
export type FindingPage = z.infer<typeof FindingPage>;
export const getFinding = endpoint({
  method: 'GET',
  path: '/findings/:id',
  access: 'finding.read',
  summary: 'One finding with its facts and everything that was done about it',
  params: z.object({ id: Id }),
  reply: FindingPage,
});

export const listHouseholdFindings = endpoint({
  method: 'GET',
  path: '/households/:id/findings',
  access: 'finding.read',
  summary: 'Findings of a household and its members in every state, open ones first',
  params: z.object({ id: Id }),
  reply: z.array(FindingRow),
});

/** Whom findings of a place may be given to. */
export const listFindingPeople = endpoint({
  method: 'GET',
  path: '/findings/people',
  access: 'finding.decide',
  summary: 'Accounts of my area that may deal with findings of a place',
  query: z.object({ region: RegionCodeText.optional() }),
  reply: z.array(z.object({ user: z.string(), name: z.string(), role: z.string(), region: RegionRef })),
});

/** Chosen one by one, or all of a filter; then `expected` is the count that the person saw. */
const Chosen = {
  ids: z.array(Id).min(1).max(5000).optional(),
  filter: FindingFilter.optional(),
  expected: z.number().int().min(0).optional(),
  /** Made by the page for each press of the button: the same again does nothing. */
  key: z.string().min(8).max(80).optional(),
};
const Reason = z.string().trim().max(500).optional();

/** Nothing that is right is lost: the others are done, and each refused one says why. */
export const Decided = z.object({
  /** The journal's entry; null when nothing was changed. */
  entry: Id.nullable(),
  /** The same key came before: what was done then. */
  repeated: z.boolean(),
  accepted: z.number(),
  /** How many by reason. */
  refusals: z.record(z.string(), z.number()),
  /** The first 1000 of them. */
  refused: z.array(
    z.object({
      id: Id,
      code: z.enum(Object.keys(FINDING_REFUSALS) as FindingRefusal[]),
      message: Bilingual,
    }),
  ),
});
export type Decided = z.infer<typeof Decided>;

export const workFindings = endpoint({
  method: 'POST',
  path: '/findings/work',
  access: 'finding.work',
  summary: 'Confirm, propose a dismissal, report as mended, comment: one or many',
  body: z.object({
    ...Chosen,
    action: z.enum(WORK_ACTIONS),
    /** Needed to propose a dismissal and to comment. */
    reason: Reason,
    /** Day on which it was mended. */
    on: DayText.optional(),
  }),
  reply: Decided,
});
export const decideFindings = endpoint({
  method: 'POST',
  path: '/findings/decide',
  access: 'finding.decide',
  summary: 'Assign, dismiss, refuse a dismissal, pass, send back, undo a dismissal: one or many',
  body: z.object({
    ...Chosen,
    action: z.enum(DECIDE_ACTIONS),
    /** Needed for all but assigning and passing. */
    reason: Reason,
    /** Needed to dismiss: its last day. */
    until: DayText.optional(),
    /** Needed to assign: an account, or of each finding the team of its own village, township or county. */
    to: z
      .union([
        z.object({ user: z.string().max(64) }),
        z.object({ team: z.enum(['village', 'township', 'county']) }),
      ])
      .optional(),
    /** Of an assignment; without it the day stands, or is counted by severity where none was set. */
    due: DayText.optional(),
  }),
  reply: Decided,
});

/** The head of the workbench, and what is new since the caller said `seen` the last time. */
export const getFindingDesk = endpoint({
  method: 'GET',
  path: '/findings/desk',
  access: 'finding.read',
  summary: 'What waits for me, what is late, what is new since I was last here, among those of a filter',
  query: FindingFilter.omit({ state: true, due: true, mine: true, since: true }),
  reply: z.object({
    mine: z.number(),
    overdue: z.number(),
    week: z.number(),
    /** Waiting for a decision and for a re-check. */
    proposed: z.number(),
    mended: z.number(),
    open: z.number(),
    since: z.string().nullable(),
    /** Opened, and closed, since then; 0 the first time. */
    opened: z.number(),
    closed: z.number(),
  }),
});
export const markFindingsSeen = endpoint({
  method: 'POST',
  path: '/findings/seen',
  access: 'finding.read',
  summary: 'I have seen what is new: count from now on',
  reply: z.object({ since: z.string() }),
});

export const downloadFindings = endpoint({
  method: 'GET',
  path: '/findings/workbook',
  access: 'register.export',
  summary:
    'Lists to fill in: a workbook a township with a sheet a village, for a county an archive of them; masked, journaled',
  query: FindingFilter,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

/** A row of a list that came back and cannot be taken as it stands. */
export const AnswerFault = z.object({
  file: z.string(),
  sheet: z.string(),
  row: z.number(),
  /** Letters; '' when it is about the row. */
  column: z.string(),
  value: z.string(),
  message: Bilingual,
});
export const AnswersChecked = z.object({
  file: z.string(),
  /** Rows of findings in it; without an answer; answered as is known already. */
  rows: z.number(),
  blank: z.number(),
  unchanged: z.number(),
  /** What would be, or was, done. */
  confirm: z.number(),
  propose: z.number(),
  mend: z.number(),
  faults: z.number(),
  /** The first 1000. */
  listed: z.array(AnswerFault),
  /** The journal's entry when it was applied and changed something. */
  entry: Id.nullable(),
});
export type AnswersChecked = z.infer<typeof AnswersChecked>;
export const uploadAnswers = endpoint({
  method: 'POST',
  path: '/findings/answers',
  access: 'finding.work',
  summary:
    'A list filled in (fields: apply=`true` to take it, else it is only checked; then the file). Rows that are right are taken',
  upload: true,
  reply: AnswersChecked,
});
