import { z } from 'zod';
import { ROLE_NAMES } from '../access/roles.ts';
import { FINDING_STATE_NAMES } from '../finding/state.ts';
import { procedureSchema } from '../procedure/model.ts';
import { endpoint } from './endpoint.ts';
import { AfterDay, DayText, Id, RegionCodeText, RegionRef, RoleName } from './shapes.ts';

const Bilingual = z.object({ zh: z.string(), en: z.string() });
const CaseNoun = z.enum(['household', 'village', 'county']);
const CaseEndName = z.enum(['done', 'refused', 'withdrawn']);

/** Boxes in columns, and arrows between them: see `diagram.ts`. */
const ProcedureDiagram = z.object({
  columns: z.number(),
  rows: z.number(),
  nodes: z.array(
    z.object({
      state: z.string(),
      column: z.number(),
      row: z.number(),
      kind: z.enum(['begin', 'step', 'notice', 'done', 'refused', 'withdrawn']),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      actions: z.array(z.string()),
      kind: z.enum(['on', 'back', 'stay']),
    }),
  ),
});

export const ProcedureView = z.object({
  procedure: procedureSchema,
  /** The first 12 hex digits of the SHA-256 of its text. */
  version: z.string(),
  diagram: ProcedureDiagram,
});
export type ProcedureView = z.infer<typeof ProcedureView>;

/** Something that people have to know beside the list: a calendar that is missing, a procedure that does not load. */
export const ProcedureWarning = z.object({ code: z.enum(['calendar', 'procedure']), ...Bilingual.shape });

export const listProcedures = endpoint({
  method: 'GET',
  path: '/procedures',
  access: 'procedure.read',
  summary: 'Procedures in force here today, with their forms and diagrams, and what the caller may begin',
  query: z.object({ region: RegionCodeText.optional() }),
  reply: z.object({
    procedures: z.array(ProcedureView.extend({ begins: z.array(z.string()) })),
    warnings: z.array(ProcedureWarning),
  }),
});

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
  query: CaseFilter.extend({
    /** `next` of the page before. */
    after: AfterDay.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
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

export const getCaseBoard = endpoint({
  method: 'GET',
  path: '/cases/board',
  access: 'procedure.read',
  summary: 'Open cases by place and state: villages of a township, townships above',
  query: CaseFilter,
  reply: z.object({
    cells: z.array(
      z.object({
        place: RegionRef,
        procedure: z.object({ id: z.string(), name: Bilingual }),
        state: z.string(),
        stateName: Bilingual,
        count: z.number(),
        late: z.number(),
      }),
    ),
  }),
});

export const getVillageBoard = endpoint({
  method: 'GET',
  path: '/villages/:code/board',
  access: 'procedure.read',
  summary: 'Every household of a village at a glance: what it is, where it stands in each procedure',
  params: z.object({ code: RegionCodeText }),
  reply: z.object({
    village: RegionRef,
    households: z.array(
      z.object({
        id: Id,
        household_no: z.string().nullable(),
        head: z.string().nullable(),
        group: z.string().nullable(),
        members: z.number(),
        exit_state: z.string().nullable(),
        poverty_class: z.string().nullable(),
        monitor_class: z.string().nullable(),
        /** Open findings. */
        findings: z.number(),
        cases: z.array(
          z.object({
            id: Id,
            procedure: Bilingual,
            state: z.string(),
            stateName: Bilingual,
            due: DayText.nullable(),
            late: z.boolean(),
          }),
        ),
      }),
    ),
  }),
});

export const getCaseCalendar = endpoint({
  method: 'GET',
  path: '/cases/calendar',
  access: 'procedure.read',
  summary: 'Deadlines of open cases and last days of notices, by day',
  query: z.object({ region: RegionCodeText.optional(), from: DayText, until: DayText }),
  reply: z.object({
    dates: z.array(
      z.object({
        day: DayText,
        what: z.enum(['due', 'notice']),
        procedure: z.object({ id: z.string(), name: Bilingual }),
        name: Bilingual,
        count: z.number(),
        /** The first 20 cases, or notices. */
        ids: z.array(Id),
        places: z.array(z.string()),
      }),
    ),
    /** Days that are no working days, of years that have a calendar. */
    off: z.array(DayText),
    notices: z.array(ProcedureWarning),
  }),
});

export const listCaseLists = endpoint({
  method: 'GET',
  path: '/cases/lists',
  access: 'procedure.read',
  summary: 'Lists of cases that go through their steps together and are not done yet, newest first',
  query: z.object({ region: RegionCodeText.optional() }),
  reply: z.array(
    z.object({
      id: Id,
      name: z.string(),
      procedure: z.object({ id: z.string(), name: Bilingual }),
      region: RegionCodeText,
      open: z.number(),
      total: z.number(),
    }),
  ),
});

const VoteFigures = z.object({
  eligible: z.number().int().min(0),
  present: z.number().int().min(0),
  for: z.number().int().min(0),
  against: z.number().int().min(0),
  abstain: z.number().int().min(0),
});

/** Answers by question: codes by slug, money in fen, days ISO; masks where something is sealed. */
const Answers = z.record(z.string(), z.unknown());

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

/** What is brought to an action. */
const Brought = {
  /** Day on which it happened; today when left out. */
  on: DayText.optional(),
  given: Answers.optional(),
  evidence: z
    .array(z.object({ need: z.string().max(60), id: Id }))
    .max(200)
    .optional(),
  votes: VoteFigures.optional(),
  reason: z.string().trim().max(2000).optional(),
};
/** Words of the public notice, for an action that leads to one; without them the national hotline stands on it. */
const NoticeWords = z.object({
  phone: z.string().trim().min(3).max(40),
  contact: z.string().trim().max(60).optional(),
  /** A sentence below the list: read for what may not hang out. */
  said: z.string().trim().max(1000).optional(),
  maskNames: z.boolean().optional(),
});
const Key = z.string().min(8).max(80).optional();

/** Nothing that is right is lost: the others are done, and each refused one says why and what to do. */
export const CasesActed = z.object({
  /** The journal's entry; null when nothing was changed. */
  entry: Id.nullable(),
  /** The same key came before: what was done then. */
  repeated: z.boolean(),
  list: Id.nullable(),
  accepted: z.array(
    z.object({
      case: Id,
      title: z.string(),
      state: z.string(),
      stateName: Bilingual,
      ended: CaseEndName.nullable(),
      /** Id of a household that the action made, or that the case is about. */
      subject: z.string().nullable(),
    }),
  ),
  refused: z.array(
    Refusal.extend({
      /** Place among the subjects or cases asked for, from 0. */
      place: z.number(),
      case: Id.nullable(),
      title: z.string(),
    }),
  ),
});
export type CasesActed = z.infer<typeof CasesActed>;

/** How the conditions of a decision stand by the register, before anything of the case is done. */
export const Standing = z.object({
  decision: Bilingual,
  /** The step that asks it. */
  step: Bilingual,
  /** Whether that step could be taken by these facts; null: it takes the answer as it is. */
  holds: z.boolean().nullable(),
  /** What the register says; null: nothing. */
  facts: z.array(Bilingual.extend({ value: z.union([z.string(), z.number(), z.boolean()]).nullable() })),
  /** What only the steps themselves bring, taken as fulfilled. */
  later: z.array(Bilingual),
  /** The value, or its entries by name. */
  result: z.array(z.object({ name: z.string().nullable(), value: z.string() })),
});
export type Standing = z.infer<typeof Standing>;

export const MayBegin = z.object({
  procedure: z.string(),
  /** Place among the subjects asked for, from 0. */
  place: z.number(),
  title: z.string(),
  /** Why it cannot be begun; null: it can. */
  refusal: Refusal.nullable(),
  /** The case there is already. */
  case: Id.nullable(),
  /** Empty unless one procedure was asked for. */
  standing: z.array(Standing),
});
export type MayBegin = z.infer<typeof MayBegin>;

export const mayBegin = endpoint({
  method: 'POST',
  path: '/cases/may-begin',
  access: 'procedure.read',
  summary:
    'Whether one procedure, or any, can be begun for these subjects today; of one also how its conditions stand',
  body: z.object({
    /** All procedures about such subjects when left out. */
    procedure: z.string().max(60).optional(),
    subjects: z
      .array(z.object({ household: Id.optional(), place: RegionCodeText.optional() }))
      .min(1)
      .max(200),
  }),
  reply: z.array(MayBegin),
});

export const openCases = endpoint({
  method: 'POST',
  path: '/cases/open',
  access: 'procedure.act',
  summary: 'Begin a procedure for one subject, or for a list of them; each is judged for itself',
  body: z.object({
    procedure: z.string().max(60),
    /** An action from `new`; the only one when left out. */
    action: z.string().max(60).optional(),
    subjects: z
      .array(
        z.object({
          household: Id.optional(),
          /** Code of the village or county that it is about. */
          place: RegionCodeText.optional(),
          /** Village of a household that is not registered yet. */
          village: RegionCodeText.optional(),
          ...Brought,
        }),
      )
      .min(1)
      .max(500),
    ...Brought,
    notice: NoticeWords.optional(),
    /** Name of the list that they go through their steps as. */
    list: z.string().trim().min(1).max(60).optional(),
    key: Key,
  }),
  reply: CasesActed,
});

export const actOnCases = endpoint({
  method: 'POST',
  path: '/cases/act',
  access: 'procedure.act',
  summary: 'Take an action on one case or many; what is said of one case goes before what is said of all',
  body: z.object({
    action: z.string().max(60),
    cases: z
      .array(z.object({ id: Id, base: z.number().int().min(0), ...Brought }))
      .min(1)
      .max(500),
    ...Brought,
    notice: NoticeWords.optional(),
    key: Key,
  }),
  reply: CasesActed,
});
