/** Filters of the list that stand in the address. */
export const FINDING_FILTERS = [
  'region',
  'state',
  'rule',
  'family',
  'severity',
  'responsible',
  'assignee',
  'age',
  'due',
  'mine',
  'since',
] as const;
export const FINDING_KEYS = [...FINDING_FILTERS, 'by'] as const;
