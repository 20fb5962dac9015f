import { findField, ROLES, type Role, type RoleText } from '@mingbai/core';
import type { Value } from '@mingbai/core/api';
import type { Language } from '../../format/values.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';

/** One thing that a command changed or used, in words: `户 · 新增 3，变更 1`. */
export interface ChangeLine {
  readonly label: string;
  readonly text: string;
}

/** What changes are told in: the name of a key, where the console knows one, and two sentences. */
export interface ChangeWords {
  readonly language: Language;
  readonly key: (key: string) => string | undefined;
  readonly noun: (noun: string) => string;
  readonly wrote: (fresh: number, changed: number) => string;
  readonly nothing: string;
}

type Facts = Readonly<Record<string, unknown>>;

/**
 * What stands in an entry of the journal, for people: names of fields from the dictionary, old → new. Commands say
 * what they like in their changes, so every shape is read; a key that the console does not know keeps its own name.
 * `subject` as in the entry, `noun:id`.
 */
export function changeLines(changes: unknown, subject: string | null, words: ChangeWords): ChangeLine[] {
  if (!isFacts(changes)) return [];
  const noun = (subject ?? '').split(':')[0] ?? '';
  const { old, new: fresh, ...rest } = changes;
  return [...beforeAndAfter(old, fresh, noun, words), ...linesOf(rest, noun, words)];
}

function beforeAndAfter(old: unknown, fresh: unknown, noun: string, words: ChangeWords): ChangeLine[] {
  if (isFacts(old) && isFacts(fresh))
    return Object.keys(fresh)
      .filter((key) => JSON.stringify(old[key] ?? null) !== JSON.stringify(fresh[key] ?? null))
      .map((key) => ({
        label: labelOf(key, noun, words),
        text: arrow(textOf(key, old[key], noun, words), textOf(key, fresh[key], noun, words), words),
      }));
  if (old === undefined && fresh === undefined) return [];
  const label = words.key('name') ?? '';
  if (fresh === undefined) return [{ label: words.key('old') ?? '', text: textOf('old', old, noun, words) }];
  return [{ label, text: arrow(textOf('old', old, noun, words), textOf('new', fresh, noun, words), words) }];
}

function linesOf(facts: Facts, noun: string, words: ChangeWords, above = ''): ChangeLine[] {
  return Object.entries(facts).flatMap(([key, value]): ChangeLine[] => {
    if (value === null || value === undefined || value === '') return [];
    const label = above + labelOf(key, noun, words);
    if (key === 'field' && typeof value === 'string')
      return [{ label, text: fieldLabel(value.includes('.') ? value : `${noun}.${value}`, words.language) }];
    if (key === 'nouns' && Array.isArray(value))
      return value.filter(isFacts).map((one) => written(one, words));
    if (PAIRS.has(key) && Array.isArray(value) && value.length === 2) {
      const [before, after] = value.map((one) => textOf(key, one, noun, words));
      return [{ label, text: arrow(before ?? '', after ?? '', words) }];
    }
    if (isFacts(value) && key !== 'successor') return linesOf(value, noun, words, `${label} · `);
    return [{ label, text: textOf(key, value, noun, words) }];
  });
}

/** Keys under which two values stand, the old and the new one. */
const PAIRS: ReadonlySet<string> = new Set(['state', 'version', 'until']);

function written(one: Facts, { noun, wrote }: ChangeWords): ChangeLine {
  return {
    label: noun(String(one['noun'])),
    text: wrote(Number(one['new'] ?? 0), Number(one['changed'] ?? 0)),
  };
}

function labelOf(key: string, noun: string, { key: named, language }: ChangeWords): string {
  return (
    named(key) ??
    (findField(key) === undefined ? undefined : fieldLabel(key, language)) ??
    ownField(key, noun, language)
  );
}

function ownField(key: string, noun: string, language: Language): string {
  const field = fieldNamed(key, noun);
  return field === undefined ? fieldLabel(key, language) : fieldLabel(field, language);
}

/** The field of a key: of what the entry is about, or, where lists were taken along or narrowed, of the register. */
function fieldNamed(key: string, noun: string): string | undefined {
  const nouns = noun === '' ? ['household', 'person'] : [noun];
  return [key, ...nouns.map((one) => `${one}.${key}`)].find((one) => findField(one) !== undefined);
}

function textOf(key: string, value: unknown, noun: string, words: ChangeWords): string {
  const { language } = words;
  if (value === null || value === undefined || value === '') return words.nothing;
  if (typeof value === 'boolean') return valueText('', value, language);
  if (Array.isArray(value))
    return value.map((one) => textOf(key, one, noun, words)).join(language === 'zh' ? '、' : ', ');
  if (isFacts(value)) return factsText(value, noun, words);
  if (key === 'role') return (ROLES[value as Role] as RoleText | undefined)?.[language] ?? String(value);
  if (key === 'columns' || key === 'full' || key === 'fields') return labelOf(String(value), noun, words);
  const field = fieldNamed(key, noun);
  if (field === undefined) return String(value);
  // A list is narrowed by several codes at once.
  const codes = noun === '' && typeof value === 'string' && findField(field)?.codes !== undefined;
  return valueText(field, codes ? value.split(',') : (value as Value), language);
}

/** `“家庭人口” → 家庭人口数`; a place by its name; anything else as its parts. */
function factsText(value: Facts, noun: string, words: ChangeWords): string {
  const { header, to, name, code } = value;
  if (typeof header === 'string' && typeof to === 'string')
    return `“${header}” → ${fieldLabel(to, words.language)}`;
  if (typeof name === 'string' && code !== undefined) return `${name}（${String(code)}）`;
  const parts = linesOf(value, noun, words).map(({ label, text }) => `${label} ${text}`);
  return parts.join(words.language === 'zh' ? '，' : ', ');
}

function arrow(before: string, after: string, { nothing }: ChangeWords): string {
  return `${before || nothing} → ${after || nothing}`;
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
