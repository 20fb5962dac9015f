import { numberOf } from '@mingbai/policy-engine';
import { CHECK_DAY } from '../vocabulary/derived-facts.ts';
import type { Fact, Subject } from '../vocabulary/fact.ts';
import type { Parameters } from './parameters.ts';
import type { Parameter } from './schema.ts';

/** Parameters as facts of a subject: by the day of the check, and by the other days they name. */
export function parameterFacts(parameters: Parameters, subject: Subject): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const one of parameters.values()) {
    facts.set(one.zh, factOf(one, one, CHECK_DAY, [one.id]));
    for (const other of one.also) {
      if (other.subject === subject) facts.set(other.zh, factOf(one, other, other.day, []));
    }
  }
  return facts;
}

function factOf(
  { id, unit }: Parameter,
  { zh, en }: { zh: string; en: string },
  day: string,
  aliases: readonly string[],
): Fact {
  return { type: numberOf(unit), source: { kind: 'parameter', id, day }, zh, en, aliases };
}
