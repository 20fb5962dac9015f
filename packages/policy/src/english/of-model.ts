import { CODE_LISTS, unitInEnglish } from '@mingbai/core';
import type { InEnglish, Type, Vocabulary } from '@mingbai/policy-engine';
import type { GraphNode, Model } from '@mingbai/policy-engine/dmn';
import type { EnglishWords } from './table.ts';

/** How a model is said in English: what it calls things itself, then the table, then the register's words. */
export interface ModelEnglish extends EnglishWords {
  readonly say: InEnglish;
}

export function englishOf(
  model: Model,
  nodes: Iterable<GraphNode>,
  vocabulary: Vocabulary,
  table: EnglishWords,
): ModelEnglish {
  const names = new Map<string, string>();
  const put = (name: string, label: string | undefined): void => {
    if (label !== undefined && !names.has(name)) names.set(name, label);
  };
  for (const { name, element } of nodes) put(name, element.label);
  const visit = (items: Model['items']): void => {
    for (const { name, label, components } of items) {
      put(name, label);
      visit(components);
    }
  };
  visit(model.items);
  for (const [name, label] of table.names) put(name, label);
  for (const [name, label] of namesIn(vocabulary)) put(name, label);
  const values = new Map([...CODE_WORDS, ...table.values]);
  const say: InEnglish = (text, as) =>
    as === 'unit' ? unitInEnglish(text) : (as === 'name' ? names : values).get(text);
  return { names, values, say };
}

/** Labels of the dictionary's code lists. What two of them say differently is the table's to decide. */
const CODE_WORDS: ReadonlyMap<string, string> = new Map(
  CODE_LISTS.flatMap(({ codes }) => codes.map(({ zh, en }) => [zh, en] as const)),
);

const HAN = /\p{Script=Han}/u;

const known = new WeakMap<Vocabulary, ReadonlyMap<string, string>>();

/** All names of a vocabulary, also those within its contexts; what is nearer comes first. */
function namesIn(vocabulary: Vocabulary): ReadonlyMap<string, string> {
  const found = known.get(vocabulary);
  if (found) return found;
  const names = new Map<string, string>();
  for (const [name, { en }] of Object.entries(vocabulary)) if (en !== undefined) names.set(name, en);
  // A name comes before somebody else's alias; English ones need no English.
  for (const { en, aliases = [] } of Object.values(vocabulary))
    for (const alias of aliases)
      if (en !== undefined && HAN.test(alias) && !names.has(alias)) names.set(alias, en);
  for (const { type } of Object.values(vocabulary)) {
    const entries = entriesOf(type);
    if (entries) for (const [name, en] of namesIn(entries)) if (!names.has(name)) names.set(name, en);
  }
  known.set(vocabulary, names);
  return names;
}

function entriesOf(type: Type): Vocabulary | undefined {
  if (type.kind === 'list') return entriesOf(type.of);
  return type.kind === 'context' ? type.entries : undefined;
}
