import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDecisions, loadRules, readBundle, type DecisionLibrary } from '@mingbai/policy';
import { openDatabase, type Database } from '@mingbai/store';
import { testDatabase } from '@mingbai/store/testing';
import { fillCounty } from './county.ts';

/** Filled counties, the decisions of the house, and a folder for snapshots. */
export interface World {
  readonly database: Database;
  readonly library: DecisionLibrary;
  readonly folder: string;
  close(): Promise<void>;
}

/** Each county gets so many households. */
export async function openWorld(counties: readonly string[], households: number): Promise<World> {
  const own = await testDatabase();
  for (const county of counties) await fillCounty(own.ownerUrl, county, households);
  const database = openDatabase(own.appUrl);
  const library = await loadDecisions(loadRules(await readBundle()).parameters);
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-analytics-'));
  return {
    database,
    library,
    folder,
    async close() {
      await database.close();
      await own.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
