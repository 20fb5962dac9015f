import { addDays, ancestorAt, checkDigit, dayInChina, type RegionCode } from '@mingbai/core';
import { actFromShell, openFromShell } from '@mingbai/server';
import {
  findAccountByName,
  type Actor,
  type Brought,
  type Database,
  type Opening,
  type Vault,
} from '@mingbai/store';

/** Where the demo's own village worker and reviewers are; elsewhere the shell acts in their roles. */
const LOGINS = new Map([
  ['411525101219', 'village'],
  ['411525101000', 'town1'],
  ['411525102000', 'town2'],
  ['411525000000', 'clerk'],
]);
export const AGREED = { eligible: 42, present: 36, for: 34, against: 1, abstain: 1 };
const SURNAMES = [...'王李张刘陈杨黄赵周吴'];
const GIVEN = ['建国', '秀兰', '志强', '桂花', '海涛', '玉梅', '长顺', '春燕', '德才', '小芳'];

/** One village's people at work. */
export class Desk {
  readonly today = dayInChina(Date.now());

  private constructor(
    readonly place: { readonly database: Database; readonly vault: Vault },
    readonly worker: Actor,
    readonly town: Actor,
    readonly clerk: Actor,
    readonly households: readonly string[],
    readonly number: number,
    readonly seed: number,
  ) {}

  static async open(
    database: Database,
    vault: Vault,
    { county, seed }: { readonly county: RegionCode; readonly seed: number },
    village: RegionCode,
    number: number,
  ): Promise<Desk> {
    const town = ancestorAt(village, 'township');
    const scope = { region: county, user: '' };
    const as = async (role: string, region: RegionCode): Promise<Actor> => {
      const name = LOGINS.get(region);
      const account =
        name === undefined ? undefined : await database.read(scope, (tx) => findAccountByName(tx, name));
      return { id: account?.id ?? `shell:demo-${role}`, role, region };
    };
    // Nobody watched already: a household is watched once.
    const rows = await database.read(scope, (tx) =>
      tx.rows<{ id: string }>(
        `select id::text from mingbai.household where county = 411525 and region = $1 and monitor_class is null
           and exists (select from mingbai.membership m where m.county = household.county and m.household_id = household.id and m.relation = 'head')
         order by household_no limit 9`,
        [village],
      ),
    );
    return new Desk(
      { database, vault },
      await as('village_worker', village),
      await as('township_reviewer', town),
      await as('county_clerk', county),
      rows.map(({ id }) => id),
      number,
      seed,
    );
  }

  /** A number that is right by its check digit and nobody's: the generator gives none of the county above 890. */
  member(relation: string, sex: 'male' | 'female', year: number, n: number): Record<string, string> {
    const order = 900 + ((n * 2) % 98) + (sex === 'male' ? 1 : 0);
    const first17 = `411525${year}0301${order}`;
    return {
      'membership.relation': relation,
      'person.name': this.nameOf(n),
      'person.identity_no': first17 + checkDigit(first17),
      'person.sex': sex,
      'person.birth_date': `${year}-03-01`,
    };
  }

  nameOf(n: number): string {
    const at = n + this.number * 3 + this.seed;
    return `${SURNAMES[at % SURNAMES.length] ?? ''}${GIVEN[(at * 7) % GIVEN.length] ?? ''}`;
  }

  brought(days: number, base: number, more: Partial<Brought>): Brought {
    return { on: addDays(this.today, -days), base, given: {}, evidence: [], ...more };
  }

  /** Cases begun so many days ago; those that may not begin are left out. */
  async begin(
    procedure: string,
    action: string,
    days: number,
    households: readonly string[],
    given: Brought['given'],
    evidence: Brought['evidence'] = [],
    votes?: Brought['votes'],
  ): Promise<string[]> {
    const openings = households
      .filter((id) => id !== '')
      .map((subject): Opening => ({ subject, brought: this.brought(days, 0, { given, evidence, votes }) }));
    if (openings.length === 0) return [];
    const done = await openFromShell(this.place, this.worker, procedure, action, openings);
    return done.accepted.map((one) => one.case);
  }

  async take(
    actor: Actor,
    action: string,
    base: number,
    days: number,
    cases: readonly string[],
    more: Partial<Brought> = {},
  ): Promise<string[]> {
    if (cases.length === 0) return [];
    const chosen = new Map(cases.map((id) => [id, this.brought(days, base, more)]));
    const done = await actFromShell(this.place, actor, action, chosen);
    return done.accepted.map((one) => one.case);
  }
}
