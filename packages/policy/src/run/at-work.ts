import { isWithin, scopeOf, type RegionCode } from '@mingbai/core';
import type { RegisterView } from '../bind/register.ts';
import { dividesByZero, type Expression } from '@mingbai/policy-engine';
import { mentionedIn, type Mentioned } from '../check/mentioned.ts';
import type { Rule } from '../load/rule.ts';
import type { RuleSet } from '../load/load-rules.ts';
import type { Facts, Subject } from '../vocabulary/fact.ts';
import { SUBJECTS } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';

/** A rule that holds on the day and somewhere in the region, and what it speaks of. */
export interface RuleAtWork {
  readonly rule: Rule;
  /** Names of its condition and its message. */
  readonly names: Mentioned;
  /** True of a subject of which the condition divides by zero; absent where it cannot. */
  readonly divides?: Expression;
  /** Holds only there; null in the whole region. */
  readonly within: readonly RegionCode[] | null;
}

/** The rules of one view, with the words of its subjects. */
export interface RulesAtWork {
  readonly rules: readonly RuleAtWork[];
  readonly facts: Readonly<Record<Subject, Facts>>;
}

/** Rules in force; those that need a clear number only when a file is asked. */
export function rulesAtWork(
  { rules, parameters }: Pick<RuleSet, 'rules' | 'parameters'>,
  { on, region }: Pick<RegisterView, 'on' | 'region'>,
  origin: 'register' | 'file' = 'register',
): RulesAtWork {
  const facts = Object.fromEntries(
    SUBJECTS.map((subject) => [subject, factsOf(subject, parameters)]),
  ) as Record<Subject, Facts>;
  return {
    facts,
    rules: rules.flatMap((rule): RuleAtWork[] => {
      if ((rule.from ?? '') > on || on > (rule.to ?? '9999') || (rule.files && origin === 'register'))
        return [];
      const within = rule.regions?.some((area) => isWithin(region, area)) === false ? rule.regions : null;
      const areas = within?.filter((area) => isWithin(area, region)) ?? null;
      if (areas?.length === 0) return [];
      const flat = rule.facts.filter((name) => facts[rule.subject].get(name)?.source.kind !== 'nested');
      const names = mentionedIn(rule.expression, facts[rule.subject], flat);
      const divides = dividesByZero(rule.expression);
      return [{ rule, names, within: areas, ...(divides && { divides }) }];
    }),
  };
}

/** Whether a rule holds in a village. */
export function holdsIn({ within }: RuleAtWork, village: RegionCode | null): boolean {
  return within === null || (village !== null && within.some((area) => isWithin(village, area)));
}

/** SQL of the same over a row with `region`. */
export function holdsSql({ within }: RuleAtWork, row: string): string | undefined {
  return within
    ?.map((area) => {
      const { low, high } = scopeOf(area);
      return `${row}.region between ${BigInt(low)} and ${BigInt(high)}`;
    })
    .join(' or ');
}
