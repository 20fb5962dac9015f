import { parameterFacts } from '../parameters/parameter-facts.ts';
import type { Parameters } from '../parameters/parameters.ts';
import type { Facts, Subject } from './fact.ts';
import { FACTS } from './facts.ts';

/** Every name that rules on the subject may use, what it is and where it comes from. */
export function factsOf(subject: Subject, parameters: Parameters): Facts {
  // A parameter never takes a name that the dictionary has.
  return new Map([...parameterFacts(parameters, subject), ...FACTS[subject]]);
}
