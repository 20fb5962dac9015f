import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countyOf, levelOf, Problem, type RegionCode } from '@mingbai/core';
import { registeredCounties, type RegionTrial, type RegionTrialOutcome, tryRegion } from '@mingbai/analytics';
import type { Database } from '@mingbai/store';
import { say } from '../output.ts';
import type { Home } from '../place/home.ts';

/** Where a trial is computed: within the register's database, or in DuckDB on a copy of what it asks for. */
export const ENGINES = ['postgres', 'duckdb'] as const;
export type EngineName = (typeof ENGINES)[number];

/** One county is computed where it lies; above it facts are copied, unless told otherwise. */
export function engineFor(asked: string | undefined, region: RegionCode): EngineName {
  const wide = !['county', 'township', 'village'].includes(levelOf(region));
  const found = ENGINES.find((each) => each === asked);
  if (asked !== undefined && found === undefined)
    throw new Problem('invalid-input', { detail: `--engine ${ENGINES.join(', ')}` });
  if (wide && found === 'postgres')
    throw new Problem('invalid-input', {
      detail: '--engine postgres：只到县 · a county or smaller; --engine duckdb --region …',
    });
  return found ?? (wide ? 'duckdb' : 'postgres');
}

/** A trial over all counties of a region; the copy is gone when it is answered. */
export async function simulateRegion(
  database: Database,
  { folder: home }: Pick<Home, 'folder'>,
  region: RegionCode,
  asked: Pick<RegionTrial, 'sidesOf' | 'entry' | 'limit'>,
): Promise<RegionTrialOutcome> {
  const wide = !['county', 'township', 'village'].includes(levelOf(region));
  const counties = wide ? await registeredCounties(database, '', region) : [countyOf(region)];
  const folder = mkdtempSync(join(home, 'analytics-'));
  const { MINGBAI_ANALYTICS_MEMORY: memoryLimit, MINGBAI_ANALYTICS_THREADS: threads } = process.env;
  try {
    return await tryRegion(
      {
        folder,
        ...(memoryLimit && { memoryLimit }),
        ...(threads && { threads: Number(threads) }),
      },
      {
        ...asked,
        database,
        user: '',
        counties,
        ...(!wide && { within: region }),
        place: wide ? 'county' : 'village',
        onProgress: (done, of) => {
          if (of > 1) say(`${done}/${of} 县 counties`);
        },
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
