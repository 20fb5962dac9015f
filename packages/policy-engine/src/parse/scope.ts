import type { Type } from '../type.ts';
import { findName, normalName, type Vocabulary } from '../vocabulary.ts';
import { entriesOf } from './mask.ts';

interface Bound {
  readonly name: string;
  readonly binding: number;
  readonly type: Type;
}

/** Where a name is looked for, from the innermost outwards. */
export type Scope =
  | { readonly kind: 'facts'; readonly vocabulary: Vocabulary }
  | { readonly kind: 'bound'; readonly bound: Bound; readonly outer: Scope }
  | { readonly kind: 'filter'; readonly item: Bound; readonly outer: Scope };

export type Found =
  | { readonly kind: 'fact'; readonly name: string; readonly type: Type }
  | { readonly kind: 'variable'; readonly bound: Bound }
  | { readonly kind: 'entry'; readonly item: Bound; readonly name: string; readonly type: Type };

export function bind(outer: Scope, name: string, binding: number, type: Type): Scope {
  return { kind: 'bound', bound: { name, binding, type }, outer };
}

export function within(outer: Scope, binding: number, type: Type): Scope {
  return { kind: 'filter', item: { name: 'item', binding, type }, outer };
}

/** What a name means here, or undefined. */
export function resolve(scope: Scope, written: string): Found | undefined {
  const name = normalName(written);
  for (let at: Scope = scope; ; at = at.outer) {
    if (at.kind === 'facts') {
      const known = findName(at.vocabulary, name);
      const entry = known === undefined ? undefined : at.vocabulary[known];
      return known !== undefined && entry ? { kind: 'fact', name: known, type: entry.type } : undefined;
    }
    if (at.kind === 'bound') {
      if (normalName(at.bound.name) === name) return { kind: 'variable', bound: at.bound };
      continue;
    }
    const entries = entriesOf(at.item.type);
    const known = entries && findName(entries, name);
    const entry = known === undefined ? undefined : entries?.[known];
    if (known !== undefined && entry) return { kind: 'entry', item: at.item, name: known, type: entry.type };
    if (name === 'item') return { kind: 'variable', bound: at.item };
  }
}

/** The innermost filter whose members' names are not known before the run. */
export function openItem(scope: Scope): Bound | undefined {
  for (let at: Scope = scope; at.kind !== 'facts'; at = at.outer) {
    if (at.kind === 'filter' && (at.item.type.kind === 'any' || at.item.type.kind === 'null')) return at.item;
  }
  return undefined;
}

/** The fact whose entries are not known before the run, and may be said without it. */
export function openFact(scope: Scope): string | undefined {
  let at: Scope = scope;
  while (at.kind !== 'facts') at = at.outer;
  return Object.entries(at.vocabulary).find(([, { open }]) => open === true)?.[0];
}

/** All names that mean something here. */
export function namesIn(scope: Scope): string[] {
  const names: string[] = [];
  for (let at: Scope = scope; ; at = at.outer) {
    if (at.kind === 'facts') {
      for (const [name, { aliases }] of Object.entries(at.vocabulary)) names.push(name, ...(aliases ?? []));
      return names;
    }
    if (at.kind === 'bound') names.push(at.bound.name);
    else names.push(...Object.keys(entriesOf(at.item.type) ?? {}));
  }
}

/** The names that have names of their own: contexts, and lists of contexts. */
export function ownersIn(scope: Scope): [string, Type][] {
  const owners: [string, Type][] = [];
  for (let at: Scope = scope; ; at = at.outer) {
    if (at.kind === 'facts') {
      for (const [name, { type }] of Object.entries(at.vocabulary)) owners.push([name, type]);
      return owners.filter(([, type]) => entriesOf(type) !== undefined);
    }
    const { name, type } = at.kind === 'bound' ? at.bound : at.item;
    owners.push([name, type]);
  }
}
