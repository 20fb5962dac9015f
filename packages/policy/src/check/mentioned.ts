import { type Expression, mentions } from '@mingbai/policy-engine';
import type { Facts } from '../vocabulary/fact.ts';

/** Names that rules say, by the vocabulary's own spelling; below a nested one, those said of it. */
export type Mentioned = ReadonlyMap<string, Mentioned | null>;

type Growing = Map<string, Growing | null>;

/** The names that an expression over these facts says, and `more` beside them; what a parameter goes by is among them. */
export function mentionedIn(expression: Expression, facts: Facts, more: readonly string[] = []): Mentioned {
  const names: Growing = new Map();
  for (const path of [...mentions(expression), ...more.map((name) => [name])]) note(names, facts, path);
  return names;
}

function note(into: Growing, facts: Facts, [name, ...rest]: readonly string[]): void {
  const source = name === undefined ? undefined : facts.get(name)?.source;
  if (name === undefined || source === undefined) return;
  if (source.kind === 'parameter') note(into, facts, [source.day]);
  if (source.kind !== 'nested') {
    into.set(name, null);
    return;
  }
  const inner: Growing = into.get(name) ?? new Map();
  into.set(name, inner);
  note(inner, source.facts, rest);
}

/** All that any of them says. */
export function together(parts: Iterable<Mentioned>): Mentioned {
  const all = new Map<string, Mentioned | null>();
  for (const part of parts) {
    for (const [name, inner] of part) {
      const known = all.get(name);
      all.set(name, known && inner ? together([known, inner]) : (known ?? inner));
    }
  }
  return all;
}
