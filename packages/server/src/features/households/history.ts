import type { HistoryLine, Value } from '@mingbai/core/api';
import {
  fieldOrder,
  type HouseholdStatements,
  type Origin,
  type Statement,
  type Vault,
} from '@mingbai/store';
import { masked } from './masked.ts';
import { provenanceOf } from './provenance.ts';

type Change = HistoryLine['changes'][number];

/** What each statement changed against what was known before it, newest first; the first of a thing is new in full. */
export function historyOf(
  said: HouseholdStatements,
  origins: ReadonlyMap<string, Origin>,
  vault: Pick<Vault, 'open'>,
): HistoryLine[] {
  const lines = new Map<string, HistoryLine>();
  for (const statements of byThing(said.statements)) {
    for (const statement of statements) {
      const changes = changesOf(statement, baseOf(statement, statements), said, vault);
      if (changes.length === 0) continue;
      const { valid_from, ...origin } = provenanceOf(statement, origins);
      const subject = statement.subject ?? said.household_no;
      const why = origins.get(statement.entry)?.reason ?? null;
      // Items of one year's account are things of their own; people read them as one line.
      const key = JSON.stringify([
        statement.entry,
        statement.noun,
        subject,
        valid_from,
        statement.known_from,
      ]);
      const line = lines.get(key);
      if (line === undefined)
        lines.set(key, { ...origin, reason: why, noun: statement.noun, subject, valid_from, changes });
      else line.changes.push(...changes);
    }
  }
  return [...lines.values()].sort(
    (a, b) =>
      order(b.at, a.at) || order(b.valid_from, a.valid_from) || NOUNS.indexOf(a.noun) - NOUNS.indexOf(b.noun),
  );
}

const NOUNS = [
  'household',
  'membership',
  'person',
  'condition',
  'guarantee',
  'risk',
  'measure',
  'income',
  'work',
  'responsible',
];

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byThing(statements: readonly Statement[]): Statement[][] {
  const things = new Map<string, Statement[]>();
  for (const statement of statements) {
    const key = `${statement.noun}/${statement.thing}`;
    const thing = things.get(key) ?? [];
    thing.push(statement);
    things.set(key, thing);
  }
  return [...things.values()];
}

/** What was believed of that day when the statement was made: the latest of those recorded earlier about that day or before. */
function baseOf(statement: Statement, thing: readonly Statement[]): Statement | undefined {
  return thing
    .filter((other) => other.known_from < statement.known_from && other.valid_from <= statement.valid_from)
    .sort((a, b) => order(a.valid_from, b.valid_from) || order(a.known_from, b.known_from))
    .at(-1);
}

function changesOf(
  statement: Statement,
  base: Statement | undefined,
  said: HouseholdStatements,
  vault: Pick<Vault, 'open'>,
): Change[] {
  const sealed = Object.keys(statement.sealed)
    .filter((stem) => statement.hashes[stem] !== (base?.hashes[stem] ?? null))
    .map((stem): Change => ({
      field: stem,
      old: shown(base, stem, vault),
      new: shown(statement, stem, vault),
    }));
  const open = Object.keys({ ...base?.values, ...statement.values })
    .map((field): Change => ({ field, old: value(base, field, said), new: value(statement, field, said) }))
    .filter((change) => JSON.stringify(change.old) !== JSON.stringify(change.new));
  const fields = fieldOrder(statement.noun).map(({ stem }) => stem);
  return [...open, ...sealed].sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
}

function value(statement: Statement | undefined, field: string, said: HouseholdStatements): Value {
  const stored = (statement?.values[field] ?? null) as Value;
  if (field !== 'region' || typeof stored !== 'string') return stored;
  return Object.entries(said.regions).find(([code]) => code === stored)?.[1] ?? stored;
}

function shown(statement: Statement | undefined, stem: string, vault: Pick<Vault, 'open'>): string | null {
  const sealed = statement?.sealed[stem] ?? null;
  if (statement === undefined || sealed === null) return null;
  const { noun } = statement;
  if (
    (noun === 'household' || noun === 'person' || noun === 'responsible') &&
    (stem === 'identity_no' || stem === 'phone' || stem === 'bank_account')
  )
    return masked(vault, noun, stem, sealed);
  return '****';
}
