import { type Field, fieldOf, fieldsOf, type Noun, nounOf } from '@mingbai/core';
import { namesOfSum } from '../bind/sums.ts';
import type { Mentioned } from '../check/mentioned.ts';
import type { Parameters } from '../parameters/parameters.ts';
import type { Facts, FactSource, Subject } from '../vocabulary/fact.ts';
import type { RuleAtWork, RulesAtWork } from './at-work.ts';
import type { Changed } from './changed.ts';

/** What must change for a rule to say something else of a subject, the calendar aside. */
interface Dependence {
  /** Fields that it reads. */
  readonly fields: Set<Field['key']>;
  /** Nouns of which it matters how many rows there are. */
  readonly rows: Set<Noun>;
}

/** Rows without which there is no such subject. A village is also there by the households in it. */
const SUBJECT_ROWS: Readonly<Record<Subject, readonly Noun[]>> = {
  person: ['membership'],
  household: ['household'],
  village: ['village', 'household'],
};

/** The rules that a change may make true or untrue somewhere, or of whose hits it changes the facts. */
export function affectedRules(
  work: RulesAtWork,
  changed: Changed,
  parameters: Parameters,
): readonly RuleAtWork[] {
  if (changed.moved) return work.rules;
  return work.rules.filter((one) => isAffected(dependenceOf(one, work, parameters), changed));
}

/** Whether any of the rules reads what a village says of itself from a household: `村`. */
export function readsVillages(rules: readonly RuleAtWork[], work: RulesAtWork): boolean {
  return rules.some(
    ({ rule, names }) =>
      rule.subject !== 'village' &&
      [...names.keys()].some((name) => isVillage(work.facts[rule.subject].get(name)?.source)),
  );
}

function isVillage(source: FactSource | undefined): boolean {
  return source?.kind === 'nested' && source.of === 'village';
}

function dependenceOf({ rule, names }: RuleAtWork, work: RulesAtWork, parameters: Parameters): Dependence {
  const found: Dependence = { fields: new Set(), rows: new Set(SUBJECT_ROWS[rule.subject]) };
  visit(work.facts[rule.subject], names, parameters, found);
  return found;
}

function visit(facts: Facts, names: Mentioned, parameters: Parameters, found: Dependence): void {
  for (const [name, inner] of names) {
    const source = facts.get(name)?.source;
    if (source !== undefined) take(source, inner ?? new Map(), parameters, found);
  }
}

const ROWS_OF_LIST: Partial<Record<Extract<FactSource, { kind: 'nested' }>['of'], Noun>> = {
  members: 'membership',
  responsible: 'responsible',
};

function take(source: FactSource, inner: Mentioned, parameters: Parameters, found: Dependence): void {
  switch (source.kind) {
    case 'field':
      found.fields.add(source.key);
      break;
    case 'derived':
      if (source.key !== undefined) found.fields.add(source.key);
      else if (source.id === 'income-year') found.rows.add('income');
      else if (source.id === 'village-year') found.rows.add('village');
      else if (source.id === 'measure-kinds')
        for (const { key } of fieldsOf('measure')) found.fields.add(key);
      break;
    case 'neighbour':
      found.fields.add(source.id === 'persons-of-identity' ? 'person.identity_no' : 'household.phone');
      found.rows.add(source.id === 'persons-of-identity' ? 'membership' : 'household');
      break;
    case 'sum': {
      const { facts, names } = namesOfSum(source.sum, parameters);
      found.rows.add(source.sum.over === 'person' ? 'membership' : 'household');
      visit(facts, names, parameters, found);
      break;
    }
    case 'nested': {
      const rows = ROWS_OF_LIST[source.of];
      if (rows !== undefined) found.rows.add(rows);
      visit(source.facts, inner, parameters, found);
      break;
    }
    // The day that it goes by is among the names.
    case 'parameter':
  }
}

/** A row that came or went, or another row in the place of the last, changes every field of its noun. */
function isAffected({ fields, rows }: Dependence, changed: Changed): boolean {
  if ([...rows].some((noun) => changed.rows.has(noun))) return true;
  return [...fields].some((key) => changed.fields.has(key) || changed.rows.has(nounOf(fieldOf(key))));
}
