/** Where a finding stands. Whatever found it, it goes this way; a finding is a lead and never a verdict. */
export const FINDING_STATES = {
  lead: { zh: '线索', en: 'Lead', open: true },
  assigned: { zh: '已分派', en: 'Assigned', open: true },
  confirmed: { zh: '已核实', en: 'Confirmed', open: true },
  proposed: { zh: '申请排除', en: 'Dismissal proposed', open: true },
  mended: { zh: '已整改待复核', en: 'Mended, to be checked again', open: true },
  dismissed: { zh: '已排除', en: 'Dismissed', open: false },
  closed: { zh: '已销号', en: 'Closed', open: false },
} as const satisfies Record<string, { readonly zh: string; readonly en: string; readonly open: boolean }>;

export type FindingState = keyof typeof FINDING_STATES;
export const FINDING_STATE_NAMES = Object.keys(FINDING_STATES) as FindingState[];
/** States in which somebody still has something to do. */
export const OPEN_FINDING_STATES = FINDING_STATE_NAMES.filter((state) => FINDING_STATES[state].open);

/** How grave a finding is, as its rule says: must be mended, must be looked at, is worth knowing. */
export const FINDING_SEVERITIES = {
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '疑点', en: 'Warning' },
  notice: { zh: '提示', en: 'Notice' },
} as const;
export type FindingSeverity = keyof typeof FINDING_SEVERITIES;
export const FINDING_SEVERITY_NAMES = Object.keys(FINDING_SEVERITIES) as FindingSeverity[];

/** Calendar days from the day it is found (or comes back) until it must be dealt with; null: no day is set. */
export type DueDays = Readonly<Record<FindingSeverity, number | null>>;
export const DUE_DAYS: DueDays = { error: 15, warning: 30, notice: null };

/** Days that a finding has been open: low and high included, open without a high. */
export const FINDING_AGE_BANDS = ['0-7', '8-15', '16-30', '31-90', '91-'] as const;
