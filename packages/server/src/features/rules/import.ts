import { maskFault } from '@mingbai/core';
import type { ImportSheet } from '@mingbai/core/api';
import {
  checkStaged,
  checkStagedVillages,
  HouseholdRules,
  type ImportHit,
  indexStaged,
  layoutsOfToday,
  queueRuleRun,
  type RegisterView,
  type RulesAtWork,
  stagedHouseholds,
  stagedNeighbours,
  sumsAmong,
  VillageTally,
} from '@mingbai/policy';
import { FIRST_HIT, insertFaults, type Database, type ImportRow, type KeepTx } from '@mingbai/store';
import { layoutsOf } from '../imports/check.ts';
import { scopeOfJob } from '../imports/context.ts';
import type { Counts } from '../imports/counts.ts';

const AT_ONCE = 100;
/** Cells listed; the counts are whole. */
export const HITS_LISTED = 100_000;

/**
 * Asks the rules of a checked import, beside it: it may be committed meanwhile. With no right row there is nothing to
 * ask. In the transaction that says it is checked, so that nobody sees it checked and unasked.
 */
export async function queueImportRules(tx: KeepTx, job: ImportRow): Promise<void> {
  const good = (job.counts as Counts | null)?.good ?? 0;
  await tx.run(
    `update mingbai.rule_run set cancel_asked_at = now(), ended_at = case when state = 'queued' then now() end,
       state = case when state = 'queued' then 'cancelled' else state end
     where import = $1 and state in ('queued', 'running')`,
    [job.id],
  );
  if (good === 0) return;
  await queueRuleRun(tx, {
    county: String(job.county),
    region: job.region,
    kind: 'import',
    import: job.id,
    day: job.data_date,
    createdBy: job.created_by,
    creatorName: job.creator_name,
    role: job.actor_role,
  });
}

/** By rule: rows, and cells, which are what is listed. */
export type HitCounts = ReadonlyMap<string, { readonly rows: number; readonly cells: number }>;

export interface Asked {
  readonly hits: HitCounts;
  /** False when the import was committed or given up before all was asked. */
  readonly whole: boolean;
}

/**
 * Lays the rows of an import over the register, household by household, and lists what the rules say among its
 * faults, each in its cell. Those rows are taken in all the same: what is found again in the register is a finding.
 */
export async function askImport(
  database: Database,
  find: () => Promise<ImportRow | undefined>,
  view: RegisterView,
  work: RulesAtWork,
  beat: (done: number, hits: HitCounts) => Promise<void>,
  most = HITS_LISTED,
): Promise<Asked> {
  const hits = new Map<string, { rows: number; cells: number }>();
  const job = await find();
  if (job === undefined) return { hits, whole: false };
  const scope = scopeOfJob(job);
  const { households, villages } = layoutsOfToday(layoutsOf(job));
  if (households.length + villages.length === 0) return { hits, whole: true };
  const tally =
    villages.length > 0 && households.length > 0 ? new VillageTally(sumsOf(work), view) : undefined;
  const rules = new HouseholdRules(work, view, tally?.needs);
  await database.keep(scope, (tx) =>
    tx.run('delete from mingbai.import_fault where import = $1 and number >= $2', [job.id, FIRST_HIT]),
  );
  let listed = 0;
  const list = async (found: readonly ImportHit[]): Promise<void> => {
    const rows = new Set<string>();
    for (const { rule, sheet, row } of found) {
      const one = hits.get(rule) ?? { rows: 0, cells: 0 };
      one.cells += 1;
      // Several cells of one row are one hit.
      const at = `${rule}|${sheet}|${row}`;
      if (!rows.has(at)) one.rows += 1;
      rows.add(at);
      hits.set(rule, one);
    }
    const faults = found.slice(0, most - listed).map((hit) => toFault(hit, job.sheets as ImportSheet[]));
    await database.keep(scope, (tx) => insertFaults(tx, job.id, job.region, FIRST_HIT + listed, faults));
    listed += faults.length;
  };
  const isOpen = async () => (await find())?.state === 'checked';
  const asked = await whileStaged(async () => {
    await database.keep(scope, (tx) => indexStaged(tx, households));
    const neighbours = await database.read(scope, (tx) => stagedNeighbours(tx, view.county, households));
    let done = 0;
    for (let last = ''; households.length > 0;) {
      if (!(await isOpen())) return false;
      const found = await database.read(scope, async (tx) => {
        const part = await stagedHouseholds(tx, households, last, AT_ONCE);
        return { part, hits: await checkStaged(tx, households, rules, part, neighbours, tally) };
      });
      await list(found.hits);
      done += found.part.length;
      await beat(done, hits);
      const next = found.part.at(-1)?.no;
      if (next === undefined || found.part.length < AT_ONCE) break;
      last = next;
    }
    if (!(await isOpen())) return false;
    await list(await database.read(scope, (tx) => checkStagedVillages(tx, villages, rules, tally)));
    return true;
  });
  return { hits, whole: asked };
}

/** The commit takes the staging tables away: then it is not whole. */
async function whileStaged(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return false;
    throw error;
  }
}

/** What rules of villages hold against what the register adds up to. */
function sumsOf({ rules, facts }: RulesAtWork) {
  const own = rules.filter(({ rule }) => rule.subject === 'village');
  const sums = own.flatMap(({ names }) => sumsAmong(facts.village, names));
  return [...new Map(sums.map((sum) => [sum.id, sum])).values()];
}

type Listed = Parameters<typeof insertFaults>[4][number];

function toFault(hit: ImportHit, sheets: readonly ImportSheet[]): Listed {
  const sheet = sheets[hit.sheet];
  return maskFault({
    file: sheet?.file ?? '',
    sheet: sheet?.sheet ?? '',
    row: hit.row,
    column: sheet?.columns.find((column) => column.to === hit.field)?.letter ?? '',
    field: hit.field,
    value: hit.value,
    rule: hit.rule,
    severity: hit.severity,
    message: hit.message,
  });
}
