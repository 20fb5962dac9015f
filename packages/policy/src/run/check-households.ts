import type { FindingRule, RegionCode } from '@mingbai/core';
import type { Hit, ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { HouseholdCheck, hitFacts, type RuleHit } from '../check/check-household.ts';
import { digestOf } from '../check/digest.ts';
import { type Mentioned, together } from '../check/mentioned.ts';
import type { HouseholdRows, VillageRows } from '../check/rows.ts';
import type { Facts } from '../vocabulary/fact.ts';
import type { RulesAtWork } from './at-work.ts';
import { findingRule } from './finding-rule.ts';
import { dividing, type LeftOut } from './full.ts';
import { type Needed, neededFor } from './needed.ts';
import { readHouseholds } from './read-households.ts';
import { type KnownVillage, readVillages } from './read-villages.ts';

/**
 * Rules to be asked of single households and villages: the facts of households are read once, by index and in one
 * round trip, and every rule is interpreted on them. Keep one for as long as its rules and day hold.
 */
export class HouseholdRules {
  readonly #check: HouseholdCheck;
  readonly #needed: Needed;
  /** As the ledger keeps them. */
  readonly findingRules: readonly FindingRule[];

  constructor(
    readonly work: RulesAtWork,
    readonly view: RegisterView,
    /** What else is to be read of households. */
    more: readonly { facts: Facts; names: Mentioned }[] = [],
  ) {
    this.#check = new HouseholdCheck(work, view);
    this.findingRules = work.rules.map(({ rule }) => findingRule(rule));
    this.#needed = neededFor([
      ...(['person', 'household'] as const).map((subject) => ({
        facts: work.facts[subject],
        names: together(work.rules.filter(({ rule }) => rule.subject === subject).map(({ names }) => names)),
      })),
      ...more,
    ]);
  }

  /** Rules that have divided by zero so far. */
  get leftOut(): LeftOut[] {
    return [...this.#check.divided].map(([rule, n]) => ({
      rule,
      version: this.findingRules.find(({ id }) => id === rule)?.version ?? '',
      ...dividing(n),
    }));
  }

  /** What the register has of households, enough for these rules. */
  read(tx: ReadTx, ids: readonly string[]): Promise<HouseholdRows[]> {
    return readHouseholds(tx, this.view, this.#needed, ids);
  }

  /** What is wrong with a household as it stands here, wherever its rows come from. */
  ask(household: HouseholdRows): RuleHit[] {
    return this.#check.household(household);
  }

  /** Villages with what rules of villages ask of them, in no order. */
  readVillages(tx: ReadTx, regions: readonly RegionCode[]): Promise<KnownVillage[]> {
    const own = this.work.rules.filter(({ rule }) => rule.subject === 'village');
    if (own.length === 0) return Promise.resolve([]);
    return readVillages(
      tx,
      this.view,
      this.work.facts.village,
      together(own.map(({ names }) => names)),
      regions,
    );
  }

  askVillage(village: VillageRows): RuleHit[] {
    return this.#check.village(village);
  }

  /** Of persons and households. */
  async check(tx: ReadTx, ids: readonly string[]): Promise<{ households: HouseholdRows[]; hits: Hit[] }> {
    const households = await this.read(tx, ids);
    const hits = households.flatMap((one) => this.ask(one));
    return { households, hits: hits.map((hit) => ledgerHit(hit, this.work)) };
  }

  async checkVillages(tx: ReadTx, regions: readonly RegionCode[]): Promise<Hit[]> {
    const villages = await this.readVillages(tx, regions);
    return villages
      .filter(({ known }) => known)
      .flatMap((one) => this.askVillage(one))
      .map((hit) => ledgerHit(hit, this.work));
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
