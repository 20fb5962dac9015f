import { compile, type Context, type Evaluator, type EvaluateOptions } from '@mingbai/policy-engine';
import { regionCode, type RegionCode } from '@mingbai/core';
import { holdsIn, type RuleAtWork, type RulesAtWork } from '../run/at-work.ts';
import type { Subject } from '../vocabulary/fact.ts';
import { factJson } from './fact-json.ts';
import { type CheckView, householdFacts, personFacts, villageFacts } from './facts-of-rows.ts';
import { type Mentioned, together } from './mentioned.ts';
import type { HouseholdRows, MemberRows, VillageRows } from './rows.ts';

/** A rule that is broken, with the facts it speaks of. */
export interface RuleHit {
  readonly rule: RuleAtWork;
  readonly subject: Subject;
  /** Id of the person or household; of a village its code. */
  readonly id: string;
  readonly household: HouseholdRows | null;
  readonly member: MemberRows | null;
  /** By name: what the condition and the message say. */
  readonly values: Context;
}

/** Rules compiled once, to be asked of one household after the other. */
export class HouseholdCheck {
  readonly #rules: Readonly<Record<Subject, readonly Compiled[]>>;
  readonly #names: Readonly<Record<Subject, Mentioned>>;
  /** By rule that divided by zero: for how many. What such a rule says is not to be trusted. */
  readonly divided = new Map<string, number>();

  constructor(
    private readonly work: RulesAtWork,
    private readonly view: CheckView,
    private readonly options: EvaluateOptions = {},
  ) {
    const of = (subject: Subject) => work.rules.filter(({ rule }) => rule.subject === subject);
    const compiled = (subject: Subject) =>
      of(subject).map((rule) => ({
        rule,
        run: compile(rule.rule.expression),
        ...(rule.divides && { divides: compile(rule.divides) }),
      }));
    const names = (subject: Subject) => together(of(subject).map((one) => one.names));
    this.#rules = {
      person: compiled('person'),
      household: compiled('household'),
      village: compiled('village'),
    };
    this.#names = { person: names('person'), household: names('household'), village: names('village') };
  }

  /** What is wrong with a household and its members. */
  household(household: HouseholdRows): RuleHit[] {
    const { facts } = this.work;
    const village = household.region === null ? null : regionCode(household.region);
    const own = householdFacts(household, facts.household, this.#names.household, this.view);
    const hits = this.#ask('household', own, village, household.id, household, null);
    for (const member of household.members) {
      const values = personFacts(member, household, facts.person, this.#names.person, this.view);
      hits.push(...this.#ask('person', values, village, member.id, household, member));
    }
    return hits;
  }

  village(village: VillageRows): RuleHit[] {
    const values = villageFacts(village, this.work.facts.village, this.#names.village, this.view);
    return this.#ask('village', values, regionCode(village.region), village.region, null, null);
  }

  #ask(
    subject: Subject,
    values: Context,
    village: RegionCode | null,
    id: string,
    household: HouseholdRows | null,
    member: MemberRows | null,
  ): RuleHit[] {
    return this.#rules[subject].flatMap(({ rule, run, divides }) => {
      if (!holdsIn(rule, village)) return [];
      if (divides?.(values, this.options) === true) {
        this.divided.set(rule.rule.id, (this.divided.get(rule.rule.id) ?? 0) + 1);
        return [];
      }
      return run(values, this.options) === true ? [{ rule, subject, id, household, member, values }] : [];
    });
  }
}

interface Compiled {
  readonly rule: RuleAtWork;
  readonly run: Evaluator;
  readonly divides?: Evaluator;
}

/** The facts of a hit as the ledger keeps them: `户.户类型` for what is said of a noun around the subject. */
export function hitFacts(
  { rule, subject, values }: RuleHit,
  { facts }: RulesAtWork,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  show(shown, '', rule.names, facts[subject], values);
  return shown;
}

function show(
  into: Record<string, unknown>,
  prefix: string,
  names: Mentioned,
  facts: RulesAtWork['facts'][Subject],
  values: Context,
): void {
  for (const [name, inner] of names) {
    const fact = facts.get(name);
    if (fact === undefined) continue;
    const value = values.get(name) ?? null;
    const path = `${prefix}${name}`;
    if (inner === null || fact.source.kind !== 'nested') {
      into[path] = factJson(value, fact.type);
      continue;
    }
    const around = fact.source.facts;
    const one = (context: unknown): Record<string, unknown> => {
      const said: Record<string, unknown> = {};
      if (context instanceof Map) show(said, '', inner, around, context as Context);
      return said;
    };
    if (Array.isArray(value)) into[path] = value.map(one);
    else if (value instanceof Map) show(into, `${path}.`, inner, around, value as Context);
  }
}
