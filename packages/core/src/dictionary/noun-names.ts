import type { Noun } from './field.ts';

/** What people call the things that the register holds. */
export const NOUN_NAMES: Readonly<Record<Noun, { readonly zh: string; readonly en: string }>> = {
  household: { zh: '户', en: 'Household' },
  person: { zh: '人', en: 'Person' },
  membership: { zh: '家庭成员关系', en: 'Membership' },
  condition: { zh: '生产生活条件', en: 'Living conditions' },
  income: { zh: '收入', en: 'Income' },
  guarantee: { zh: '保障情况', en: 'Guarantees' },
  work: { zh: '务工', en: 'Work' },
  risk: { zh: '风险', en: 'Risk' },
  measure: { zh: '帮扶措施', en: 'Measures' },
  responsible: { zh: '帮扶责任人', en: 'Responsible person' },
  village: { zh: '村情', en: 'Village' },
};
