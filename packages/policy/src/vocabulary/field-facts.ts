import { type Field, fieldsOf, type Noun } from '@mingbai/core';
import { BOOLEAN } from '@mingbai/policy-engine';
import type { Fact } from './fact.ts';
import { fieldType } from './field-type.ts';

const SEALED: ReadonlySet<Field['type']> = new Set(['identity', 'phone', 'account']);

/**
 * The facts of several nouns under one roof. Where two share a name the earlier noun keeps it, and the later
 * one's is said with `prefix`. A name also stands without its bracketed unit, and as its English key.
 */
export function fieldFacts(
  nouns: readonly Noun[],
  prefixes: Partial<Record<Noun, string>> = {},
): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  const stems = new Map<string, number>();
  const fields = nouns.flatMap((noun) => fieldsOf(noun).map((field) => ({ noun, field })));
  for (const { field } of fields) stems.set(stemOf(field), (stems.get(stemOf(field)) ?? 0) + 1);
  for (const { noun, field } of fields) {
    const name = facts.has(field.zh) ? (prefixes[noun] ?? noun) + field.zh : field.zh;
    const stem = stemOf(field);
    const sealed = SEALED.has(field.type);
    facts.set(name, {
      type: fieldType(field),
      source: { kind: 'field', key: field.key, ...(sealed && { sealed }) },
      zh: name,
      en: field.en,
      aliases: [...withoutBrackets(name, field.unit), stems.get(stem) === 1 ? stem : `${noun}_${stem}`],
    });
    if (!sealed) continue;
    facts.set(`${name}已填`, {
      type: BOOLEAN,
      source: { kind: 'derived', id: 'filled', key: field.key },
      zh: `${name}已填`,
      en: `${field.en} is filled in`,
      aliases: [],
    });
  }
  return facts;
}

/** 务工时间（月）→ 务工时间; 公益性岗位（月数）→ 公益性岗位月数. */
function withoutBrackets(name: string, unit: string | undefined): string[] {
  const [, head = '', inside = ''] = /^(.*)（([^（）]*)）$/.exec(name) ?? [];
  return head === '' ? [] : [inside === unit ? head : head + inside];
}

function stemOf({ key }: Field): string {
  return key.slice(key.indexOf('.') + 1);
}
