import type { CaseFilter } from '@mingbai/core/api';

export const CASE_FILTERS = [
  'region',
  'procedure',
  'state',
  'due',
  'mine',
  'role',
  'household',
  'list',
  'ended',
] as const satisfies readonly (keyof CaseFilter)[];

export const CASE_VIEWS = ['list', 'board', 'calendar', 'procedures'] as const;

/** `all`: every case under way, chosen by somebody whose list else begins with what waits for them. */
export const CASE_KEYS = [...CASE_FILTERS, 'all', 'view', 'month', 'shown'] as const;
