import { compile, Decimal, type Evaluator } from '@mingbai/policy-engine';
import { namesOfSum } from '../bind/sums.ts';
import { type CheckView, householdFacts, personFacts } from '../check/facts-of-rows.ts';
import type { Mentioned } from '../check/mentioned.ts';
import type { HouseholdRows, VillageRows } from '../check/rows.ts';
import type { Facts, VillageSum } from '../vocabulary/fact.ts';

interface Adding {
  readonly sum: VillageSum;
  readonly facts: Facts;
  readonly names: Mentioned;
  readonly where: Evaluator | undefined;
}

/**
 * What households that change do to the sums of their villages. A person who comes from a household of which the
 * file does not speak counts in both until the import is in.
 */
export class VillageTally {
  readonly #adding: readonly Adding[];
  readonly #differences = new Map<string, Map<string, Decimal>>();

  constructor(
    sums: readonly VillageSum[],
    private readonly view: CheckView,
  ) {
    this.#adding = sums.map((sum) => {
      const { facts, names, where } = namesOfSum(sum, view.parameters);
      return { sum, facts, names, where: where && compile(where) };
    });
  }

  /** What has to be read of households. */
  get needs(): { facts: Facts; names: Mentioned }[] {
    return this.#adding.map(({ facts, names }) => ({ facts, names }));
  }

  /** Undefined before: it is new. */
  note(before: HouseholdRows | undefined, after: HouseholdRows): void {
    if (before !== undefined) this.#add(before, -1);
    this.#add(after, 1);
  }

  /** The village's sums as they would be. */
  sums({ region, sums }: VillageRows): ReadonlyMap<string, string> {
    const differences = this.#differences.get(region);
    return new Map(
      [...(sums ?? [])].map(([id, sum]) => [
        id,
        new Decimal(String(sum ?? 0)).plus(differences?.get(id) ?? 0).toFixed(),
      ]),
    );
  }

  #add(household: HouseholdRows, sign: 1 | -1): void {
    if (household.region === null) return;
    let village = this.#differences.get(household.region);
    if (village === undefined) this.#differences.set(household.region, (village = new Map()));
    for (const one of this.#adding) {
      const value = this.#valueOf(one, household);
      village.set(one.sum.id, (village.get(one.sum.id) ?? new Decimal(0)).plus(value.times(sign)));
    }
  }

  #valueOf({ sum, facts, names, where }: Adding, household: HouseholdRows): Decimal {
    const rows =
      sum.over === 'household'
        ? [householdFacts(household, facts, names, this.view)]
        : household.members.map((member) => personFacts(member, household, facts, names, this.view));
    const counted = rows.filter((row) => where === undefined || where(row, {}) === true);
    if (sum.sum === undefined) return new Decimal(counted.length);
    const { sum: name } = sum;
    return counted.reduce((total, row) => {
      const value = row.get(name);
      return value instanceof Decimal ? total.plus(value) : total;
    }, new Decimal(0));
  }
}
