import fc from 'fast-check';
import type { Json } from '../facts/json.ts';
import { BOOLEAN, type Type } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { booleans } from './booleans.ts';
import { literal, plain } from './literal.ts';
import { lists } from './lists.ts';
import { numbers } from './numbers.ts';
import type { Making, Production } from './production.ts';
import { sightOf, seenOf, type Sight } from './sight.ts';
import { temporals } from './temporals.ts';
import { texts } from './texts.ts';

export interface ExpressionOptions {
  /** How deep expressions go; default 3. */
  readonly depth?: number;
  /** Features not to be used: operators by their sign, functions by their name, and those the productions name. */
  readonly without?: readonly string[];
}

/** Sources of expressions of the type (yes-or-no by default), all of which the vocabulary lets pass. */
export function arbitraryExpression(
  vocabulary: Vocabulary,
  type: Type = BOOLEAN,
  options: ExpressionOptions = {},
): fc.Arbitrary<string> {
  const known = new Map<string, fc.Arbitrary<string>>();
  const without = new Set(options.without);
  const make = (wanted: Type, sight: Sight, depth: number): fc.Arbitrary<string> => {
    const key = `${depth} ${sight.key} ${keyOf(wanted)}`;
    const made = known.get(key) ?? compose(wanted, sight, depth);
    known.set(key, made);
    return made;
  };
  const compose = (wanted: Type, sight: Sight, depth: number): fc.Arbitrary<string> => {
    const making: Making = {
      of: (inner, from = sight) => make(inner, from, depth - 1),
      sight,
      depth,
    };
    const leaves = leavesOf(wanted, sight, without);
    if (depth <= 0) return fc.oneof(...leaves);
    const deeper = productionsOf(wanted, making)
      .filter(({ feature }) => !without.has(feature))
      .map(({ weight = 1, make: build }) => ({ weight, arbitrary: build() }));
    return deeper.length === 0 ? fc.oneof(...leaves) : fc.oneof(...leaves, ...deeper);
  };
  return make(type, { key: '', seen: sightOf(vocabulary) }, options.depth ?? 3);
}

function keyOf(type: Type): string {
  if (type.kind === 'number') return `number ${type.unit ?? ''}`;
  if (type.kind === 'code') return `code ${type.list.name}`;
  return type.kind === 'list' ? `list ${keyOf(type.of)}` : type.kind;
}

function leavesOf(
  type: Type,
  sight: Sight,
  without: ReadonlySet<string>,
): { weight: number; arbitrary: fc.Arbitrary<string> }[] {
  const seen = seenOf(sight, type);
  const written = literal(type);
  return [
    ...(seen.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...seen) }] : []),
    ...(written ? [{ weight: type.kind === 'boolean' ? 1 : 4, arbitrary: written }] : []),
    ...(without.has('null') && (seen.length > 0 || written)
      ? []
      : [{ weight: seen.length + (written ? 1 : 0) > 0 ? 1 : 4, arbitrary: fc.constant('null') }]),
  ];
}

function productionsOf(type: Type, making: Making): Production[] {
  const choice: Production = {
    feature: 'if',
    make: () =>
      fc
        .tuple(making.of(BOOLEAN), making.of(type), making.of(type))
        .map(([condition, yes, no]) => `(if ${condition} then ${yes} else ${no})`),
  };
  switch (type.kind) {
    case 'boolean':
      return [choice, ...booleans(making)];
    case 'number':
      return [choice, ...numbers(type, making)];
    case 'string':
      return [choice, ...texts(making)];
    case 'list':
      return lists(type, making);
    case 'code':
      return [];
    default:
      return [choice, ...temporals(type, making)];
  }
}

/** Facts of the vocabulary as JSON: some null, some not given, lists empty or null at times. */
export function arbitraryFacts(vocabulary: Vocabulary): fc.Arbitrary<Record<string, Json>> {
  const each = Object.entries(vocabulary).map(([name, { type }]) => [name, factOf(type)] as const);
  const record: fc.Arbitrary<Record<string, Json>> = fc.record(Object.fromEntries(each));
  // Some are not given at all, which is the same as null.
  return fc.tuple(record, fc.subarray(Object.keys(vocabulary), { maxLength: 2 })).map(([facts, dropped]) => {
    return Object.fromEntries(Object.entries(facts).filter(([name]) => !dropped.includes(name)));
  });
}

function factOf(type: Type): fc.Arbitrary<Json> {
  const value = valueOf(type);
  return fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });
}

function valueOf(type: Type): fc.Arbitrary<Json> {
  if (type.kind === 'list') return fc.array(factOf(type.of), { maxLength: 4 });
  if (type.kind === 'context') return arbitraryFacts(type.entries);
  return plain(type) ?? fc.constant(null);
}
