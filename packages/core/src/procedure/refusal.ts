import { fill, wordsIn } from '../problem.ts';

/** Why an action on one case was refused, and what to do about it; the other cases of the list go on. */
export const CASE_REFUSALS = {
  'not-found': {
    zh: '没有找到，或不在您的管辖范围内',
    en: 'Not found, or outside your area',
    fixZh: '请刷新列表后再选',
    fixEn: 'Reload the list and choose again',
  },
  'open-already': {
    zh: '同一对象的这项程序正在办理中',
    en: 'A case of this procedure is open for it already',
    fixZh: '请在已有的那一件上继续办理',
    fixEn: 'Go on with the one there is',
  },
  'done-already': {
    zh: '这项程序已于 {on} 办结，不再重复办理',
    en: 'This procedure was completed on {on}; it is not begun again',
    fixZh: '如结果有误，请启动“错误更正”程序',
    fixEn: 'If the result is wrong, begin a correction',
  },
  'registered-already': {
    zh: '已在登记册中：{who}（户编号 {household}）',
    en: 'In the register already: {who} (household {household})',
    fixZh: '请为该户启动；已另立门户的，先办分户',
    fixEn: 'Begin for that household; if they live apart by now, split it first',
  },
  'applied-already': {
    zh: '{who}家已有一件这项程序正在办理中',
    en: 'A case of this procedure is open for the family of {who} already',
    fixZh: '请在已有的那一件上继续办理',
    fixEn: 'Go on with the one there is',
  },
  condition: {
    zh: '不符合启动条件，应为：{condition}',
    en: 'The condition for beginning is not met: {condition}',
    fixZh: '请核对登记信息；确需办理的，先更正登记',
    fixEn: 'Check the register; correct it first where it is wrong',
  },
  'out-of-date': {
    zh: '您看到的不是最新情况：其后已办理 {count} 步',
    en: 'You saw an older state; actions taken since: {count}',
    fixZh: '请刷新，看清后再办',
    fixEn: 'Reload, look at it again, then decide',
  },
  ended: {
    zh: '该事项已办结',
    en: 'The case has ended',
    fixZh: '如结果有误，请启动“错误更正”程序',
    fixEn: 'If the result is wrong, begin a correction',
  },
  state: {
    zh: '目前处于“{state}”，不能办理“{action}”',
    en: 'It stands at “{state}”: “{action}” does not fit there',
    fixZh: '请按程序的下一步办理',
    fixEn: 'Take the step that comes next',
  },
  role: {
    zh: '“{action}”应由{roles}办理',
    en: '“{action}” is for: {roles}',
    fixZh: '请转由有权限的人员办理',
    fixEn: 'Leave it to somebody in that role',
  },
  department: {
    zh: '“{action}”应由这些部门办理：{departments}',
    en: '“{action}” is for departments of: {departments}',
    fixZh: '请转由主管部门的专干办理',
    fixEn: 'Leave it to an officer of that department',
  },
  'same-person': {
    zh: '“{action}”与“{other}”不能由同一人办理',
    en: '“{action}” and “{other}” must not be done by the same person',
    fixZh: '请由另一名同级人员办理',
    fixEn: 'Somebody else of that level does it',
  },
  'day-ahead': {
    zh: '办理日期 {on} 晚于今天（{today}）',
    en: 'The day {on} lies after today ({today})',
    fixZh: '请填实际发生的日期',
    fixEn: 'Give the day on which it happened',
  },
  'day-order': {
    zh: '办理日期 {on} 早于上一步的 {last}',
    en: 'The day {on} lies before the action before it ({last})',
    fixZh: '请核对日期；上一步日期有误的，先更正',
    fixEn: 'Check the day',
  },
  'clock-back': {
    zh: '系统时钟早于上一步的记录时间（{last}）',
    en: 'The clock of the system is behind the last record ({last})',
    fixZh: '请系统管理员校准服务器时间后再办',
    fixEn: 'Let the system administrator set the clock, then do it again',
  },
  'deadline-over': {
    zh: '“{deadline}”已于 {until} 截止',
    en: 'The period “{deadline}” ended on {until}',
    fixZh: '请按程序的其他步骤办理，或说明理由后重新申请',
    fixEn: 'Take another step of the procedure, or apply anew',
  },
  'notice-missing': {
    zh: '公示尚未张贴',
    en: 'The notice has not been posted',
    fixZh: '请先张贴公示并登记起始日期',
    fixEn: 'Post the notice and record its first day',
  },
  'notice-running': {
    zh: '公示到 {until} 期满，{from} 起方可办理',
    en: 'The notice runs until {until}: possible from {from} on',
    fixZh: '请在公示期满后再办',
    fixEn: 'Wait until the notice has run',
  },
  'objection-open': {
    zh: '还有 {count} 条异议没有答复',
    en: 'Objections not answered yet: {count}',
    fixZh: '请先调查并答复异议',
    fixEn: 'Look into them and answer first',
  },
  form: {
    zh: '表单未填好：{detail}',
    en: 'The form is not complete: {detail}',
    fixZh: '请按提示补填或更正',
    fixEn: 'Fill in or correct what is named',
  },
  reason: {
    zh: '须填写理由',
    en: 'A reason is needed',
    fixZh: '请写明理由',
    fixEn: 'Write it down',
  },
  'evidence-missing': {
    zh: '缺少佐证材料“{what}”：需要 {least} 份，现有 {have} 份',
    en: 'Evidence is missing: {what}, {least} needed, {have} there',
    fixZh: '请补齐后再办',
    fixEn: 'Add it',
  },
  'evidence-unknown': {
    zh: '这一步不需要佐证材料“{need}”',
    en: 'This action asks for no evidence “{need}”',
    fixZh: '请放到对应的材料项下',
    fixEn: 'Put it under the right name',
  },
  'evidence-kind': {
    zh: '“{what}”的文件类型不对',
    en: 'The file for “{what}” is of the wrong kind',
    fixZh: '请按要求的类型（照片、影像、扫描件、签名、文档）上传',
    fixEn: 'Bring it in one of the kinds asked for (photo, film, scan, signature, document)',
  },
  'vote-missing': {
    zh: '须填写表决人数',
    en: 'The figures of the vote are needed',
    fixZh: '请填写应到、实到、赞成、反对、弃权人数',
    fixEn: 'Give the numbers entitled, present, for, against, abstaining',
  },
  'vote-figures': {
    zh: '表决人数对不上：应到 {eligible}，实到 {present}，赞成、反对、弃权合计 {sum}',
    en: 'The figures of the vote do not add up: entitled {eligible}, present {present}, votes {sum}',
    fixZh: '赞成、反对、弃权合计应等于实到，实到不超过应到',
    fixEn: 'For, against and abstaining add up to those present, and no more are present than entitled',
  },
  'vote-quorum': {
    zh: '到会不足：实到 {present} 人，至少应有 {needed} 人',
    en: 'No quorum: {present} present, {needed} needed',
    fixZh: '请重新召开会议',
    fixEn: 'Call the meeting again',
  },
  'vote-lost': {
    zh: '表决未通过：赞成 {for} 票，至少需要 {needed} 票',
    en: 'The vote did not pass: {for} in favour, {needed} needed',
    fixZh: '请按“未通过”办理',
    fixEn: 'Record it as not agreed',
  },
  'vote-carried': {
    zh: '表决已通过：赞成 {for} 票，达到 {needed} 票',
    en: 'The vote passed: {for} in favour, {needed} needed',
    fixZh: '请按“通过”办理',
    fixEn: 'Record it as agreed',
  },
  'judgement-missing': {
    zh: '未能按“{decision}”作出判断：{detail}',
    en: '“{decision}” could not be judged: {detail}',
    fixZh: '请补齐所需信息后再办',
    fixEn: 'Supply the facts it asks for',
  },
  judgement: {
    zh: '按现行政策“{decision}”不符合：{detail}',
    en: 'Not met by the policy of the day, “{decision}”: {detail}',
    fixZh: '请核对判断所依据的信息；信息无误的，不能办理这一步',
    fixEn: 'Check the facts it rests on; when they are right, this step cannot be taken',
  },
} as const;

export type CaseRefusalCode = keyof typeof CASE_REFUSALS;

/** What is wrong with one answer of a form. `key`: the question's; of the third member `members/2/person.name`. */
export interface AnswerFault {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

export interface CaseRefusal {
  readonly code: CaseRefusalCode;
  /** What the sentence names; `stateZh` stands for `state` in Chinese. */
  readonly details: Readonly<Record<string, string | number>>;
  /** Of `form`: question by question. */
  readonly faults?: readonly AnswerFault[];
}

/** The sentence of a refusal and what to do about it, in one language. */
export function sayCaseRefusal(
  { code, details }: CaseRefusal,
  language: 'zh' | 'en',
): { readonly what: string; readonly fix: string } {
  const text = CASE_REFUSALS[code];
  const words = wordsIn(language, details);
  return {
    what: fill(text[language], words),
    fix: fill(language === 'zh' ? text.fixZh : text.fixEn, words),
  };
}
