import { z } from 'zod';
import { CaseFilter } from './cases.ts';
import { endpoint } from './endpoint.ts';
import { ProcedureWarning } from './procedures.ts';
import { Bilingual, DayText, Id, RegionCodeText, RegionRef } from './shapes.ts';

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
