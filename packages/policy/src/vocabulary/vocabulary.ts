import type { ContextType, Entry, Vocabulary } from '@mingbai/policy-engine';
import type { Facts } from './fact.ts';

/** The names as the engine parses against them. */
export function vocabularyOf(facts: Facts): Vocabulary {
  return Object.fromEntries(
    [...facts].map(([name, { type, zh, en, aliases }]): [string, Entry] => [name, { type, zh, en, aliases }]),
  );
}

export function contextOf(facts: Facts): ContextType {
  return { kind: 'context', entries: vocabularyOf(facts) };
}
