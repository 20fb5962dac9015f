import { findCode, findField, UNIT_NAMES_EN, type Field } from '@mingbai/core';
import type { Value } from '@mingbai/core/api';
import { count, yuan, type Language } from '../format/values.ts';

/** Columns of the register that are no fields of the dictionary. */
const BESIDE_FIELDS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  region: { zh: '行政村', en: 'Village' },
  village_group: { zh: '自然村（组）', en: 'Group' },
};

/** The field's name in the language of the page; the key itself when the dictionary has it no longer. */
export function fieldLabel(key: string, language: Language): string {
  return findField(key)?.[language] ?? BESIDE_FIELDS[key.slice(key.indexOf('.') + 1)]?.[language] ?? key;
}

/** The label of a code of a field; the code itself when its list has it no longer. */
export function codeLabel(key: string, code: string, language: Language): string {
  const codes = findField(key)?.codes;
  return (codes === undefined ? undefined : findCode(codes, code)?.[language]) ?? code;
}

/** A stored value as people read it, with its unit; '' for no value. Money comes in fen. */
export function valueText(key: string, value: Value | undefined, language: Language): string {
  if (value === null || value === undefined || value === '') return '';
  const field = findField(key);
  if (Array.isArray(value)) {
    return value.map((code) => codeLabel(key, code, language)).join(language === 'zh' ? '、' : ', ');
  }
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
  switch (field?.type) {
    case 'code':
      return codeLabel(key, String(value), language);
    case 'money':
      return withUnit(yuan(Number(value)), '元', language);
    case 'month':
      return String(value).slice(0, 7);
    case 'year':
      return String(value);
    case 'integer':
    case 'decimal':
      return withUnit(count(Number(value)), field.unit, language);
    default:
      return String(value);
  }
}

function withUnit(text: string, unit: Field['unit'], language: Language): string {
  if (unit === undefined || unit === '个') return text;
  return `${text} ${language === 'zh' ? unit : UNIT_NAMES_EN[unit]}`;
}

/** Signs of state: colour says the same as the word beside it. */
export type Tone = 'red' | 'amber' | 'green' | 'grey';

const EXIT_TONES: Readonly<Record<string, Tone>> = {
  poor: 'red',
  expected: 'amber',
  exited: 'green',
  returned: 'amber',
};

export function exitTone(state: string | null | undefined): Tone {
  return EXIT_TONES[state ?? ''] ?? 'grey';
}
