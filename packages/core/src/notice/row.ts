import type { ProcedureState } from '../procedure/model.ts';

export type NoticeColumn = NonNullable<ProcedureState['notice']>['columns'][number];

interface Both {
  readonly zh: string;
  readonly en: string;
}

/** Headings of everything that a public list may carry; there are no others (domain rules for notices). */
export const NOTICE_COLUMNS: Readonly<Record<NoticeColumn, Both>> = {
  size: { zh: '家庭人口（人）', en: 'Persons' },
  class: { zh: '类别', en: 'Class' },
  'cause-kind': { zh: '原因类别', en: 'Kind of cause' },
  'measure-kind': { zh: '帮扶类别', en: 'Kind of help' },
  outcome: { zh: '拟认定结果', en: 'Proposed result' },
  amount: { zh: '金额（元）', en: 'Amount (yuan)' },
};

/**
 * Causes and risks as they may hang out: that a household has high costs is the reason for its listing, that somebody
 * in it is ill or disabled, or which child goes to school, is nobody's business.
 */
const CAUSE_KINDS: Readonly<Record<string, Both>> = {
  illness: { zh: '刚性支出较大', en: 'High unavoidable costs' },
  disability: { zh: '刚性支出较大', en: 'High unavoidable costs' },
  schooling: { zh: '刚性支出较大', en: 'High unavoidable costs' },
  marriage: { zh: '刚性支出较大', en: 'High unavoidable costs' },
  funeral: { zh: '刚性支出较大', en: 'High unavoidable costs' },
  disaster: { zh: '灾害或意外', en: 'Disaster or accident' },
  accident: { zh: '灾害或意外', en: 'Disaster or accident' },
  housing: { zh: '住房或饮水', en: 'Housing or water' },
  water: { zh: '住房或饮水', en: 'Housing or water' },
  business: { zh: '收入不稳', en: 'Unsteady income' },
  work: { zh: '收入不稳', en: 'Unsteady income' },
  labour: { zh: '缺少劳力或技术', en: 'Short of labour or skill' },
  skill: { zh: '缺少劳力或技术', en: 'Short of labour or skill' },
  land: { zh: '缺少土地或资金', en: 'Short of land or money' },
  capital: { zh: '缺少土地或资金', en: 'Short of land or money' },
  transport: { zh: '交通条件', en: 'Poor transport' },
};
const OTHER: Both = { zh: '其他', en: 'Other' };

export function causeKind(cause: string | null): Both | null {
  return cause === null ? null : (CAUSE_KINDS[cause] ?? OTHER);
}

/** A household as a public list shows it. All values are words already; null: not said. */
export interface NoticeRow {
  /** Name of the head, whole or masked; null: the head is a child, and the row goes by its number alone. */
  readonly head: string | null;
  readonly village: string;
  readonly group: string | null;
  readonly cells: Readonly<Partial<Record<NoticeColumn, Both | string | null>>>;
}

/** `张*三`, `李*`, `欧阳*`: the family name stays, so that neighbours know who is meant and searches do not. */
export function maskName(name: string): string {
  const signs = [...name.replace(/\s/g, '')];
  if (signs.length < 2) return '*';
  if (signs.length === 2) return `${signs[0]}*`;
  return `${signs[0]}${'*'.repeat(signs.length - 2)}${signs.at(-1)}`;
}

const ADULT = 18;

/** The name as the notice shows it: a child's never. Days as `YYYY-MM-DD`; an unknown birth counts as grown. */
export function publicHead(
  name: string,
  birth: string | null,
  today: string,
  masked: boolean,
): string | null {
  if (birth !== null && ageOn(birth, today) < ADULT) return null;
  return masked ? maskName(name) : name;
}

/** Full years on a day, both `YYYY-MM-DD`. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
