import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { COUNTRY, countyOf, Problem, type RegionCode } from '@mingbai/core';
import { receive, shellActor, type ImportContext, workOn } from '@mingbai/server';
import { askCancel, askCommit, dropStages, findImport, type ImportRow } from '@mingbai/store';
import { isUnchanged } from './unchanged.ts';

export interface Bring {
  readonly path: string;
  readonly county: RegionCode;
  readonly dataDate: string;
  readonly today: string;
  /** Stop after the check. */
  readonly checkOnly: boolean;
  readonly allOrNothing: boolean;
  /** The server that runs beside has taken the job: it works, and we wait. */
  readonly onWait: () => void;
}

/**
 * Brings one file in as the console does: upload, check, commit. Answers the job as it then stands; one that would write
 * nothing is not committed but ended, so that the journal has no entry of it.
 */
export async function bringFile(context: ImportContext, bring: Bring): Promise<ImportRow> {
  const { path, county, dataDate, today, onWait } = bring;
  const { id: by, role } = shellActor();
  const id = await receive(context, {
    file: basename(path),
    bytes: createReadStream(path),
    dataDate,
    county: countyOf(county),
    region: county,
    by: { id: by, name: by, role },
  });
  if (id === undefined) throw new Problem('file-refused', { detail: path });
  await workOn(context, id, today, onWait);
  const checked = await jobOf(context, id);
  if (bring.checkOnly || (checked.state !== 'checked' && checked.state !== 'mapping')) return checked;
  const scope = { region: county, user: by };
  if (isUnchanged(checked)) {
    await context.database.keep(scope, async (tx) => {
      await askCancel(tx, id);
      await dropStages(tx, id);
    });
    return jobOf(context, id);
  }
  // Not asked: another import was written this moment, and this one is being checked again.
  while (!(await context.database.keep(scope, (tx) => askCommit(tx, id, bring.allOrNothing)))) {
    await workOn(context, id, today, onWait);
    if (isOver(await jobOf(context, id))) return jobOf(context, id);
  }
  await workOn(context, id, today, onWait);
  return jobOf(context, id);
}

function isOver({ state }: ImportRow): boolean {
  return state === 'failed' || state === 'cancelled' || state === 'committed';
}

async function jobOf(context: ImportContext, id: string): Promise<ImportRow> {
  const job = await context.database.read({ region: COUNTRY, user: '' }, (tx) => findImport(tx, id));
  if (job === undefined) throw new Problem('not-found');
  return job;
}
