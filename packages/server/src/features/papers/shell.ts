import { setTimeout } from 'node:timers/promises';
import { countyOf, dayInChina, Problem, type RegionCode } from '@mingbai/core';
import type { AskedPaper } from '@mingbai/core/api';
import {
  type Actor,
  type Database,
  findPaperJob,
  findHouseholdByNo,
  openBlobs,
  queuePaperJob,
  type ReadTx,
  runCommand,
  sourceStream,
  type Vault,
} from '@mingbai/store';
import type { FileReply } from '../../frame/implement.ts';
import { paperOf } from './compose.ts';
import { paperLibrary } from './library.ts';
import { lockPaperJob, unlockPaperJob } from './lock.ts';
import { type About, printPaper, type PrintCall } from './print.ts';
import { paperPath, processPaperJob } from './process.ts';
import { MEDIA_TYPES } from './render.ts';
import { picturesOf } from './signed.ts';

export interface ShellPlace {
  readonly database: Database;
  readonly vault: Vault;
  readonly folder: string;
  readonly county: RegionCode;
  readonly actor: Actor;
}

/** As the console prints: one paper of a household by its number, or of a village by its code. */
export async function printFromShell(
  place: ShellPlace,
  about: { readonly householdNo: string } | { readonly village: RegionCode },
  print: AskedPaper,
): Promise<FileReply> {
  const { database, vault, folder, county, actor } = place;
  const scope = { region: county, user: actor.id };
  const found: About =
    'village' in about
      ? about
      : { household: await database.read(scope, (tx) => numberedHousehold(tx, county, about.householdNo)) };
  if ('village' in found && (await isLong(print.paper, found.village)))
    return printLong(place, found.village, print);
  const call: PrintCall = {
    region: county,
    role: actor.role,
    vault,
    pictures: picturesOf({ blobs: openBlobs(folder), vault }),
    read: (work) => database.read(scope, work),
    command: (command, work) => runCommand(database, { ...actor, region: county }, command, work),
  };
  return printPaper(call, found, print);
}

/** A paper of every household, or one that holds them all, is a job; whoever has it is waited for. */
async function isLong(paper: string, village: RegionCode): Promise<boolean> {
  const { template } = paperOf(await paperLibrary(), paper, village, dayInChina(Date.now()));
  return template.subject === 'household' || template.parts.length > 0;
}

const LOOK_EVERY = 500;

async function printLong(place: ShellPlace, region: RegionCode, print: AskedPaper): Promise<FileReply> {
  const { database, vault, folder, actor } = place;
  if (print.format === 'docx') throw new Problem('invalid-input', { detail: 'format: pdf, xlsx' });
  const { paper, format, size = 'A4' } = print;
  const job = { paper, format, size, region, county: countyOf(region) };
  const by = { createdBy: actor.id, creatorName: actor.id, role: actor.role };
  const scope = { region, user: actor.id };
  const id = await database.keep(scope, (tx) => queuePaperJob(tx, { ...job, ...by }));
  const client = await lockPaperJob(database, id);
  if (client !== undefined)
    try {
      await processPaperJob({ database, vault, folder }, id);
    } finally {
      await unlockPaperJob(client, id);
    }
  for (;;) {
    const now = await database.read(scope, (tx) => findPaperJob(tx, id));
    if (now?.state === 'done' && now.stored_as !== null && now.file !== null) {
      const source = await vault.files.open(paperPath(folder, now.stored_as));
      return { name: now.file, content: sourceStream(source), mediaType: MEDIA_TYPES[format] };
    }
    if (now === undefined || now.state === 'failed' || now.state === 'cancelled')
      throw new Problem('conflict');
    await setTimeout(LOOK_EVERY);
  }
}

async function numberedHousehold(tx: ReadTx, county: RegionCode, no: string): Promise<string> {
  const id = await findHouseholdByNo(tx, countyOf(county), no);
  if (id === undefined) throw new Problem('not-found');
  return id;
}
