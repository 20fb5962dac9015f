import type { Type } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** Something a generated expression may speak of: how it is written, and what it is. */
export interface Seen {
  readonly text: string;
  readonly type: Type;
}

/** What is in sight at one place of an expression; `key` tells places apart. */
export interface Sight {
  readonly key: string;
  readonly seen: readonly Seen[];
}

/** Every fact, those within contexts by their path. */
export function sightOf(vocabulary: Vocabulary, prefix = ''): Seen[] {
  return Object.entries(vocabulary).flatMap(([name, { type }]) => {
    const text = prefix + name;
    return type.kind === 'context' ? sightOf(type.entries, `${text}.`) : [{ text, type }];
  });
}

/** The lists of contexts in sight, whose members have names of their own. */
export function listsOfContexts(sight: Sight): { readonly text: string; readonly entries: Vocabulary }[] {
  return sight.seen.flatMap(({ text, type }) => {
    return type.kind === 'list' && type.of.kind === 'context' ? [{ text, entries: type.of.entries }] : [];
  });
}

/** Those in sight that are exactly of the type; numbers with exactly its unit. */
export function seenOf(sight: Sight, type: Type): string[] {
  return sight.seen.filter((each) => sameType(each.type, type)).map(({ text }) => text);
}

function sameType(one: Type, other: Type): boolean {
  if (one.kind === 'number' && other.kind === 'number') return one.unit === other.unit;
  if (one.kind === 'code' && other.kind === 'code') return one.list.name === other.list.name;
  if (one.kind === 'list' && other.kind === 'list') return sameType(one.of, other.of);
  return one.kind === other.kind;
}
