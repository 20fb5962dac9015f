import { findField } from '@mingbai/core';
import { CalendarDate, type Context, formatValue, type Type, type Value } from '@mingbai/policy-engine';
import type { Fact, Facts } from '../vocabulary/fact.ts';

const PLACE = /\{([^{}]+)\}/g;

/** The names between braces, as written. */
export function placesOf(text: string): string[] {
  return [...text.matchAll(PLACE)].map(([, name = '']) => name.trim());
}

/** The message with the facts of a hit in it, as a clerk reads them: labels, days, 元. */
export function fillMessage(text: string, language: 'zh' | 'en', facts: Facts, values: Context): string {
  return text.replaceAll(PLACE, (_, name: string) => {
    const fact = facts.get(name.trim());
    return fact === undefined ? '' : inWords(values.get(name.trim()) ?? null, fact, language);
  });
}

const BLANK = { zh: '空白', en: 'blank' } as const;

/** One fact in words. */
export function inWords(value: Value, { type, source }: Fact, language: 'zh' | 'en'): string {
  const isMonth = source.kind === 'field' && findField(source.key)?.type === 'month';
  if (isMonth && value instanceof CalendarDate) return value.toString().slice(0, 7);
  return words(value, type, language);
}

function words(value: Value, type: Type, language: 'zh' | 'en'): string {
  if (value === null) return BLANK[language];
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const of = type.kind === 'list' ? type.of : type;
    return value.map((one: Value) => words(one, of, language)).join(language === 'zh' ? '、' : ', ');
  }
  if (type.kind !== 'code' || typeof value !== 'string') return formatValue(value);
  const member = type.list.members.find(({ code }) => code === value);
  return (language === 'en' ? member?.en : undefined) ?? member?.zh ?? value;
}
