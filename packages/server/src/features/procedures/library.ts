import { calendarWarnings, type Calendar } from '@mingbai/core';
import type { ProcedureWarning } from '@mingbai/core/api';
import {
  loadCalendars,
  loadProcedures,
  readBundle,
  type Calendars,
  type ProcedureLibrary,
} from '@mingbai/policy';
import type { z } from 'zod';
import { decisionLibrary } from '../policy/library.ts';

interface Loaded extends Calendars {
  readonly library: ProcedureLibrary;
}

let loading: Promise<Loaded> | undefined;

/** The procedures and calendars that come with the house, read once for each process. */
function load(): Promise<Loaded> {
  loading ??= Promise.all([readBundle(), decisionLibrary()]).then(([bundle, decisions]) => ({
    ...loadCalendars(bundle),
    library: loadProcedures(bundle, decisions),
  }));
  return loading;
}

export async function procedureLibrary(): Promise<ProcedureLibrary> {
  return (await load()).library;
}

export async function calendars(): Promise<Calendar> {
  return (await load()).calendar;
}

/** What an office has to be told before its days are counted wrong, or a procedure is missing. */
export async function warningsOn(today: string): Promise<z.infer<typeof ProcedureWarning>[]> {
  const { calendar, library, refused } = await load();
  const files = [...library.refused, ...refused];
  return [
    ...calendarWarnings(calendar, today).map(({ zh, en }) => ({ code: 'calendar' as const, zh, en })),
    ...files.map(({ file, problems }) => {
      const [first] = problems;
      const at = first === undefined ? '' : `:${first.line}`;
      return {
        code: 'procedure' as const,
        zh: `${file}${at} 未能载入：${first?.zh ?? ''}`,
        en: `${file}${at} was not loaded: ${first?.en ?? ''}`,
      };
    }),
  ];
}
