import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import type { FindingSeverity } from '@mingbai/core';
import type { KeepTx, Sql, WriteTx } from '../db/tx.ts';
import { COPY_NULL, copyText } from '../import/copy-text.ts';

/** What a rule found: one a rule and thing. */
export interface Hit {
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly noun: 'person' | 'household' | 'village';
  /** Id of the person or household; of a village its code. */
  readonly subjectId: string;
  /** Null for villages. */
  readonly householdId: string | null;
  readonly personId: string | null;
  /** The village, 12 digits. */
  readonly region: string;
  /** Facts in the words of the rule. Never a sealed value in clear. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Of the facts by which a difference is known; without it, of all of them. */
  readonly digest?: string;
}

/** Columns of a table of hits, in the order in which `writeHits` copies them. `digest` may be left null. */
export const HIT_COLUMNS = `rule text, severity text, noun text, subject_id bigint, household_id bigint, person_id bigint,
  region bigint, facts jsonb, digest text`;

/**
 * A table for the hits of one run, to be filled by `insert … select` or by `writeHits`: of the transaction, gone
 * with it however it ends. The name is what `recordRun` takes.
 */
export async function createHits(tx: WriteTx): Promise<string> {
  await tx.run(`create temporary table finding_hit (${HIT_COLUMNS}) on commit drop`);
  return 'pg_temp.finding_hit';
}

/** The same for a run that computes its hits in transactions before the command; `dropHits` it afterwards. */
export async function createStagedHits(tx: KeepTx, run: string): Promise<string> {
  if (!/^\w{1,40}$/.test(run)) throw new RangeError(`not a name for a run: ${run}`);
  const table = `staging.hit_${run.toLowerCase()}`;
  await tx.run(`drop table if exists ${table}`);
  await tx.run(`create unlogged table ${table} (${HIT_COLUMNS}) with (autovacuum_enabled = off)`);
  return table;
}

export async function dropHits(tx: KeepTx | WriteTx, table: string): Promise<void> {
  await tx.run(`drop table if exists ${hitTable(table)}`);
}

/** Copies hits into such a table. */
export async function writeHits(
  tx: Sql,
  table: string,
  hits: Iterable<Hit> | AsyncIterable<Hit>,
): Promise<void> {
  const stream = tx.client.query(copyFrom(`copy ${hitTable(table)} from stdin`));
  await pipeline(Readable.from(linesOf(hits)), stream);
}

/** Only names that the two functions above give may stand in a statement. */
export function hitTable(name: string): string {
  if (!/^(pg_temp\.finding_hit|staging\.hit_\w{1,40})$/.test(name))
    throw new RangeError(`not a table of hits: ${name}`);
  return name;
}

async function* linesOf(hits: Iterable<Hit> | AsyncIterable<Hit>): AsyncGenerator<string> {
  let text = '';
  for await (const hit of hits) {
    text += `${[
      copyText(hit.rule),
      hit.severity,
      hit.noun,
      hit.subjectId,
      hit.householdId ?? COPY_NULL,
      hit.personId ?? COPY_NULL,
      hit.region,
      copyText(JSON.stringify(hit.facts)),
      hit.digest === undefined ? COPY_NULL : copyText(hit.digest),
    ].join('\t')}\n`;
    if (text.length < 64 * 1024) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
