import type { FindingRule } from '@mingbai/core';
import type { Hit, ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { HouseholdCheck, hitFacts, type RuleHit } from '../check/check-household.ts';
import { digestOf } from '../check/digest.ts';
import { together } from '../check/mentioned.ts';
import type { HouseholdRows } from '../check/rows.ts';
import type { RulesAtWork } from './at-work.ts';
import { findingRule } from './finding-rule.ts';
import { type Needed, neededFor } from './needed.ts';
import { readHouseholds } from './read-households.ts';

/**
 * Rules to be asked of single households: their facts are read once, by index and in one round trip, and every rule
 * is interpreted on them. Keep one for as long as its rules and day hold.
 */
export class HouseholdRules {
  readonly #check: HouseholdCheck;
  readonly #needed: Needed;
  /** Those that are asked of households and persons, as the ledger keeps them. */
  readonly findingRules: readonly FindingRule[];

  constructor(
    readonly work: RulesAtWork,
    readonly view: RegisterView,
  ) {
    this.#check = new HouseholdCheck(work, view);
    this.findingRules = work.rules
      .filter(({ rule }) => rule.subject !== 'village')
      .map(({ rule }) => findingRule(rule));
    this.#needed = neededFor(
      (['person', 'household'] as const).map((subject) => ({
        facts: work.facts[subject],
        names: together(work.rules.filter(({ rule }) => rule.subject === subject).map(({ names }) => names)),
      })),
    );
  }

  /** What the register has of households, enough for these rules. */
  read(tx: ReadTx, ids: readonly string[]): Promise<HouseholdRows[]> {
    return readHouseholds(tx, this.view, this.#needed, ids);
  }

  /** What is wrong with a household as it stands here, wherever its rows come from. */
  ask(household: HouseholdRows): RuleHit[] {
    return this.#check.household(household);
  }

  /** Of persons and households; villages are asked by `runRules`. */
  async check(tx: ReadTx, ids: readonly string[]): Promise<{ households: HouseholdRows[]; hits: Hit[] }> {
    const households = await this.read(tx, ids);
    const hits = households.flatMap((one) => this.ask(one));
    return { households, hits: hits.map((hit) => ledgerHit(hit, this.work)) };
  }
}

/** As the ledger of findings takes it. */
export function ledgerHit(hit: RuleHit, work: RulesAtWork): Hit {
  const { rule, subject, id, household, member } = hit;
  const facts = hitFacts(hit, work);
  return {
    rule: rule.rule.id,
    severity: rule.rule.severity,
    noun: subject,
    subjectId: id,
    householdId: household?.id ?? null,
    personId: member?.id ?? null,
    region: household?.region ?? id,
    facts,
    digest: digestOf(facts),
  };
}
