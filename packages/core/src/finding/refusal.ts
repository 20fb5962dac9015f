/** Why an action on one finding was refused; the others go on. */
export const FINDING_REFUSALS = {
  'not-found': { zh: '没有找到，或不在您的管辖范围内', en: 'Not found, or outside your area' },
  state: { zh: '当前状态不能这样办理', en: 'Its state does not allow this' },
  already: { zh: '已经是这个状态，无需再办', en: 'It is so already' },
  'needs-reason': { zh: '须填写理由', en: 'A reason is needed' },
  'needs-until': { zh: '须填写截止日期，且不早于今天', en: 'An end date is needed, today or later' },
  'needs-assignee': { zh: '须选择一名办理人或一个工作队', en: 'Choose one person or one team' },
  'assignee-outside': {
    zh: '该人员不负责这个地方，或没有办理权限',
    en: 'This person does not work there, or may not deal with findings',
  },
} as const;
export type FindingRefusal = keyof typeof FINDING_REFUSALS;
