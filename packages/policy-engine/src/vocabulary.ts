import type { Entry } from './type.ts';

/**
 * The names that rules may use. A name may hold whatever a dictionary holds (Chinese, digits in front,
 * brackets, `/`, spaces); blanks in it count as one.
 */
export type Vocabulary = Readonly<Record<string, Entry>>;

/** A name as it is compared: FEEL gives blanks around its parts no weight. */
export function normalName(name: string): string {
  return name
    .replace(/\s*([./\-'+*])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

const indexes = new WeakMap<Vocabulary, ReadonlyMap<string, string>>();

/** The vocabulary's own name for what was written, or undefined. */
export function findName(vocabulary: Vocabulary, written: string): string | undefined {
  let index = indexes.get(vocabulary);
  if (!index) {
    index = indexOf(vocabulary);
    indexes.set(vocabulary, index);
  }
  return index.get(normalName(written));
}

function indexOf(vocabulary: Vocabulary): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const name of Object.keys(vocabulary)) index.set(normalName(name), name);
  // A name comes before somebody else's alias.
  for (const [name, { aliases }] of Object.entries(vocabulary)) {
    for (const alias of aliases ?? []) {
      const key = normalName(alias);
      if (!index.has(key)) index.set(key, name);
    }
  }
  return index;
}
