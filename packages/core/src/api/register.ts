import { z } from 'zod';
import { CORRECTED_NOUNS } from '../register/correct.ts';
import { endpoint } from './endpoint.ts';
import { DayText, Id, Page, Record_, RegionCodeText, RegionRef, Value } from './shapes.ts';

/** Filters stand in the address of the page, so they are flat strings. Several values: comma; `-`: without a value. */
export const HouseholdFilter = z.object({
  region: RegionCodeText.optional(),
  /** Name, pinyin in full or its initials, last digits or whole of the ID number, phone, household number: found out by its shape. */
  q: z.string().max(60).optional(),
  household_type: z.string().optional(),
  exit_state: z.string().optional(),
  poverty_class: z.string().optional(),
  monitor_class: z.string().optional(),
  main_cause: z.string().optional(),
  income_band: z.string().optional(),
  size: z.string().optional(),
  guarantee: z.string().optional(),
});
export type HouseholdFilter = z.infer<typeof HouseholdFilter>;

export const HouseholdRow = z.object({
  id: Id,
  household_no: z.string(),
  region: RegionRef,
  township: z.string(),
  group: z.string().nullable(),
  head: z.string().nullable(),
  /** Masked: `4115**********1234`. */
  head_identity: z.string().nullable(),
  members: z.number(),
  /** Whom a search found, when it is not the head. */
  matched: z.object({ name: z.string(), identity: z.string().nullable() }).optional(),
  values: Record_,
});
export type HouseholdRow = z.infer<typeof HouseholdRow>;

const HouseholdList = z.object({
  total: z.number(),
  totalIsExact: z.boolean(),
  rows: z.array(HouseholdRow),
});

export const listHouseholds = endpoint({
  method: 'GET',
  path: '/households',
  access: 'register.read',
  summary: 'Households of my area by filter and search',
  query: HouseholdFilter.extend({ ...Page, sort: z.string().max(40).optional() }),
  reply: HouseholdList,
});

/** The same with everything in the body: addresses are kept by browsers and proxies, and numbers of people must not be. */
export const searchHouseholds = endpoint({
  method: 'POST',
  path: '/households/search',
  access: 'register.read',
  summary: 'As the list of households, for a search by a number that must not stand in an address',
  body: HouseholdFilter.extend({ ...Page, sort: z.string().max(40).optional() }),
  reply: HouseholdList,
});

export const PersonFilter = z.object({
  region: RegionCodeText.optional(),
  q: z.string().max(60).optional(),
  sex: z.string().optional(),
  age_band: z.string().optional(),
  labour_skill: z.string().optional(),
  health: z.string().optional(),
  education: z.string().optional(),
  enrolment: z.string().optional(),
  exit_state: z.string().optional(),
  main_cause: z.string().optional(),
});
export type PersonFilter = z.infer<typeof PersonFilter>;
export const PersonRow = z.object({
  id: Id,
  household: Id,
  household_no: z.string(),
  region: RegionRef,
  township: z.string(),
  name: z.string(),
  identity: z.string().nullable(),
  age: z.number().nullable(),
  values: Record_,
});
export type PersonRow = z.infer<typeof PersonRow>;
const PersonList = z.object({
  total: z.number(),
  totalIsExact: z.boolean(),
  rows: z.array(PersonRow),
});
export const listPersons = endpoint({
  method: 'GET',
  path: '/persons',
  access: 'register.read',
  summary: 'Persons of my area by filter and search',
  query: PersonFilter.extend(Page),
  reply: PersonList,
});

/** As `searchHouseholds`. */
export const searchPersons = endpoint({
  method: 'POST',
  path: '/persons/search',
  access: 'register.read',
  summary: 'As the list of persons, for a search by a number that must not stand in an address',
  body: PersonFilter.extend(Page),
  reply: PersonList,
});

/** Where a set of values came from: the journal entry and, for imports, the file and the row. */
export const Provenance = z.object({
  entry: Id,
  command: z.string(),
  at: z.string(),
  actor: z.string(),
  file: z.string().nullable(),
  valid_from: DayText,
});
export const Dated = z.object({ values: Record_, provenance: Provenance });
export const Member = z.object({
  id: Id,
  name: z.string(),
  age: z.number().nullable(),
  identity: z.string().nullable(),
  phone: z.string().nullable(),
  membership: Record_,
  person: Dated,
  work: z.array(Record_),
});
export type Member = z.infer<typeof Member>;
export const HouseholdPage = z.object({
  id: Id,
  asOf: DayText,
  knownAt: z.string(),
  region: RegionRef,
  path: z.array(RegionRef),
  group: z.string().nullable(),
  phone: z.string().nullable(),
  bank_account: z.string().nullable(),
  household: Dated,
  members: z.array(Member),
  formerMembers: z.array(Member),
  condition: Dated.nullable(),
  guarantee: Dated.nullable(),
  risk: z.array(Dated),
  measures: z.array(z.object({ item: z.string(), values: z.array(z.string()), provenance: Provenance })),
  incomes: z.array(
    z.object({
      year: z.number(),
      items: z.array(z.object({ item: z.string(), fen: z.number(), provenance: Provenance })),
    }),
  ),
  responsible: z.array(z.object({ values: Record_, phone: z.string().nullable(), provenance: Provenance })),
});
export type HouseholdPage = z.infer<typeof HouseholdPage>;
export const getHousehold = endpoint({
  method: 'GET',
  path: '/households/:id',
  access: 'register.read',
  summary: 'One household on one page: as it was on a day (`asOf`), as it was known on a day (`knownAt`)',
  params: z.object({ id: Id }),
  query: z.object({ asOf: DayText.optional(), knownAt: DayText.optional() }),
  reply: HouseholdPage,
});

export const HistoryLine = z.object({
  at: z.string(),
  entry: Id,
  actor: z.string(),
  command: z.string(),
  noun: z.string(),
  subject: z.string(),
  valid_from: DayText,
  file: z.string().nullable(),
  /** Of a correction by hand. */
  reason: z.string().nullable(),
  changes: z.array(
    z.object({
      field: z.string(),
      old: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
      new: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
    }),
  ),
});
export type HistoryLine = z.infer<typeof HistoryLine>;
export const getHouseholdHistory = endpoint({
  method: 'GET',
  path: '/households/:id/history',
  access: 'register.read',
  summary: 'What was said of the household, when, by whom, newest first',
  params: z.object({ id: Id }),
  reply: z.array(HistoryLine),
});

/** One thing that was said otherwise; numbers of people masked. */
const Corrected = z.object({ field: z.string(), old: Value, new: Value });

export const correctHousehold = endpoint({
  method: 'POST',
  path: '/households/:id/correct',
  access: 'register.correct',
  summary:
    'Corrects what a village fills in of a household, of how it lives or of a member (`person`): old and new value stay, data rules are asked again; journaled',
  params: z.object({ id: Id }),
  body: z.object({
    noun: z.enum(CORRECTED_NOUNS),
    /** The member, for `person`. */
    person: Id.optional(),
    /**
     * By the name of the field within its noun: codes by their code, days in ISO, decimals as text, telephones in full;
     * null for none. Only what changes.
     */
    values: z.record(z.string().max(60), Value).refine((values) => Object.keys(values).length > 0),
    reason: z.string().trim().min(2).max(200),
    /** The same press of the button again changes nothing more. */
    key: z.string().min(8).max(80).optional(),
  }),
  reply: z.object({ entry: Id, changed: z.array(Corrected) }),
});

export const reveal = endpoint({
  method: 'POST',
  path: '/reveal',
  access: 'register.reveal',
  summary: 'One sealed value in full, with a reason; journaled',
  body: z.object({
    noun: z.enum(['household', 'person', 'responsible']),
    id: Id,
    field: z.enum(['identity_no', 'phone', 'bank_account']),
    reason: z.string().trim().min(4).max(200),
  }),
  reply: z.object({ value: z.string().nullable(), entry: Id }),
});

/** Of a list as a workbook: its columns in that order, as on screen when none are said. */
const Exported = {
  columns: z.array(z.string()).max(60).optional(),
  language: z.enum(['zh', 'en']).default('zh'),
};

export const exportHouseholds = endpoint({
  method: 'POST',
  path: '/households/export',
  access: 'register.export',
  summary: 'The list on screen as a workbook, masked; journaled',
  body: HouseholdFilter.extend(Exported),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const exportPersons = endpoint({
  method: 'POST',
  path: '/persons/export',
  access: 'register.export',
  summary: 'The list of persons on screen as a workbook, masked; journaled',
  body: PersonFilter.extend(Exported),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const VillagePage = z.object({
  region: RegionRef,
  path: z.array(RegionRef),
  formerNames: z.array(z.object({ name: z.string(), until: DayText })),
  years: z.array(z.number()),
  profile: Dated.nullable(),
  /** Declared in the profile against counted from the households. */
  counted: z.object({
    households: z.number(),
    persons: z.number(),
    byExitState: z.record(z.string(), z.number()),
  }),
  /** Every household's state at a glance. */
  households: z.array(
    z.object({
      id: Id,
      household_no: z.string(),
      head: z.string().nullable(),
      group: z.string().nullable(),
      members: z.number(),
      exit_state: z.string().nullable(),
      poverty_class: z.string().nullable(),
      monitor_class: z.string().nullable(),
      main_cause: z.string().nullable(),
    }),
  ),
});
export type VillagePage = z.infer<typeof VillagePage>;
export const getVillage = endpoint({
  method: 'GET',
  path: '/villages/:code',
  access: 'register.read',
  summary: 'One village: profile of a year, households and their state',
  params: z.object({ code: RegionCodeText }),
  query: z.object({ year: z.coerce.number().int().optional() }),
  reply: VillagePage,
});
