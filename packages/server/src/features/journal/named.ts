import { may, type Role } from '@mingbai/core';
import type { JournalEntry } from '@mingbai/core/api';
import { libraryIn } from '../policy/effective.ts';
import { subjectNames, type ListedEntry, type ReadTx, type SubjectName } from '@mingbai/store';

const PEOPLE: ReadonlySet<string> = new Set(['household', 'person', 'responsible', 'evidence', 'case']);

/** Entries with the names of what they are about. Whoever does not see the register sees no name of its people whole. */
export async function withNames(tx: ReadTx, role: Role, entries: readonly ListedEntry[]) {
  const names = new Map<string, SubjectName>();
  for (const county of new Set(entries.map((entry) => entry.county))) {
    const subjects = entries
      .filter((entry) => entry.county === county)
      .flatMap((entry) => [
        ...(entry.subject === null ? firstOf(casesIn(entry)).map(subjectOf) : [entry.subject]),
        `region:${entry.region}`,
      ]);
    for (const [subject, name] of await subjectNames(tx, county, subjects)) names.set(subject, name);
  }
  await nameFigures(tx, names);
  const sees = may(role, 'register.read');
  return entries.map((entry) => {
    const found = entry.subject === null ? undefined : names.get(entry.subject);
    const noun = entry.subject?.split(':')[0] ?? '';
    return {
      ...entry,
      at: entry.at.toISOString(),
      regionName: names.get(`region:${entry.region}`)?.name ?? null,
      about: found === undefined ? null : sees || !PEOPLE.has(noun) ? shown(found) : masked(noun, found),
      several: severalOf(entry, names, sees),
    };
  });
}

/** So many of several are named. */
const FIRST = 3;

function firstOf(cases: readonly string[]): readonly string[] {
  return cases.slice(0, FIRST);
}

function subjectOf(id: string): string {
  return `case:${id}`;
}

/** Ids of the cases that an entry says it was about. */
function casesIn({ changes }: ListedEntry): readonly string[] {
  const cases = isFacts(changes) ? changes['cases'] : undefined;
  return Array.isArray(cases) ? cases.filter((id) => typeof id === 'string') : [];
}

/** What an entry without a subject was about, as far as it says how many. */
function severalOf(
  entry: ListedEntry,
  names: ReadonlyMap<string, SubjectName>,
  sees: boolean,
): JournalEntry['several'] {
  const accepted = isFacts(entry.changes) ? entry.changes['accepted'] : undefined;
  if (entry.subject !== null || typeof accepted !== 'number') return null;
  const named = firstOf(casesIn(entry)).flatMap((id) => {
    const found = names.get(subjectOf(id));
    return found === undefined ? [] : [{ case: id, found }];
  });
  const nouns = new Set(named.map(({ found }) => found.noun));
  const [only] = nouns;
  return {
    noun: entry.command.startsWith('finding.')
      ? 'finding'
      : nouns.size === 1 && (only === 'household' || only === 'village')
        ? only
        : 'case',
    count: accepted,
    first: named.map(({ case: id, found }) => ({ case: id, name: sees ? found.name : hidden(found.name) })),
  };
}

function isFacts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown({ name, more }: SubjectName) {
  return { name, more };
}

/** A draft of a figure is kept under the figure's id; people know it by its name. */
async function nameFigures(tx: ReadTx, names: Map<string, SubjectName>): Promise<void> {
  const drafts = [...names].filter(([subject]) => subject.startsWith('policy_draft:'));
  if (drafts.length === 0) return;
  const { parameters } = await libraryIn(tx);
  for (const [subject, found] of drafts)
    names.set(subject, { ...found, name: parameters.get(found.name)?.zh ?? found.name });
}

/** The number of a household names nobody; the names of people keep their first character. */
function masked(noun: string, { name, more }: SubjectName): SubjectName {
  return noun === 'household' ? { name, more: more && hidden(more) } : { name: hidden(name), more };
}

function hidden(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(Math.max(1, rest.length));
}
