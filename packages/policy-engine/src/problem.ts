import type { Type } from './type.ts';

/** A sentence in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type ProblemCode =
  | 'syntax'
  | 'full-width'
  | 'habit'
  | 'unknown-name'
  | 'unknown-function'
  | 'type'
  | 'unit'
  | 'code'
  | 'literal'
  | 'arity'
  | 'argument'
  | 'result'
  | 'circle';

/** What is wrong with an expression, at the characters from `from` up to `to`. */
export interface Problem extends Words {
  readonly code: ProblemCode;
  readonly from: number;
  readonly to: number;
  /** What to write there instead, when that can be told. */
  readonly suggestion?: string;
}

const KINDS: Record<Exclude<Type['kind'], 'list' | 'code' | 'range' | 'number'>, Words> = {
  string: { zh: '文本', en: 'text' },
  boolean: { zh: '是否', en: 'yes or no' },
  date: { zh: '日期', en: 'a date' },
  time: { zh: '时间', en: 'a time' },
  'date and time': { zh: '日期时间', en: 'a date and time' },
  'days and time duration': { zh: '天数时长', en: 'a duration of days' },
  'years and months duration': { zh: '年月时长', en: 'a duration of months' },
  context: { zh: '一组数据', en: 'a context' },
  function: { zh: '函数', en: 'a function' },
  any: { zh: '任意值', en: 'any value' },
  null: { zh: '空值', en: 'null' },
};

/** The type as a message names it. */
export function typeWords(type: Type): Words {
  switch (type.kind) {
    case 'number':
      return type.unit
        ? { zh: `数值（${type.unit}）`, en: `a number (${type.unit})` }
        : { zh: '数值', en: 'a number' };
    case 'code':
      return { zh: `代码“${type.list.name}”`, en: `a code of “${type.list.name}”` };
    case 'list': {
      const of = typeWords(type.of);
      return { zh: `列表（${of.zh}）`, en: `a list of ${of.en}` };
    }
    case 'range': {
      const of = typeWords(type.of);
      return { zh: `区间（${of.zh}）`, en: `a range of ${of.en}` };
    }
    default:
      return KINDS[type.kind];
  }
}
