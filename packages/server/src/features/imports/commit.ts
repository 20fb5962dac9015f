import {
  beginBulk,
  commitStage,
  dropStage,
  endBulk,
  findImport,
  finishImport,
  keepWhose,
  markKeyPoor,
  registerPulse,
  refreshStatistics,
  runCommand,
  type Actor,
  type ImportRow,
  type NounWritten,
  type WriteTx,
} from '@mingbai/store';
import { queueRuleRun } from '@mingbai/policy';
import { scopeOfJob, type ImportContext } from './context.ts';
import { layoutsOf } from './check.ts';
import type { Counts } from './counts.ts';
import type { Beat } from './read.ts';

/** The register has changed since the check: somebody should look again before it is written. */
export class Stale extends Error {
  override readonly name = 'Stale';
}

export interface CommitWatch {
  readonly beat: Beat;
  /** The database's process that writes, so that it can be told to stop. */
  readonly onStart: (pid: number) => void;
  /** It is committed: nothing is left to stop. */
  readonly onEnd: () => void;
}

/**
 * Writes a checked import: one command, one transaction, one journal entry. The job's own state is written in
 * the same transaction, so that after a crash it is committed or it is not, and never both.
 */
export async function commitJob(context: ImportContext, job: ImportRow, watch: CommitWatch): Promise<void> {
  const actor: Actor = { id: job.created_by, role: job.actor_role, region: job.region };
  const command = {
    name: 'import.commit',
    region: job.region,
    subject: `import:${job.id}`,
    evidence: [{ name: job.file, sha256: job.digest.toString('hex') }],
    idempotencyKey: `import/${job.id}`,
  };
  const outcome = await runCommand(context.database, actor, command, async (tx) => {
    const pid = await tx.find<{ pid: number }>('select pg_backend_pid() as pid');
    if (pid !== undefined) watch.onStart(pid.pid);
    await tx.run(`set local work_mem = '128MB'`);
    const fresh = await findImport(tx, job.id);
    const counts = (fresh?.counts ?? null) as Counts | null;
    if (fresh === undefined || counts === null) throw new Error(`import ${job.id} was not checked`);
    if ((await registerPulse(tx, job.county)) !== fresh.checked_at_pulse) throw new Stale();
    const whole = counts.nouns.reduce((sum, each) => sum + amountOf(each), 0);
    let begun = 0;
    /** Rows of the register: those of the nouns before this one are written. */
    const onNoun = (noun: string): void => {
      const share = whole === 0 ? null : Math.min(begun, whole) / whole;
      void watch.beat(`writing:${noun}`, Math.min(begun, whole), share).catch(() => undefined);
      begun += amountOf(counts.nouns.find((each) => each.noun === noun));
    };
    const bulk = await beginBulk(tx, counts.nouns);
    const nothingNew = new Set(counts.nouns.filter((one) => one.new === 0).map(({ noun }) => noun));
    const written: NounWritten[] = [];
    for (const [index, layout] of layoutsOf(fresh).entries()) {
      // A file of several years goes through the nouns once for each.
      begun = summed(written).reduce((sum, each) => sum + amountOf(each), 0);
      const nouns = await commitStage(tx, layout, String(job.county), index === 0, {
        onNoun,
        bulk,
        nothingNew,
      });
      written.push(...nouns);
      if (layout.rowOf === 'village') await markKeyPoor(tx, String(job.county));
      if (counts.errors + counts.warnings > 0)
        await keepWhose(tx, job.id, layout, fresh.sheets as { file: string; sheet: string }[]);
      await dropStage(tx, layout);
    }
    for (const noun of bulk) await endBulk(tx, bulk, noun);
    const total = summed(written);
    const unchanged = total.every((one) => one.new + one.changed === 0);
    if (!unchanged) await askRules(tx, job);
    await finishImport(tx, job.id, tx.entry, { ...counts, nouns: withWritten(counts, total) });
    return {
      result: total,
      changes: {
        file: job.file,
        dataDate: job.data_date,
        rows: counts.good,
        left: counts.bad,
        nouns: total,
        // Somebody asked for it, so it is told; that it wrote nothing is told too.
        ...(unchanged ? { unchanged } : {}),
      },
    };
  });
  watch.onEnd();
  if (outcome.repeated) return;
  // What is written is written, whether the statistics are fresh or not.
  await context.database
    .keep(scopeOfJob(job), (tx) => refreshStatistics(tx, outcome.result))
    .catch(() => undefined);
}

/** What was written is asked of the data rules, by a run that is there as soon as the rows are. */
async function askRules(tx: WriteTx, job: ImportRow): Promise<void> {
  await queueRuleRun(tx, {
    county: String(job.county),
    region: job.region,
    kind: 'entry',
    cause: tx.entry,
    createdBy: job.created_by,
    creatorName: job.creator_name,
    role: job.actor_role,
  });
}

function amountOf(noun: Pick<NounWritten, 'new' | 'changed'> | undefined): number {
  return noun === undefined ? 0 : noun.new + noun.changed;
}

function summed(written: readonly NounWritten[]): NounWritten[] {
  const sums = new Map<string, NounWritten>();
  for (const one of written) {
    const sum = sums.get(one.noun) ?? { noun: one.noun, new: 0, changed: 0 };
    sums.set(one.noun, { noun: one.noun, new: sum.new + one.new, changed: sum.changed + one.changed });
  }
  return [...sums.values()];
}

function withWritten(counts: Counts, written: readonly NounWritten[]): Counts['nouns'] {
  return counts.nouns.map((noun) => ({ ...noun, ...written.find((one) => one.noun === noun.noun) }));
}
