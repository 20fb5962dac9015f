import { dayInChina, regionCode } from '@mingbai/core';
import { initialsOf } from '@mingbai/core/initials';
import {
  actOnCases,
  lockCases,
  openCases,
  openVault,
  runCommand,
  runCommandWith,
  type ActOutcome,
  type Database,
  type Procedures,
} from '@mingbai/store';
import { COUNTY } from '../inputs.ts';
import { asOwner, CLERK, type Installed } from '../place.ts';
import { BROUGHT, EDITION, type Step } from './chain.ts';

const region = regionCode(COUNTY);
const actor = { id: CLERK, role: 'county_clerk', region };
const AT_ONCE = 500;

/** Households without people, by SQL: one in each place of its village, by turns over the county's villages. */
export function populate(place: Installed, households: number): Promise<void> {
  return asOwner(place, async (client) => {
    await client.query(
      `with v as (select code, row_number() over (order by code) - 1 as n, count(*) over () as all from mingbai.region
         where level = 5 and code / 1000000 = ${COUNTY} and valid_to = 'infinity')
       insert into mingbai.household (county, id, region, household_no, exit_state, valid_from, known_from, entry)
       select ${COUNTY}, nextval('mingbai.thing_id'), v.code, 'B' || g, 'poor', '2025-12-31', now(), 1
       from generate_series(1, ${households}) g join v on v.n = g % v.all`,
    );
    await client.query('analyze mingbai.household');
  });
}

/** The commands of an office, as the server runs them, without the server. */
export class BenchOffice {
  readonly tools: Procedures;
  readonly today = dayInChina(Date.now());
  #households: string[] = [];

  constructor(
    readonly place: Installed,
    readonly database: Database,
  ) {
    this.tools = { county: COUNTY, vault: openVault(place.keyFile), initialsOf, calendar: {} };
  }

  /** Opens cases of as many households that have none, in lists of 500; answers their ids. */
  async open(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let left = count; left > 0; left -= AT_ONCE) {
      const some = await this.take(Math.min(left, AT_ONCE));
      const openings = some.map((subject) => ({ subject, brought: this.brought(0, {}) }));
      const done = await runCommand(
        this.database,
        actor,
        { name: 'procedure.open', region, quick: true },
        async (tx) => {
          const result = await openCases(tx, actor, this.tools, EDITION, 'begin', openings);
          return { result, changes: { accepted: result.accepted.length }, last: result.last };
        },
      );
      if (done.repeated || done.result.accepted.length !== some.length)
        throw new Error('a case was not opened');
      ids.push(...done.result.accepted.map((one) => one.case));
    }
    return ids;
  }

  private async take(count: number): Promise<string[]> {
    if (this.#households.length === 0)
      this.#households = await asOwner(this.place, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `select h.id::text from mingbai.household h where not exists (select from mingbai.procedure_case c where c.subject_id = h.id) order by h.id`,
        );
        return rows.map(({ id }) => id);
      });
    return this.#households.splice(0, count);
  }

  private brought(base: number, change: object) {
    return { on: this.today, base, given: {}, evidence: [], ...change };
  }

  /** One command of one of the office's people over these cases; throws when one was refused. */
  async act(
    step: Step,
    base: number,
    cases: readonly string[],
    key: string,
    person = 0,
  ): Promise<ActOutcome> {
    const by = { ...actor, id: `${CLERK}-${person}` };
    const chosen = new Map(cases.map((id) => [id, this.brought(base, BROUGHT[step])]));
    const command = {
      name: 'procedure.act',
      region,
      subject: `case:${cases[0]}`,
      idempotencyKey: key,
      quick: true,
      ...(cases.length === 1 ? { repeatable: true as const } : {}),
    } as const;
    const done = await runCommandWith(
      this.database,
      by,
      command,
      (sql, shared) => lockCases(sql, COUNTY, cases, shared),
      async (tx, locked) => {
        const result = await actOnCases(tx, by, this.tools, step, chosen, locked);
        const written = Object.keys(result.written).length > 0 ? { written: result.written } : {};
        const changes = { action: step, accepted: result.accepted.length, cases, ...written };
        return { result, changes, last: result.last };
      },
    );
    if (done.repeated) throw new Error('a key came twice');
    if (done.result.refused.length > 0) throw new Error(JSON.stringify(done.result.refused[0]));
    return done.result;
  }
}
