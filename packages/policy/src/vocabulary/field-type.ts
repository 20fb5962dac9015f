import { type CodeListId, codeListOf, type Field, type Unit } from '@mingbai/core';
import { BOOLEAN, DATE, listOf, numberOf, STRING, type Type } from '@mingbai/policy-engine';

/** 人, 户, 个, 月 and 岁 count: 元 divided by 人 is compared with 元, so they are no unit of their own. */
const MEASURING: ReadonlySet<Unit> = new Set(['元', '亩', '平方米', '公里']);

/** What a value of the field is in a rule: money in 元, a blank null, a code by its label, several codes a list. */
export function fieldType(field: Field): Type {
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'year':
      return numberOf(field.unit !== undefined && MEASURING.has(field.unit) ? field.unit : undefined);
    case 'date':
    case 'month':
      return DATE;
    case 'boolean':
      return BOOLEAN;
    case 'code':
      return codeType(field.codes);
    case 'codes':
      return listOf(codeType(field.codes));
    default:
      return STRING;
  }
}

const types = new Map<CodeListId, Type>();

/** One object a list, so that types can be compared by identity. */
export function codeType(id: CodeListId | undefined): Type {
  if (id === undefined) return STRING;
  let type = types.get(id);
  if (type === undefined) {
    const { zh, codes } = codeListOf(id);
    const members = codes.map(({ code, zh: label, en, aliases = [] }) => ({
      code,
      zh: label,
      en,
      aliases: aliases.map(({ text }) => text),
    }));
    type = { kind: 'code', list: { name: zh, members } };
    types.set(id, type);
  }
  return type;
}
