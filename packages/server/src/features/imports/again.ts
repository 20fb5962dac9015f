import { createHash } from 'node:crypto';
import { CODE_LISTS, FIELDS, FORMS } from '@mingbai/core';
import { readBundle } from '@mingbai/policy';
import { answerAsTwin, findTwin, rememberedMappings, type ImportRow } from '@mingbai/store';
import { VERSION } from '../../version.ts';
import { scopeOfJob, type ImportContext } from './context.ts';
import type { Counts } from './counts.ts';
import { regionsOf } from './places.ts';

/** What the rules say of a file's rows stands among its faults: other rules, another answer. */
async function rulesAsWritten(): Promise<[string, string][]> {
  const files = await readBundle();
  return [...files].filter(([name]) => /^(data-rules|parameters)\//.test(name));
}

/** Digest of all that decides how a file is read, and what is found in it, besides the file itself and what was chosen for it. */
export async function basisOf(context: ImportContext, job: ImportRow, today: string): Promise<Buffer> {
  const regions = await regionsOf(context.database, job.county);
  const mappings = await context.database.read(scopeOfJob(job), (tx) => rememberedMappings(tx, job.county));
  const places = regions
    .map(({ code, name, from, to, successor }) => {
      const began = from === null || from <= today;
      const ended = to !== null && to <= today;
      return JSON.stringify([code, name, from, to, successor, began, ended]);
    })
    .sort();
  const basis = [
    VERSION,
    FORMS,
    FIELDS,
    CODE_LISTS,
    Object.entries(mappings).sort(),
    places,
    await rulesAsWritten(),
  ];
  return createHash('sha256').update(JSON.stringify(basis)).digest();
}

/**
 * Where the very same file was committed before and nothing has been written since, its result stands: true when the
 * import has been given it, and nothing is left to be read.
 */
export async function answerAsBefore(
  context: ImportContext,
  job: ImportRow,
  basis: Buffer,
  today: string,
): Promise<boolean> {
  return context.database.keep(scopeOfJob(job), async (tx) => {
    const twin = await findTwin(tx, job, basis, today);
    if (twin === undefined) return false;
    await answerAsTwin(tx, job, twin, unchanged(twin.counts as Counts));
    return true;
  });
}

function unchanged(counts: Counts): Counts {
  const nouns = counts.nouns.map((one) => ({
    ...one,
    new: 0,
    changed: 0,
    same: one.new + one.changed + one.same,
  }));
  const { older: _, ...rest } = counts;
  return { ...rest, nouns, fields: [] };
}
