import {
  regionCode,
  type FindingRule,
  type FindingStep,
  type WorkAction,
  type DecideAction,
} from '@mingbai/core';
import pg from 'pg';
import { openDatabase, type Database } from '../db/database.ts';
import { runCommand } from '../journal/command.ts';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { decideFindings, type Decision, type DecisionOutcome } from './decide.ts';
import type { Hit } from './hits.ts';
import { recordRun, type Recorded } from './run.ts';
import type { Run } from './run-sql.ts';

export const COUNTY = regionCode('411525');
export const VILLAGE = '411525101201';

export function ruleOf(id: string, change: Partial<FindingRule> = {}): FindingRule {
  const both = (text: string) => ({ zh: text, en: text });
  return {
    id,
    version: '1',
    family: 'age',
    severity: 'error',
    title: both(id),
    message: both(`${id}: {年龄}`),
    advice: both('look'),
    fields: ['person.birth_date'],
    citation: null,
    ...change,
  };
}
export const RULE = ruleOf('age-01');

/** Household `n`, broken by the first rule. */
export function hitOf(n: number, change: Partial<Hit> = {}): Hit {
  return {
    rule: RULE.id,
    severity: 'error',
    noun: 'household',
    subjectId: String(n),
    householdId: String(n),
    personId: null,
    region: VILLAGE,
    facts: { 年龄: 5 },
    ...change,
  };
}

export interface Line {
  readonly finding: string;
  readonly n: number;
  readonly action: FindingStep['action'];
  readonly state: string;
  readonly reason: string | null;
  readonly cause: string | null;
  readonly entry: string;
}

/** A database with a ledger, as a county's runs and people fill it. */
export class Ledger {
  readonly actor = { id: 'u1', role: 'county_clerk', region: COUNTY };

  private constructor(
    readonly made: TestDatabase,
    readonly database: Database,
    readonly owner: pg.Client,
  ) {}

  static async open(): Promise<Ledger> {
    const made = await testDatabase();
    const owner = new pg.Client({ connectionString: made.ownerUrl });
    await owner.connect();
    return new Ledger(made, openDatabase(made.appUrl), owner);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.owner.end();
    await this.made.drop();
  }

  async clear(): Promise<void> {
    await this.owner.query('truncate mingbai.finding, mingbai.finding_action, mingbai.journal');
  }

  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query<T>(text, values)).rows;
  }

  async run(hits: Run['hits'], change: Partial<Run> = {}): Promise<Recorded> {
    const command = { name: 'finding.run', region: COUNTY };
    const done = await runCommand(this.database, this.actor, command, async (tx) => {
      const run = {
        county: '411525',
        source: 'rule',
        rules: [RULE],
        scope: 'county',
        actor: this.actor,
      } as const;
      const result = await recordRun(tx, { ...run, hits, ...change });
      return { result, changes: { ...result } };
    });
    if (done.repeated) throw new Error('without a key nothing is repeated');
    return done.result;
  }

  async decide(ids: readonly string[], decision: Decision, actor = this.actor): Promise<DecisionOutcome> {
    const command = { name: `finding.${decision.action}`, region: actor.region };
    const done = await runCommand(this.database, actor, command, async (tx) => {
      const result = await decideFindings(tx, '411525', actor, { ids }, decision);
      return { result, changes: {} };
    });
    if (done.repeated) throw new Error('without a key nothing is repeated');
    return done.result;
  }

  /** One action on the finding of household `n`, with all that it needs; `gone` by a run. */
  async take(
    n: number,
    action: WorkAction | DecideAction | 'gone',
    change: Partial<Decision> = {},
  ): Promise<void> {
    if (action === 'gone') {
      await this.run([]);
      return;
    }
    const all = { reason: '已上门核实', until: '2099-12-31', to: { team: 'village' } } as const;
    const outcome = await this.decide([await this.idOf(n)], { ...all, action, ...change });
    if (outcome.accepted !== 1) throw new Error(`${action}: ${JSON.stringify(outcome.refusals)}`);
  }

  async idOf(household: number, rule: string = RULE.id): Promise<string> {
    const [row] = await this.rows<{ id: string }>(
      `select id::text from mingbai.finding where household_id = $1 and rule = $2`,
      [household, rule],
    );
    if (row === undefined) throw new Error(`no finding of household ${household}`);
    return row.id;
  }

  lines(): Promise<Line[]> {
    return this.rows<Line>(
      `select finding::text, n, action, state, reason, cause::text, entry::text from mingbai.finding_action order by entry, finding, n`,
    );
  }
}
