import type { InEnglish } from '@mingbai/policy-engine';

/** What stands between the names and values of an answer, in one language. */
export interface Answer {
  readonly language: 'zh' | 'en';
  readonly equals: string;
  readonly colon: string;
  readonly comma: string;
  readonly semicolon: string;
  readonly list: string;
  readonly blank: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly missing: string;
  readonly from: (day: string) => string;
  readonly version: (version: string) => string;
  readonly change: (fact: string, was: string, is: string) => string;
}

export const CHINESE: Answer = {
  language: 'zh',
  equals: '＝',
  colon: '：',
  comma: '，',
  semicolon: '；',
  list: '、',
  blank: '空',
  none: '无',
  yes: '是',
  no: '否',
  missing: '未给出',
  from: (day) => `自 ${day} 起`,
  version: (version) => `版本 ${version}`,
  change: (fact, was, is) => `若${fact}由“${was}”变为“${is}”`,
};

export const ENGLISH: Answer = {
  language: 'en',
  equals: ' = ',
  colon: ': ',
  comma: ', ',
  semicolon: '; ',
  list: ', ',
  blank: 'blank',
  none: 'none',
  yes: 'yes',
  no: 'no',
  missing: 'Not given',
  from: (day) => `from ${day}`,
  version: (version) => `version ${version}`,
  change: (fact, was, is) => `If ${fact} were “${is}” instead of “${was}”`,
};

export function nameIn(name: string, { language }: Answer, english: InEnglish): string {
  return language === 'en' ? (english(name, 'name') ?? name) : name;
}

/** A value as people read it; `--json` has it as it is. */
export function inWords(value: unknown, answer: Answer, english: InEnglish): string {
  if (value === null || value === undefined) return answer.blank;
  if (typeof value === 'boolean') return value ? answer.yes : answer.no;
  if (Array.isArray(value))
    return value.length === 0
      ? answer.none
      : value.map((each) => inWords(each, answer, english)).join(answer.list);
  if (typeof value === 'string') return answer.language === 'en' ? (english(value, 'value') ?? value) : value;
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${nameIn(name, answer, english)}${answer.colon}${inWords(each, answer, english)}`)
    .join(answer.comma);
}
