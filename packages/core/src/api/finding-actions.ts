import { z } from 'zod';
import { DECIDE_ACTIONS, WORK_ACTIONS } from '../finding/action.ts';
import { FINDING_REFUSALS, type FindingRefusal } from '../finding/refusal.ts';
import { endpoint } from './endpoint.ts';
import { FindingFilter } from './findings.ts';
import { Bilingual, DayText, Id } from './shapes.ts';

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
