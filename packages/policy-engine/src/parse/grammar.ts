import { parser, trackVariables } from 'lezer-feel';
import type { Vocabulary } from '../vocabulary.ts';
import { entriesOf, maskFor } from './mask.ts';
import { regroup } from './regroup.ts';
import type { Syntax } from './syntax.ts';

export type Dialect = 'expression' | 'unary tests';

type Reader = (source: string) => Syntax;
type Tree = ReturnType<typeof parser.parse>;

const readers = new WeakMap<Vocabulary, Partial<Record<Dialect, Reader>>>();

/** Reads the source; names of more than one word are known by the vocabulary. The only place that knows lezer. */
export function readSyntax(source: string, vocabulary: Vocabulary, dialect: Dialect): Syntax {
  const known = readers.get(vocabulary) ?? {};
  readers.set(vocabulary, known);
  const reader = known[dialect] ?? makeReader(vocabulary, dialect);
  known[dialect] = reader;
  return reader(source);
}

function makeReader(vocabulary: Vocabulary, dialect: Dialect): Reader {
  const mask = maskFor(vocabulary);
  const reading = parser.configure({
    top: dialect === 'expression' ? 'Expression' : 'UnaryTests',
    contextTracker: trackVariables(wordy(vocabulary) ?? {}),
  });
  return (source) => {
    const tree = convert(reading.parse(rangesAsLists(mask(source))).topNode, source);
    return hasError(tree) ? tree : regroup(tree, source);
  };
}

/** The grammar has no `range<…>`; read as ` list<…>`, it is told apart by what stands in the source. */
function rangesAsLists(source: string): string {
  return source.includes('range')
    ? source.replace(RANGE_TYPE, (found) => (found.startsWith('range') ? ` list${found.slice(5)}` : found))
    : source;
}

const RANGE_TYPE = /"(?:\\[\s\S]|[^"\\\n])*"|(?<![\w\u00a1-\uffff])range(?=\s*<)/g;

interface Wordy {
  [name: string]: Wordy | 1;
}

/** The names that the grammar has to be told: those with blanks or operators, and those on the way to such. */
function wordy(vocabulary: Vocabulary): Wordy | undefined {
  const told: Wordy = {};
  for (const [name, { aliases, type }] of Object.entries(vocabulary)) {
    const entries = entriesOf(type);
    const inside = entries && wordy(entries);
    for (const written of [name, ...(aliases ?? [])]) {
      if (inside || /[\s./\-'+*]/.test(written)) told[written] = inside ?? 1;
    }
  }
  return Object.keys(told).length > 0 ? told : undefined;
}

function hasError({ isError, children }: Syntax): boolean {
  return isError || children.some(hasError);
}

/** Nobody writes, and nobody reads, what is nested deeper. */
const DEEPEST = 400;

function convert(node: Tree['topNode'], source: string, depth = 0): Syntax {
  const { from, to } = node;
  const name = node.name === 'ListType' && source[from - 1] === 'r' ? 'RangeType' : node.name;
  const text = source.slice(from, to);
  if (depth > DEEPEST) return { name, from, to, text, children: [], isError: true };
  const children: Syntax[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.name.endsWith('Comment')) children.push(convert(child, source, depth + 1));
  }
  return { name, from, to, text, children, isError: node.type.isError };
}
