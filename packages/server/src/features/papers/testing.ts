import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionCode, type FormId } from '@mingbai/core';
import type { VillagePage } from '@mingbai/core/api';
import pg from 'pg';
import { testServer, type Signed, type TestServer } from '../../app/testing.ts';
import { bring } from '../imports/testing-bring.ts';
import type { PaperContext } from './process.ts';

export const VILLAGE = regionCode('411525101201');
const FORMS: readonly FormId[] = [
  'person-47',
  'household',
  'monitor-object',
  'person-household',
  'responsible',
];
/** How the demo county is to be written for these tests; they bring its writer. */
export const TOWNSHIP = {
  area: regionCode('411525101'),
  seed: 3,
  scale: 0.12,
  year: 2021,
  today: '2021-12-31',
  faults: 0,
  format: 'xlsx',
  forms: FORMS,
} as const;
type Write = (
  dir: string,
) => Promise<{ readonly files: readonly { readonly path: string; readonly name: string }[] }>;

/** A township of the demo county with the people who print there. */
export class Printery {
  private constructor(
    readonly server: TestServer,
    readonly owner: pg.Client,
    readonly village: VillagePage,
  ) {}

  static async open(write: Write): Promise<Printery> {
    const server = await testServer();
    await server.install([
      { username: 'clerk', role: 'county_clerk' },
      { username: 'worker', role: 'village_worker', region: VILLAGE },
      { username: 'neighbour', role: 'village_worker', region: regionCode('411525101206') },
      { username: 'leader', role: 'leader' },
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-papers-'));
    try {
      const { files } = await write(folder);
      for (const { path, name } of files) await bring(server, path, name);
    } finally {
      rmSync(folder, { recursive: true });
    }
    const owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    const clerk = await server.signIn('clerk');
    const village = (await clerk.call('GET', `/villages/${VILLAGE}`)).json<VillagePage>();
    return new Printery(server, owner, village);
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.server.close();
  }

  signIn(name: string): Promise<Signed> {
    return this.server.signIn(name);
  }

  get context(): PaperContext {
    const { database, vault, home } = this.server.server.services;
    return { database, vault, folder: home };
  }

  /** The newest entry of the journal under a command. */
  async entry(
    command: string,
  ): Promise<{ subject: string; reason: string | null; changes: Record<string, unknown> }> {
    const { rows } = await this.owner.query(
      'select subject, reason, changes from mingbai.journal where command = $1 order by id desc limit 1',
      [command],
    );
    return rows[0];
  }
}
