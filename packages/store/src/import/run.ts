import type { KeepTx, ReadTx, WriteTx } from '../db/tx.ts';
import { endBulk } from './bulk.ts';
import { compare, type NounCount } from './compare.ts';
import { findRegisterFaults, namedDead, type RegisterFault } from './faults.ts';
import { followHouseholds, followPersons } from './follow.ts';
import { createStageSql, nounsOf, stagedName, type StageLayout } from './layout.ts';
import { closeMoved, countAbsent, endEarlier } from './membership.ts';
import { resolve } from './resolve.ts';
import { householdsOf, personsOf, sourceOf } from './source.ts';
import { write, type NounWritten } from './write.ts';

export interface CheckedNoun extends NounCount {
  readonly form: string;
  /** In the register, in the villages of the file, and not in the file. Listed, never deleted. */
  readonly absent: number;
}

export async function createStage(tx: KeepTx, layout: StageLayout): Promise<void> {
  await tx.run(`drop table if exists ${layout.table}`);
  await tx.run(createStageSql(layout));
}

/** What the file would do, noun by noun, and which rows only the register shows to be wrong. */
export async function checkStage(
  tx: KeepTx,
  layout: StageLayout,
  county: string,
  siblings: readonly StageLayout[],
): Promise<{ nouns: CheckedNoun[]; faults: RegisterFault[] }> {
  await tx.run(`analyze ${layout.table} (${keyColumns(layout).join(', ')})`);
  const faults = await findRegisterFaults(tx, layout, county, siblings);
  await resolve(tx, layout, county);
  faults.push(...(await namedDead(tx, layout, county)));
  const nouns: CheckedNoun[] = [];
  const nobodyKnown = !(await knowsAnyone(tx, layout));
  for (const { table, fields } of nounsOf(layout)) {
    const counted = await compare(
      tx,
      sourceOf(layout, table, fields, nobodyKnown),
      county,
      layout.dataDate,
      changesOf(layout, table.noun),
    );
    nouns.push({ ...counted, form: layout.form, absent: await countAbsent(tx, layout, table.noun, county) });
  }
  return { nouns, faults };
}

interface CommitOptions {
  readonly onNoun?: (noun: string) => void;
  /** What `beginBulk` answered. */
  readonly bulk?: Set<string>;
  /** Nouns of which the check found nothing that the register lacks. */
  readonly nothingNew?: ReadonlySet<string>;
}

/**
 * Writes it, inside the command's transaction. `asChecked`: nothing was written to the county since the check, so
 * its tables still say what is new and what changes; otherwise they are made again.
 */
export async function commitStage(
  tx: WriteTx,
  layout: StageLayout,
  county: string,
  asChecked: boolean,
  { onNoun, bulk = new Set(), nothingNew }: CommitOptions = {},
): Promise<NounWritten[]> {
  if (!asChecked) await resolve(tx, layout, county);
  const written: NounWritten[] = [];
  const nobodyKnown = !(await knowsAnyone(tx, layout));
  for (const { table, fields } of nounsOf(layout)) {
    onNoun?.(table.noun);
    const source = sourceOf(layout, table, fields, nobodyKnown);
    const changes = changesOf(layout, table.noun);
    // Who is new here can neither have moved nor have been somewhere else before.
    const known = table.noun === 'membership' && !nobodyKnown;
    if (known) await closeMoved(tx, layout, county, layout.dataDate);
    if (!asChecked) await compare(tx, source, county, layout.dataDate, changes);
    written.push(
      await write(tx, source, county, layout.dataDate, changes, {
        nothingNew: nothingNew?.has(table.noun) === true,
        nothingThere: bulk.has(table.noun),
      }),
    );
    await endBulk(tx, bulk, table.noun);
    if (known) await endEarlier(tx, layout, county);
  }
  if (written.some((one) => one.noun === 'household' && one.changed > 0))
    await followHouseholds(tx, county, layout.dataDate, changesOf(layout, 'household'));
  if (written.some((one) => one.noun === 'person' && one.changed > 0))
    await followPersons(tx, county, layout.dataDate, changesOf(layout, 'person'));
  return written;
}

async function knowsAnyone(tx: ReadTx, layout: StageLayout): Promise<boolean> {
  if (layout.rowOf !== 'person') return layout.rowOf === 'work';
  if (nounsOf(layout).length === 0) return false;
  return (await tx.find(`select from ${personsOf(layout)} where known is not null limit 1`)) !== undefined;
}

/** The columns that joins go by; statistics of the others decide nothing. */
function keyColumns(layout: StageLayout): string[] {
  const keys = ['household.household_no', 'person.person_no', 'person.identity_no'] as const;
  return ['n', 'region', 'bad', ...keys.flatMap((key) => stagedName(layout, key) ?? [])];
}

export async function dropStage(tx: KeepTx | WriteTx, layout: StageLayout): Promise<void> {
  const changes = nounsOf(layout).map(({ table }) => changesOf(layout, table.noun));
  await tx.run(
    `drop table if exists ${[layout.table, householdsOf(layout), personsOf(layout), ...changes].join(', ')}`,
  );
}

/** Every table that an import staged, whether it was read to its end or not. */
export async function dropStages(tx: KeepTx, importId: string): Promise<void> {
  if (!/^\d+$/.test(importId)) throw new RangeError(`not an import id: ${importId}`);
  const tables = await tx.rows<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'staging' and starts_with(tablename, $1)`,
    [`i${importId}_`],
  );
  if (tables.length > 0) await tx.run(`drop table ${tables.map(({ name }) => `staging.${name}`).join(', ')}`);
}

/** The table in which a check leaves what changes in a noun: (n, id, fields). */
export function changesOf(layout: StageLayout, noun: string): string {
  return layout.table.replace(/"$/, `_${noun}"`);
}

/** A commit that wrote much changes what a good plan is; autovacuum would notice a minute later. */
export async function refreshStatistics(tx: KeepTx, written: readonly NounWritten[]): Promise<void> {
  const nouns = written.filter((one) => one.new + one.changed > 500).map((one) => one.noun);
  if (nouns.length > 0) await tx.find('select mingbai.refresh_statistics($1)', [nouns]);
}
