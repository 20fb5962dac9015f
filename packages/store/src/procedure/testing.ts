import { dayInChina, regionCode, type Procedure, type Role } from '@mingbai/core';
import { initialsOf } from '@mingbai/core/initials';
import pg from 'pg';
import { openDatabase, type Database } from '../db/database.ts';
import { runCommand, runCommandWith, type Actor } from '../journal/command.ts';
import { findArea, type Area } from '../register/read-area.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { READABLE_VAULT } from '../testing/readable-vault.ts';
import type { Brought, Procedures } from './standing.ts';
import type { ActOutcome } from './act.ts';
import { actOnCases, lockCases } from './cases.ts';
import { openCases, type Opening, type OpenOptions, type OpenOutcome } from './open.ts';
import { EXIT } from './testing-procedures.ts';

export const COUNTY = regionCode('411525');
export const TOWN = regionCode('411525101');
export const VILLAGE = regionCode('411525101201');
export const OTHER = regionCode('411525102201');

export const AGREED = { eligible: 30, present: 25, for: 25, against: 0, abstain: 0 };

/** A county of two villages with households of two, and cases that go through procedures of the tests. */
export class Chamber {
  readonly clerk: Actor = { id: 'clerk', role: 'county_clerk', region: COUNTY };
  readonly worker: Actor = { id: 'worker', role: 'village_worker', region: VILLAGE };
  readonly tools: Procedures = { county: '411525', vault: READABLE_VAULT, initialsOf, calendar: {} };
  readonly today = dayInChina(Date.now());

  private constructor(
    readonly made: TestDatabase,
    readonly database: Database,
    readonly owner: pg.Client,
  ) {}

  static async open(households = 40): Promise<Chamber> {
    const made = await testDatabase();
    const owner = new pg.Client({ connectionString: made.ownerUrl });
    await owner.connect();
    const chamber = new Chamber(made, openDatabase(made.appUrl, { connections: 20 }), owner);
    await owner.query(
      `insert into mingbai.region (code, high, level, parent, name) values
         (${COUNTY}, 411525999999, 3, 411500000000, '固始县'), (${TOWN}, 411525101999, 4, ${COUNTY}, '甲镇'),
         (411525102000, 411525102999, 4, ${COUNTY}, '乙镇'), (${VILLAGE}, ${VILLAGE}, 5, ${TOWN}, '甲村'),
         (${OTHER}, ${OTHER}, 5, 411525102000, '乙村')`,
    );
    await chamber.populate(households);
    return chamber;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.owner.end();
    await this.made.drop();
  }

  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query<T>(text, values)).rows;
  }

  /** Households 1 … n, head n·10, spouse n·10 + 1; the last in the other village. Cases go, people come back. */
  async populate(households = 40): Promise<void> {
    const nouns = [
      'household',
      'person',
      'membership',
      'guarantee',
      'work',
      'income',
      'measure',
      'responsible',
    ];
    const register = nouns.flatMap((noun) => [`mingbai.${noun}`, `mingbai.${noun}_past`]);
    const own = ['procedure_case', 'procedure_action', 'procedure_list', 'journal', 'pulse'].map(
      (name) => `mingbai.${name}`,
    );
    await this.owner.query(`truncate ${[...register, ...own].join(', ')}`);
    await this.owner.query(`select setval('mingbai.thing_id', 100000)`);
    const region = `case when n = ${households} then ${OTHER} else ${VILLAGE} end`;
    const said = `'2025-12-31', '2026-01-05', 1`;
    const series = `generate_series(1, ${households}) n`;
    await this.owner.query(
      `insert into mingbai.household (county, id, region, household_no, exit_state, size_declared, valid_from, known_from, entry)
       select 411525, n, ${region}, 'H' || n, 'poor', 2, ${said} from ${series}`,
    );
    await this.owner.query(
      `insert into mingbai.person (county, id, region, person_no, name, sex, birth_date, valid_from, known_from, entry)
       select 411525, n * 10 + i, ${region}, 'P' || n || '-' || i, '户' || n || '员' || i, (array['male', 'female'])[i + 1], '1970-01-01', ${said}
       from ${series}, generate_series(0, 1) i`,
    );
    await this.owner.query(
      `insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
       select 411525, 50000 + n * 10 + i, ${region}, n, n * 10 + i, (array['head', 'spouse'])[i + 1], ${said} from ${series}, generate_series(0, 1) i`,
    );
  }

  /** The county, or the area of somebody. */
  area(actor: Actor = this.clerk): Area {
    const area = findArea(actor.region, undefined);
    if (area === undefined) throw new Error('the scope is its own area');
    return area;
  }

  brought(change: Partial<Brought> = {}): Brought {
    return { on: this.today, base: 0, given: {}, evidence: [], ...change };
  }

  async begin(
    procedure: Procedure,
    action: string,
    openings: readonly Opening[],
    options: OpenOptions = {},
    actor = this.clerk,
    key?: string,
  ): Promise<OpenOutcome> {
    const command = {
      name: 'procedure.open',
      region: actor.region,
      quick: true as const,
      ...(key === undefined ? {} : { idempotencyKey: key }),
    };
    const edition = { procedure, version: 'test' };
    const done = await runCommand(this.database, actor, command, async (tx) => {
      const result = await openCases(tx, actor, this.tools, edition, action, openings, options);
      return { result, changes: changesOf(result), evidence: result.evidence, last: result.last };
    });
    if (done.repeated) throw new Error('without a key nothing is repeated');
    return done.result;
  }

  /** Opens a case of the exit for each household; answers the ids of the cases. */
  async exits(households: readonly number[], actor = this.clerk, list?: string): Promise<string[]> {
    const openings = households.map((n) => ({ subject: String(n), brought: this.brought() }));
    const options = list === undefined ? {} : { list: { name: list, region: VILLAGE } };
    const done = await this.begin(EXIT, 'begin', openings, options, actor);
    return done.accepted.map((one) => one.case);
  }

  async act(
    action: string,
    chosen: Readonly<Record<string, Partial<Brought>>> | ReadonlyMap<string, Brought>,
    actor = this.clerk,
    key?: string,
  ): Promise<ActOutcome | 'repeated'> {
    const cases =
      chosen instanceof Map
        ? chosen
        : new Map(
            Object.entries(chosen).map(([id, change]) => [id, this.brought(change as Partial<Brought>)]),
          );
    const command = {
      name: 'procedure.act',
      region: actor.region,
      quick: true as const,
      ...(key === undefined ? {} : { idempotencyKey: key }),
    };
    const done = await runCommandWith(
      this.database,
      actor,
      command,
      (sql) => lockCases(sql, this.tools.county, cases.keys()),
      async (tx, locked) => {
        const result = await actOnCases(tx, actor, this.tools, action, cases, locked);
        return { result, changes: changesOf(result), evidence: result.evidence, last: result.last };
      },
    );
    return done.repeated ? 'repeated' : done.result;
  }

  async stateOf(id: string): Promise<{ state: string; actions: number; ended: string | null }> {
    const [row] = await this.rows<{ state: string; actions: number; ended: string | null }>(
      'select state, actions, ended from mingbai.procedure_case where id = $1',
      [id],
    );
    if (row === undefined) throw new Error(`no case ${id}`);
    return row;
  }

  as(role: Role, id: string, region = COUNTY): Actor {
    return { id, role, region };
  }
}

function changesOf({ accepted, written }: ActOutcome): Record<string, unknown> {
  return { accepted: accepted.length, ...(Object.keys(written).length > 0 ? { written } : {}) };
}
