import { regionCode, type FindingRule } from '@mingbai/core';
import { recordRun, runCommand, type Hit, type Recorded } from '@mingbai/store';
import pg from 'pg';
import { GUSHI, testServer, type Signed, type TestServer } from '../../app/testing.ts';

/** Three villages: two of one township, one of another. */
export const PLACES = {
  here: regionCode('411525101201'),
  beside: regionCode('411525101206'),
  far: regionCode('411525102201'),
} as const;
export const TOWN = regionCode('411525101');

export function ruleOf(id: string, change: Partial<FindingRule> = {}): FindingRule {
  return {
    id,
    version: '2026.1',
    family: 'age',
    severity: 'error',
    title: { zh: `规则${id}`, en: `Rule ${id}` },
    message: { zh: '{姓名}{年龄}岁', en: '{姓名} is {年龄}' },
    advice: { zh: '核对出生日期', en: 'Check the day of birth' },
    fields: ['person.birth_date'],
    citation: null,
    ...change,
  };
}
export const RULES = [ruleOf('age-01'), ruleOf('house-01', { family: 'house', severity: 'warning' })];

/** A county with its people at work, and households in three villages; findings come when the test says so. */
export class Office {
  private constructor(
    readonly server: TestServer,
    readonly owner: pg.Client,
  ) {}

  static async open(): Promise<Office> {
    const server = await testServer();
    await server.install([
      { username: 'clerk', role: 'county_clerk' },
      { username: 'town', role: 'township_reviewer', region: TOWN },
      { username: 'far-town', role: 'township_reviewer', region: regionCode('411525102') },
      { username: 'worker', role: 'village_worker', region: PLACES.here },
      { username: 'neighbour', role: 'village_worker', region: PLACES.beside },
      { username: 'leader', role: 'leader', region: TOWN },
    ]);
    const owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    const office = new Office(server, owner);
    for (const [n, region] of [
      [1, PLACES.here],
      [2, PLACES.here],
      [3, PLACES.beside],
      [4, PLACES.far],
    ] as const)
      await office.household(n, region);
    return office;
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.server.close();
  }

  signIn(name: string): Promise<Signed> {
    return this.server.signIn(name);
  }

  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.owner.query<T>(text, values)).rows;
  }

  /** Household and head have the id `n`. */
  private async household(n: number, region: string): Promise<void> {
    const said = `'2026-01-01', now(), 1`;
    await this.owner.query(
      `insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
       values (411525, ${n}, ${region}, 'H${n}', ${said})`,
    );
    await this.owner.query(
      `insert into mingbai.person (county, id, region, person_no, name, valid_from, known_from, entry)
       values (411525, ${n}, ${region}, 'H${n}-1', '户主${n}', ${said})`,
    );
    await this.owner.query(
      `insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
       values (411525, ${100 + n}, ${region}, ${n}, ${n}, 'head', ${said})`,
    );
    await this.owner.query(
      `insert into mingbai.responsible (county, id, region, household_id, name, valid_from, known_from, entry)
       values (411525, ${200 + n}, ${region}, ${n}, '干部${n % 2}', ${said})`,
    );
  }

  /** A run over the county that hits these households by the first rule, or by the one named. */
  async run(hits: readonly (number | [number, string])[], facts: object = { 年龄: 5 }): Promise<Recorded> {
    const actor = { id: 'system', role: 'county_clerk', region: GUSHI };
    const command = { name: 'finding.run', region: GUSHI };
    const places = [PLACES.here, PLACES.here, PLACES.here, PLACES.beside, PLACES.far];
    const all = hits.map((one): Hit => {
      const [n, rule] = typeof one === 'number' ? [one, 'age-01'] : one;
      return {
        rule,
        severity: rule === 'age-01' ? 'error' : 'warning',
        noun: 'person',
        subjectId: String(n),
        householdId: String(n),
        personId: String(n),
        region: places[n] ?? '',
        facts: { 姓名: `户主${n}`, ...facts },
      };
    });
    const { database } = this.server.server.services;
    const done = await runCommand(database, actor, command, async (tx) => {
      const run = { county: '411525', source: 'rule', actor, rules: RULES, scope: 'county' } as const;
      const result = await recordRun(tx, { ...run, hits: all });
      return { result, changes: { ...result } };
    });
    if (done.repeated) throw new Error('without a key nothing is repeated');
    return done.result;
  }

  /** Everything that was found and done is taken away; the households stay. */
  async clear(): Promise<void> {
    await this.owner.query('truncate mingbai.finding, mingbai.finding_action, mingbai.finding_seen');
  }

  async idOf(n: number, rule = 'age-01'): Promise<string> {
    const [row] = await this.rows<{ id: string }>(
      'select id::text from mingbai.finding where household_id = $1 and rule = $2',
      [n, rule],
    );
    return row?.id ?? '';
  }

  async stateOf(n: number, rule = 'age-01'): Promise<string | undefined> {
    const [row] = await this.rows<{ state: string }>(
      'select state from mingbai.finding where household_id = $1 and rule = $2',
      [n, rule],
    );
    return row?.state;
  }

  async userOf(username: string): Promise<string> {
    const [row] = await this.rows<{ id: string }>(
      'select user_id as id from mingbai.account where username = $1',
      [username],
    );
    return row?.id ?? '';
  }

  /** Brings a list back. */
  upload(who: Signed, file: Uint8Array, apply: boolean, name = '清单.xlsx') {
    const boundary = 'mingbai-test';
    const part = (head: string) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}`);
    const payload = Buffer.concat([
      part(`name="apply"\r\n\r\n${apply}\r\n`),
      part(`name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`),
      file,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return this.server.inject({
      method: 'POST',
      url: '/api/findings/answers',
      headers: { cookie: who.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload,
    });
  }
}
