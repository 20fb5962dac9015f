import { countyOf, dayInChina, Problem } from '@mingbai/core';
import { findProcedure } from '@mingbai/policy';
import {
  actOnCases,
  findAccount,
  lockCases,
  openCases,
  runCommandWith,
  type Actor,
  type ActOutcome,
  type Ahead,
  type Brought,
  type Database,
  type Done,
  type Opening,
  type OpenOptions,
  type Vault,
  type WriteTx,
} from '@mingbai/store';
import { nothingAhead, queueFollowUp, toolsFor } from './command.ts';
import { procedureLibrary } from './library.ts';
import { startRefused } from './start.ts';

/** Where the register is, for a command that comes from the shell of the machine. */
export interface ProcedurePlace {
  readonly database: Database;
  readonly vault: Vault;
}

/** Begins cases as the console does; what is refused is told and nothing of it written. Throws `not-found`. */
export async function openFromShell(
  place: ProcedurePlace,
  actor: Actor,
  id: string,
  action: string,
  openings: readonly Opening[],
  list?: OpenOptions['list'],
): Promise<ActOutcome> {
  const today = dayInChina(Date.now());
  const loaded = findProcedure(await procedureLibrary(), id, actor.region, today);
  if (loaded === undefined) throw new Problem('not-found');
  const tools = await toolsFor(countyOf(actor.region), place.vault);
  const condition = (tx: WriteTx, subjects: readonly string[]) =>
    startRefused(tx, loaded, actor.region, today, subjects);
  return run(place, actor, 'procedure.open', { action }, nothingAhead, (tx) =>
    openCases(tx, actor, tools, loaded, action, openings, { list, condition }),
  );
}

/** Takes an action on cases as the console does. */
export async function actFromShell(
  place: ProcedurePlace,
  actor: Actor,
  action: string,
  chosen: ReadonlyMap<string, Brought>,
): Promise<ActOutcome> {
  const tools = await toolsFor(countyOf(actor.region), place.vault);
  return run(
    place,
    actor,
    'procedure.act',
    { action },
    (sql) => lockCases(sql, tools.county, chosen.keys()),
    (tx, locked) => actOnCases(tx, actor, tools, action, chosen, locked),
  );
}

async function run<A>(
  { database }: ProcedurePlace,
  actor: Actor,
  name: string,
  about: Readonly<Record<string, unknown>>,
  ahead: Ahead<A>,
  take: (tx: WriteTx, asked: A) => Promise<ActOutcome>,
): Promise<ActOutcome> {
  const command = { name, region: actor.region, quick: true } as const;
  const work = async (tx: WriteTx, asked: A): Promise<Done<ActOutcome>> => {
    const result = await take(tx, asked);
    const { accepted, written, evidence, words, last } = result;
    const writes = Object.keys(written).length > 0;
    if (writes) await queueFollowUp(tx, actor, (await findAccount(tx, actor.id))?.name ?? actor.id);
    const cases = accepted.map((one) => one.case);
    const changes = { ...words, ...about, accepted: accepted.length, cases, ...(writes ? { written } : {}) };
    return { result, changes, evidence, last };
  };
  const done = await runCommandWith(database, actor, command, ahead, work);
  if (done.repeated) throw new Error('without a key nothing is repeated');
  return done.result;
}
