import { addDays, dayInChina, regionCode } from '@mingbai/core';
import type { CasesActed, CaseRow } from '@mingbai/core/api';
import pg from 'pg';
import { testServer, type Signed, type TestServer } from '../../app/testing.ts';

export const TOWN = regionCode('411525101');
export const VILLAGE = regionCode('411525101201');
export const AGREED = { eligible: 30, present: 25, for: 25, against: 0, abstain: 0 };

/** Answers of a household that meets every condition of the exit. */
export const MET = {
  'per-capita-income': 9000,
  food: true,
  clothing: true,
  schooling: true,
  'medical-care': true,
  housing: true,
  water: true,
};

export function ago(days: number): string {
  return addDays(dayInChina(Date.now()), -days);
}

/** A county with a village, its township and its clerk at work; households of a head and a spouse. */
export class Hall {
  private constructor(
    readonly server: TestServer,
    readonly owner: pg.Client,
  ) {}

  static async open(): Promise<Hall> {
    const server = await testServer();
    await server.install([
      { username: 'clerk', role: 'county_clerk' },
      { username: 'town', role: 'township_reviewer', region: TOWN },
      { username: 'worker', role: 'village_worker', region: VILLAGE },
      { username: 'neighbour', role: 'village_worker', region: regionCode('411525101206') },
      { username: 'leader', role: 'leader', region: TOWN },
      { username: 'auditor', role: 'auditor' },
    ]);
    const owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    await owner.query(`select setval('mingbai.thing_id', 100000)`);
    return new Hall(server, owner);
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

  /** Household n with head n·10 and spouse n·10 + 1; fields of the household as SQL. */
  async household(n: number, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    const said = `'2025-12-31', now(), 1`;
    const names = Object.keys(fields).map((name) => `, "${name}"`);
    const values = Object.values(fields).map((value) => `, ${value}`);
    await this.owner.query(
      `insert into mingbai.household (county, id, region, household_no, size_declared, valid_from, known_from, entry${names.join('')})
       values (411525, ${n}, ${VILLAGE}, 'H${n}', 2, ${said}${values.join('')})`,
    );
    await this.owner.query(
      `insert into mingbai.person (county, id, region, person_no, name, sex, birth_date, valid_from, known_from, entry)
       select 411525, ${n} * 10 + i, ${VILLAGE}, 'P${n}-' || i, '村民${n}' || chr(65 + i), (array['male', 'female'])[i + 1], '1970-01-01', ${said}
       from generate_series(0, 1) i`,
    );
    await this.owner.query(
      `insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
       select 411525, 50000 + ${n} * 10 + i, ${VILLAGE}, ${n}, ${n} * 10 + i, (array['head', 'spouse'])[i + 1], ${said} from generate_series(0, 1) i`,
    );
  }

  /** A file that was brought and kept. */
  async file(kind: 'photo' | 'scan' | 'document' | 'signature' | 'film' = 'scan'): Promise<string> {
    const [row] = await this.rows<{ id: string }>(
      `insert into mingbai.evidence (county, region, kind, name, length, state, uploaded_by, uploader_name, actor_role, actor_region, sha256, bytes,
         media_type, entry)
       values (411525, ${VILLAGE}, $1, 'test', 4, 'kept', 'u', 'u', 'village_worker', ${VILLAGE}, sha256(gen_random_uuid()::text::bytea), 4,
         'image/png', 1) returning id::text`,
      [kind],
    );
    return row?.id ?? '';
  }

  async post(who: Signed, path: '/cases/open' | '/cases/act', body: object): Promise<CasesActed> {
    const reply = await who.call('POST', path, body);
    if (reply.statusCode !== 200) throw new Error(`${path}: ${reply.statusCode} ${reply.body}`);
    return reply.json<CasesActed>();
  }

  async queue(
    who: Signed,
    query = '',
  ): Promise<{ total: number | null; rows: CaseRow[]; notices: { code: string }[] }> {
    const reply = await who.call('GET', `/cases${query}`);
    if (reply.statusCode !== 200) throw new Error(reply.body);
    return reply.json();
  }
}
