import { may, type Role } from '@mingbai/core';
import { libraryIn } from '../policy/effective.ts';
import { subjectNames, type ListedEntry, type ReadTx, type SubjectName } from '@mingbai/store';

const PEOPLE: ReadonlySet<string> = new Set(['household', 'person', 'responsible', 'evidence', 'case']);

/** Entries with the names of what they are about. Whoever does not see the register sees no name of its people whole. */
export async function withNames(tx: ReadTx, role: Role, entries: readonly ListedEntry[]) {
  const names = new Map<string, SubjectName>();
  for (const county of new Set(entries.map((entry) => entry.county))) {
    const subjects = entries
      .filter((entry) => entry.county === county)
      .flatMap(({ subject, region }) => [...(subject === null ? [] : [subject]), `region:${region}`]);
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
      about: found === undefined ? null : sees || !PEOPLE.has(noun) ? { ...found } : masked(noun, found),
    };
  });
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
