/** What the lists keep in the address: the filters of the contract, and how the list is shown. */
export const HOUSEHOLD_FILTERS = [
  'household_type',
  'exit_state',
  'poverty_class',
  'monitor_class',
  'main_cause',
  'income_band',
  'size',
  'guarantee',
] as const;
export const HOUSEHOLD_KEYS = ['region', 'q', ...HOUSEHOLD_FILTERS, 'page', 'rows', 'sort'] as const;

export const PERSON_FILTERS = [
  'sex',
  'age_band',
  'labour_skill',
  'health',
  'education',
  'enrolment',
  'exit_state',
  'main_cause',
] as const;
export const PERSON_KEYS = ['region', 'q', ...PERSON_FILTERS, 'page', 'rows'] as const;
