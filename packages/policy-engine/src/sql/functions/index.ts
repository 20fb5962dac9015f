import { AGGREGATES } from './aggregates.ts';
import { CALENDAR_FORMS } from './calendar.ts';
import type { FunctionForm } from './function.ts';
import { NUMERIC_FORMS } from './numeric.ts';
import { QUESTIONS } from './questions.ts';
import { TEXT_FORMS } from './text.ts';

/** The functions that SQL can say. */
export const FUNCTION_FORMS: Readonly<Record<string, FunctionForm>> = {
  ...AGGREGATES,
  ...QUESTIONS,
  ...NUMERIC_FORMS,
  ...TEXT_FORMS,
  ...CALENDAR_FORMS,
};
