import { COUNTRY, type RegionCode, regionCode } from '@mingbai/core';
import {
  affectedRules,
  answerRuns,
  type Changed,
  changedBy,
  findRuleRun,
  householdsIn,
  HouseholdRules,
  lastRuleRun,
  neighboursOf,
  readsVillages,
  type RegisterView,
  type RuleRun,
  rulesAtWork,
  type RulesAtWork,
  runFull,
  runRulesFor,
  updateRuleRun,
  waitingChanges,
} from '@mingbai/policy';
import { findImport, interruptWhen, type Actor, type Database, type ReadTx } from '@mingbai/store';
import { figuresIn } from '../policy/effective.ts';
import { askImport, type HitCounts, HITS_LISTED } from './import.ts';
import { ruleSet } from './rule-set.ts';

const SYSTEM = { region: COUNTRY, user: '' };
/** A change of more households than this is followed by a full run. */
const FEW = 2000;

/** Somebody asked to stop. */
class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * Takes a run from its beginning to its end. May be called again after a crash: nothing is recorded but at the end.
 * `most`: cells that are listed of an import; all are counted.
 */
export async function processRuleRun(
  database: Database,
  id: string,
  today: string,
  most = HITS_LISTED,
): Promise<void> {
  const job = await database.read(SYSTEM, (tx) => findRuleRun(tx, id));
  if (job === undefined || (job.state !== 'queued' && job.state !== 'running')) return;
  const work = new Work(database, job, most);
  try {
    await work.set({ state: 'running', problem: null });
    const set = await ruleSet();
    const county = String(job.county);
    const region = regionCode(county);
    const parameters = await database.read(SYSTEM, (tx) => figuresIn(tx, set.parameters));
    const view: RegisterView = { county, region, on: job.day ?? today, parameters };
    const quarantined = set.quarantined.flatMap(({ id: rule }) => rule ?? []);
    await work.run(view, rulesAtWork(set, view), quarantined);
  } catch (error) {
    if (error instanceof Cancelled || (await work.isCancelled())) {
      await work.set({ state: 'cancelled' });
      return;
    }
    await work.set({ state: 'failed', problem: FAILED });
    throw error;
  } finally {
    work.stop();
  }
}

const FAILED = {
  zh: '运行时发生内部错误，问题台账未改动，可重新运行',
  en: 'Internal error during the run: the ledger is as it was, run it again',
};

class Work {
  constructor(
    private readonly database: Database,
    private readonly job: RuleRun,
    private readonly most: number,
  ) {}

  async run(view: RegisterView, work: RulesAtWork, quarantined: readonly string[]): Promise<void> {
    const { job } = this;
    if (job.import !== null) return this.import(job.import, view, work);
    const again = job.kind === 'full' ? undefined : await this.changed(view, work);
    if (again === undefined) await this.full(view, work, quarantined);
    else await this.few(view, again);
  }

  private async full(view: RegisterView, work: RulesAtWork, quarantined: readonly string[]): Promise<void> {
    const { database, job } = this;
    // Asked before it begins: what is written while it runs has a run of its own.
    const answered = await database.read(SYSTEM, (tx) => waitingChanges(tx, job, view.on));
    const full = {
      database,
      actor: this.actor(view),
      region: view.region,
      view,
      work,
      run: `run${job.id}`,
      quarantined,
      ...(job.cause === null || answered.length > 0 ? {} : { cause: job.cause }),
    };
    const ran = await runFull(full, {
      onProgress: async (progress) => this.beat(progress),
      onProcess: (pid) => this.watch(pid),
    });
    this.stop();
    await database.keep(SYSTEM, (tx) => answerRuns(tx, answered, ran.entry));
    const hits = ran.hits.filter((one) => one.hits > 0).toSorted((a, b) => b.hits - a.hits);
    await this.done({ hits, quarantined: ran.leftOut, recorded: ran.recorded, entry: ran.entry }, work);
  }

  /** Rows of an import before it is committed: nothing is recorded, its list of faults grows. */
  private async import(id: string, view: RegisterView, work: RulesAtWork): Promise<void> {
    const find = () => this.database.read(SYSTEM, (tx) => findImport(tx, id));
    const rules = new Map(work.rules.map(({ rule }) => [rule.id, rule]));
    const hitsOf = (counts: HitCounts) =>
      [...counts]
        .flatMap(([id, { rows, cells }]) => {
          const rule = rules.get(id);
          if (rule === undefined) return [];
          const { subject, severity, zh, en } = rule;
          return [{ rule: id, subject, hits: rows, listing: { cells, severity, zh, en } }];
        })
        .toSorted((a, b) => b.hits - a.hits);
    // Written down as it goes: should the import be committed meanwhile, what was asked until then stays counted.
    const beat = (done: number, hits: HitCounts) =>
      this.beat({ done, total: null, phase: 'household' }, { hits: hitsOf(hits) });
    const asked = await askImport(this.database, find, view, work, beat, this.most);
    if (!asked.whole) throw new Cancelled();
    await this.done({ hits: hitsOf(asked.hits) }, work);
  }

  private async few(view: RegisterView, { work, households, villages }: Again): Promise<void> {
    const { recorded, entry, leftOut } = await runRulesFor(
      this.database,
      this.actor(view),
      new HouseholdRules(work, view),
      {
        households,
        villages,
        cause: this.job.cause ?? undefined,
        onProgress: (done, total) => this.beat({ done, total, phase: 'household' }),
      },
    );
    await this.done({ recorded, entry, quarantined: leftOut }, work);
  }

  /**
   * What the cause can have made true or untrue, and where; undefined where that is so much that all is asked. Rules
   * whose hits the last full run did not take are not asked either.
   */
  private changed(view: RegisterView, all: RulesAtWork): Promise<Again | undefined> {
    const { job } = this;
    return this.database.keep(SYSTEM, async (tx): Promise<Again | undefined> => {
      const trusted = withoutLeftOut(all, await lastRuleRun(tx, view.county));
      if (job.households !== null) return { work: trusted, households: job.households, villages: [] };
      const entry = job.cause ?? '0';
      const changed = await changedBy(tx, view.county, entry, FEW);
      const work = { ...trusted, rules: affectedRules(trusted, changed, view.parameters) };
      if (work.rules.length === 0) return { work, households: [], villages: [] };
      const near =
        changed.households.length > FEW ? [] : await neighboursOf(tx, view.county, entry, changed.households);
      const around =
        changed.rows.has('village') || [...changed.fields].some((key) => key.startsWith('village.'))
          ? await this.householdsAround(tx, view, work, changed)
          : [];
      const households = [...new Set([...changed.households, ...near, ...around])];
      return households.length > FEW ? undefined : { work, households, villages: changed.villages };
    });
  }

  /** Households of a village that says something else, where a rule of households reads that. */
  private async householdsAround(
    tx: ReadTx,
    view: RegisterView,
    work: RulesAtWork,
    { villages }: Changed,
  ): Promise<string[]> {
    return readsVillages(work.rules, work) ? householdsIn(tx, view.county, villages, FEW) : [];
  }

  /** Whoever asked; after a change by somebody of a part of the county, the register itself. */
  private actor(view: RegisterView): Actor {
    const { job } = this;
    return job.kind === 'full'
      ? { id: job.created_by, role: job.actor_role, region: view.region }
      : { id: 'system:rules', role: 'system', region: view.region };
  }

  set(patch: Parameters<typeof updateRuleRun>[2]): Promise<void> {
    return this.database.keep(SYSTEM, (tx) => updateRuleRun(tx, this.job.id, patch));
  }

  private done(patch: Parameters<typeof updateRuleRun>[2], { rules }: RulesAtWork): Promise<void> {
    const progress = { done: rules.length, total: rules.length, phase: 'done' };
    return this.set({ ...patch, state: 'done', progress });
  }

  private async beat(
    progress: RuleRun['progress'],
    patch: Parameters<typeof updateRuleRun>[2] = {},
  ): Promise<void> {
    await this.set({ ...patch, progress });
    if (await this.isCancelled()) throw new Cancelled();
  }

  async isCancelled(): Promise<boolean> {
    const now = await this.database.read(SYSTEM, (tx) => findRuleRun(tx, this.job.id));
    return now?.cancel_asked === true;
  }

  /** While one long statement runs: look from outside, and stop it when asked. */
  private watch(pid: number): void {
    this.stop();
    this.stop = interruptWhen(this.database, pid, () => this.isCancelled());
  }

  stop: () => void = () => undefined;
}

/** What is asked again, of whom. */
interface Again {
  readonly work: RulesAtWork;
  readonly households: readonly string[];
  readonly villages: readonly RegionCode[];
}

function withoutLeftOut(work: RulesAtWork, last: RuleRun | undefined): RulesAtWork {
  const out = new Set(last?.quarantined.map(({ rule, version }) => `${rule} ${version}`));
  return { ...work, rules: work.rules.filter(({ rule }) => !out.has(`${rule.id} ${rule.version}`)) };
}
