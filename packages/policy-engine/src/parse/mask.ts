import type { Type } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** What FEEL's grammar reads as a name by itself or, with blanks and operators, when told. */
const READABLE = /^[?_A-Za-z\u00a1-\uffff][\w?\u00a1-\uffff./\-'+*\s]*$/;
const LETTER = /[\w\u00a1-\uffff]/;
const SKIPPED = /"(?:\\[\s\S]|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** Every name and alias of the vocabulary, those of members' entries included. */
function allNames(vocabulary: Vocabulary, names: Set<string>): Set<string> {
  for (const [name, { aliases, type }] of Object.entries(vocabulary)) {
    names.add(name);
    for (const alias of aliases ?? []) names.add(alias);
    const entries = entriesOf(type);
    if (entries) allNames(entries, names);
  }
  return names;
}

/** The entries of a context or of the contexts in a list. */
export function entriesOf(type: Type): Vocabulary | undefined {
  if (type.kind === 'context') return type.entries;
  return type.kind === 'list' ? entriesOf(type.of) : undefined;
}

function patternOf(name: string): string {
  const text = name
    .trim()
    .replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
    .replace(/\s+/g, String.raw`\s+`);
  const before = LETTER.test(name[0] ?? '') ? String.raw`(?<![\w.\u00a1-\uffff])` : '';
  const after = LETTER.test(name.at(-1) ?? '') ? String.raw`(?![\w\u00a1-\uffff])` : '';
  // A path's dot stands before its name, a numeral's before its digits.
  const dotted = before && String.raw`(?:${before}|(?<=[^\d\s]\s*\.))`;
  return `${dotted}${text}${after}`;
}

/**
 * Makes a function that writes names the grammar cannot read (digits in front, brackets, commas …) as
 * letters that it can, character for character, so that positions stay.
 */
export function maskFor(vocabulary: Vocabulary): (source: string) => string {
  const odd = [...allNames(vocabulary, new Set())].filter((name) => !READABLE.test(name.trim()));
  if (odd.length === 0) return (source) => source;
  const longestFirst = odd.toSorted((a, b) => b.length - a.length);
  return (source) => {
    const close = source.replace(/\s+/g, '');
    const there = longestFirst.filter((name) => close.includes(name.replace(/\s+/g, '')));
    if (there.length === 0) return source;
    const pattern = new RegExp(`${SKIPPED.source}|${there.map(patternOf).join('|')}`, 'g');
    // What letter it is does not matter: names are looked up as they stand in the source.
    return source.replace(pattern, (found) => {
      return /^(?:"|\/\/|\/\*)/.test(found) ? found : '\u3400'.repeat(found.length);
    });
  };
}
