import { z } from 'zod';
import { FINDING_ACTION_NAMES } from '../finding/action.ts';
import { FINDING_SEVERITY_NAMES, FINDING_STATE_NAMES } from '../finding/state.ts';
import { endpoint } from './endpoint.ts';
import { Bilingual, DayText, Id, PageAfter, RegionCodeText, RegionRef } from './shapes.ts';

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
