import type { Words } from '../problem.ts';
import type { Type } from '../type.ts';
import { type Context, type Facts, isContext } from '../value/value.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { InEnglish } from './english.ts';
import { type Path, valueAt } from './origin.ts';

/** How a member of a list is said: by its name, for instance. Undefined leaves it to its position. */
export type MemberLabel = (member: Context, path: Path) => Words | undefined;

export interface Labels {
  readonly vocabulary: Vocabulary;
  readonly facts: Facts;
  readonly member?: MemberLabel;
  /** For texts and units; names are said by the vocabulary. */
  readonly english?: InEnglish;
}

/** How the entry of a vocabulary is said. */
export function entryWords(name: string, vocabulary: Vocabulary, english?: InEnglish): Words {
  const entry = vocabulary[name];
  return { zh: entry?.zh ?? name, en: entry?.en ?? english?.(name, 'name') ?? entry?.zh ?? name };
}

/** The names within a context, or within the contexts of a list. */
export function entriesIn(type: Type | undefined): Vocabulary {
  if (type?.kind === 'context') return type.entries;
  return type?.kind === 'list' ? entriesIn(type.of) : {};
}

/** How the fact at a path is said: `成员第2项的年龄`, `age of members no. 2`. */
export function pathWords(path: Path, labels: Labels): Words {
  let vocabulary = labels.vocabulary;
  let type: Type | undefined;
  let words: Words | undefined;
  path.forEach((step, at) => {
    if (typeof step === 'number') {
      words = memberWords(path.slice(0, at + 1), step, words, labels);
      if (type?.kind === 'list') type = type.of;
      return;
    }
    const own = entryWords(step, vocabulary, labels.english);
    words = words ? { zh: `${words.zh}的${own.zh}`, en: `${own.en} of ${words.en}` } : own;
    type = vocabulary[step]?.type;
    vocabulary = entriesIn(type);
  });
  return words ?? { zh: '', en: '' };
}

function memberWords(path: Path, at: number, list: Words | undefined, labels: Labels): Words {
  const member = valueAt(labels.facts, path);
  const own = isContext(member) ? labels.member?.(member, path) : undefined;
  return own ?? { zh: `${list?.zh ?? ''}第${at + 1}项`, en: `${list?.en ?? ''} no. ${at + 1}` };
}

/** The type of the fact at a path, or undefined. */
export function typeAt(vocabulary: Vocabulary, path: Path): Type | undefined {
  let entries = vocabulary;
  let type: Type | undefined;
  for (const step of path) {
    if (typeof step === 'number') type = type?.kind === 'list' ? type.of : undefined;
    else type = entries[step]?.type;
    entries = entriesIn(type);
  }
  return type;
}
