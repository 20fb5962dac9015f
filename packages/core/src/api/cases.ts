import { z } from 'zod';
import { ROLE_NAMES } from '../access/roles.ts';
import { FINDING_STATE_NAMES } from '../finding/state.ts';
import { endpoint } from './endpoint.ts';
import { ProcedureView, ProcedureWarning } from './procedures.ts';
import { Bilingual, DayText, Id, PageAfter, RegionCodeText, RegionRef, RoleName } from './shapes.ts';

const CaseNoun = z.enum(['household', 'village', 'county']);
export const CaseEndName = z.enum(['done', 'refused', 'withdrawn']);

/** Flat strings, as they stand in the address of the page. Several values: comma. Without `ended` the open ones. */
export const CaseFilter = z.object({
  region: RegionCodeText.optional(),
  procedure: z.string().max(200).optional(),
  state: z.string().max(200).optional(),
  due: z.enum(['late', 'today', 'week', 'later', 'none']).optional(),
  /** What waits for my role: what it can act on, and what is late and has come up to it. */
  mine: z.enum(['true']).optional(),
  role: z.enum(ROLE_NAMES).optional(),
  household: Id.optional(),
  list: Id.optional(),
  ended: z.enum(['true', 'any']).optional(),
});
export type CaseFilter = z.infer<typeof CaseFilter>;

/** A refusal in words, and what to do about it. */
export const Refusal = z.object({
  code: z.string(),
  what: Bilingual,
  fix: Bilingual,
  /** Of a form: question by question. */
  faults: z.array(z.object({ key: z.string(), ...Bilingual.shape })),
});

/** A button. */
export const OpenAction = z.object({
  action: z.string(),
  name: Bilingual,
  to: z.string(),
  /** May be taken on many cases at once. */
  list: z.boolean(),
  /** Why not yet, or not by this person; null: today it can be taken. */
  refusal: Refusal.nullable(),
  /** First day on which it can be taken, when it cannot yet. */
  fromDay: DayText.nullable(),
});

export const CaseRow = z.object({
  id: Id,
  procedure: z.object({ id: z.string(), version: z.string(), name: Bilingual }),
  noun: CaseNoun,
  /** Id of the household, code of the village or county; null: a household that is not registered yet. */
  subject: z.string().nullable(),
  /** Head of the household, or name of the place. */
  title: z.string(),
  household_no: z.string().nullable(),
  region: RegionRef,
  township: z.string(),
  list: z.object({ id: Id, name: z.string() }).nullable(),
  state: z.string(),
  stateName: Bilingual,
  ended: CaseEndName.nullable(),
  /** Day since which it stands there. */
  since: DayText,
  deadline: Bilingual.nullable(),
  due: DayText.nullable(),
  late: z.boolean(),
  roles: z.array(RoleName),
  /** Whose queue it is in because it is late. */
  escalated: z.array(RoleName),
  /** Actions so far: the `base` of whoever acts next. */
  base: z.number(),
  openedAt: z.string(),
  changedAt: z.string(),
  /** What the caller can do about it. */
  open: z.array(OpenAction),
});
export type CaseRow = z.infer<typeof CaseRow>;

export const listCases = endpoint({
  method: 'GET',
  path: '/cases',
  access: 'procedure.read',
  summary: 'Cases of my area by filter, by due day, with what I can do about each; page on with `after`',
  query: CaseFilter.extend(PageAfter),
  reply: z.object({
    /** Exact, and given with the first page alone. */
    total: z.number().nullable(),
    rows: z.array(CaseRow),
    next: z.string().nullable(),
    notices: z.array(ProcedureWarning),
  }),
});

export const CASE_GROUPS = ['procedure', 'state', 'village', 'township', 'list', 'due'] as const;
export const countCases = endpoint({
  method: 'GET',
  path: '/cases/counts',
  access: 'procedure.read',
  summary: 'How many cases a filter has, grouped',
  query: CaseFilter.extend({ by: z.enum(CASE_GROUPS) }),
  reply: z.object({
    total: z.number(),
    groups: z.array(
      z.object({
        /** What the filter of that name takes; of a state `procedure/state`. */
        key: z.string(),
        /** Null where the console has the words (due). */
        label: Bilingual.nullable(),
        count: z.number(),
        late: z.number(),
      }),
    ),
  }),
});

export const VoteFigures = z.object({
  eligible: z.number().int().min(0),
  present: z.number().int().min(0),
  for: z.number().int().min(0),
  against: z.number().int().min(0),
  abstain: z.number().int().min(0),
});

/** Answers by question: codes by slug, money in fen, days ISO; masks where something is sealed. */
export const Answers = z.record(z.string(), z.unknown());

export const CaseLine = z.object({
  n: z.number(),
  action: z.string(),
  name: Bilingual,
  /** The state after it. */
  state: z.string(),
  stateName: Bilingual,
  on: DayText,
  at: z.string(),
  actor: z.string(),
  role: RoleName,
  reason: z.string().nullable(),
  votes: VoteFigures.nullable(),
  given: Answers,
  evidence: z.array(z.object({ need: z.string(), name: Bilingual, id: Id })),
  judgement: z
    .object({
      decision: z.string(),
      version: z.string(),
      result: z.unknown(),
      why: Bilingual.nullable(),
    })
    .nullable(),
  /** What it said in the register. */
  written: z.array(z.record(z.string(), z.unknown())),
  entry: Id,
});

export const CasePage = CaseRow.extend({
  path: z.array(RegionRef),
  /** As it was when the case began. */
  definition: ProcedureView,
  /** Oldest first. */
  timeline: z.array(CaseLine),
  deadlines: z.array(z.object({ key: z.string(), name: Bilingual, due: DayText, late: z.boolean() })),
  notice: z
    .object({ notice: Id, slug: z.string(), from: DayText, until: DayText, openObjections: z.number() })
    .nullable(),
  /** Evidence that may be brought later and is not there yet. */
  owed: z.array(z.object({ key: z.string(), name: Bilingual })),
  /** The latest answer to each question. */
  given: Answers,
  /** Names of persons and households that answers speak of, by id. */
  names: z.record(z.string(), z.string()),
  /** That it is late, that somebody objects: for whom findings are to be read, open ones first. */
  findings: z.array(z.object({ id: Id, state: z.enum(FINDING_STATE_NAMES), message: Bilingual })),
});
export type CasePage = z.infer<typeof CasePage>;
export const getCase = endpoint({
  method: 'GET',
  path: '/cases/:id',
  access: 'procedure.read',
  summary: 'One case: its timeline, what can be done about it and from which day, deadlines',
  params: z.object({ id: Id }),
  reply: CasePage,
});

export const listHouseholdCases = endpoint({
  method: 'GET',
  path: '/households/:id/cases',
  access: 'procedure.read',
  summary: 'Where a household stands in each procedure, and its whole past: every case with its timeline',
  params: z.object({ id: Id }),
  reply: z.array(CaseRow.extend({ timeline: z.array(CaseLine) })),
});
