import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTRY, Problem, type RegionCode } from '@mingbai/core';
import type { DecisionLibrary } from '@mingbai/policy';
import { asProblem } from '../exit.ts';
import { say } from '../output.ts';
import { findHome, isInstalled } from '../place/home.ts';
import { libraryOf } from './library.ts';

export const EDITIONS = [
  '--editions',
  'with what was published in this installation, started if need be · 连同本安装已发布的规定',
] as const;
export const NO_EDITIONS = ['--no-editions', 'by the files alone · 只按文件中的规定'] as const;

export interface EditionOptions {
  readonly home?: string;
  /** True: the register must answer. False: files alone. Left out: the register, where one runs. */
  readonly editions?: boolean;
}

/** The files of the house with what is published for a region (or this installation's county), if a register is at hand. */
export async function libraryHere(
  { home, editions }: EditionOptions,
  region: RegionCode | undefined,
): Promise<DecisionLibrary> {
  if (editions === false) return libraryOf();
  if (editions === true) {
    const { withDoor } = await import('../place/door.ts');
    const { libraryIn } = await import('@mingbai/server');
    return withDoor(home, ({ database }, county) =>
      database.read({ region: region ?? county, user: '' }, libraryIn),
    );
  }
  // Nothing is made, started or migrated for a question that files can answer.
  const here = findHome(home);
  const { findPlace } = await import('../place/place.ts');
  const place = isInstalled(here) ? findPlace(here) : undefined;
  if (place === undefined) {
    if (existsSync(join(here.data, 'PG_VERSION')))
      say(
        '本安装没有运行，只按文件判断；--editions 连同已发布的规定\nThe installation does not run, so files alone decide; --editions asks it',
      );
    return libraryOf();
  }
  const { libraryIn } = await import('@mingbai/server');
  const { findInstallation, openDatabase } = await import('@mingbai/store');
  const database = openDatabase(place.appUrl, { connections: 1, name: 'mingbai-decide' });
  try {
    const county = await database.read({ region: COUNTRY, user: '' }, findInstallation);
    if (county === undefined) throw new Problem('not-set-up');
    return await database.read({ region: region ?? county, user: '' }, libraryIn);
  } catch (error) {
    const why = asProblem(error);
    say(
      `登记簿没有应答，只按文件判断 · the register does not answer, so files alone decide: ${why instanceof Error ? why.message : String(why)}`,
    );
    return libraryOf();
  } finally {
    await database.close();
  }
}
