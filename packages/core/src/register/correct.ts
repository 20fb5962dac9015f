import { fieldsOf } from '../dictionary/index.ts';
import type { Field } from '../dictionary/field.ts';

/** What a village corrects by hand: how a household lives, and what its members are, not who they are. */
export const CORRECTED_NOUNS = ['household', 'condition', 'person'] as const;
export type CorrectedNoun = (typeof CORRECTED_NOUNS)[number];

/**
 * Filled in by a village and yet not corrected by hand. State, card, class, causes and identification come about
 * by procedures; who somebody is stands on the identity card, and a change of it is one too; income is summed up
 * from its account; where money is paid to is not a matter of one person.
 */
const BY_PROCEDURE: ReadonlySet<string> = new Set([
  'household.household_type',
  'household.poverty_class',
  'household.exit_state',
  'household.standard',
  'household.identified_on',
  'household.exited_on',
  'household.planned_exit_year',
  'household.monitor_class',
  'household.main_cause',
  'household.other_causes',
  'household.per_capita_net',
  'household.bank',
  'household.relocated',
  'household.settlement',
  'person.name',
  'person.sex',
  'person.birth_date',
  'person.identity_kind',
  'person.identified_on',
  'person.relocated',
]);

/** Fields of a noun that may be corrected directly, in the order of the dictionary: what a village fills in, and telephones. */
export function correctableFields(noun: CorrectedNoun): Field[] {
  return fieldsOf(noun).filter(
    ({ key, filledBy, type }) => !BY_PROCEDURE.has(key) && (filledBy === 'village' || type === 'phone'),
  );
}
