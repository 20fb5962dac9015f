import { COUNTRY, regionCode, RUN_ACTIONS } from '@mingbai/core';
import {
  findRuleRun,
  HouseholdRules,
  neighboursOf,
  type RegisterView,
  type RuleRun,
  rulesAtWork,
  type RulesAtWork,
  runFull,
  runRulesFor,
  touchedBy,
  updateRuleRun,
} from '@mingbai/policy';
import { findImport, type Actor, type Database, type Recorded } from '@mingbai/store';
import { askImport } from './import.ts';
import { ruleSet } from './rule-set.ts';

const SYSTEM = { region: COUNTRY, user: '' };
/** A change of more households than this is followed by a full run. */
const FEW = 2000;
const AT_ONCE = 100;

/** Somebody asked to stop. */
class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Takes a run from its beginning to its end. May be called again after a crash: nothing is recorded but at the end. */
export async function processRuleRun(database: Database, id: string, today: string): Promise<void> {
  const job = await database.read(SYSTEM, (tx) => findRuleRun(tx, id));
  if (job === undefined || (job.state !== 'queued' && job.state !== 'running')) return;
  const work = new Work(database, job);
  try {
    await work.set({ state: 'running', problem: null });
    const set = await ruleSet();
    const county = String(job.county);
    const region = regionCode(county);
    const view: RegisterView = { county, region, on: job.day ?? today, parameters: set.parameters };
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
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly job: RuleRun,
  ) {}

  async run(view: RegisterView, work: RulesAtWork, quarantined: readonly string[]): Promise<void> {
    const { job } = this;
    if (job.import !== null) return this.import(job.import, view, work);
    const households = job.kind === 'full' ? undefined : await this.changed(view, work);
    if (households === undefined || households.length > FEW) await this.full(view, work, quarantined);
    else await this.few(view, work, households);
  }

  private async full(view: RegisterView, work: RulesAtWork, quarantined: readonly string[]): Promise<void> {
    const { database, job } = this;
    const full = {
      database,
      actor: this.actor(view),
      region: view.region,
      view,
      work,
      run: `run${job.id}`,
      quarantined,
      ...(job.cause === null ? {} : { cause: job.cause }),
    };
    const ran = await runFull(full, {
      onProgress: async (progress) => this.beat(progress),
      onProcess: (pid) => this.watch(pid),
    });
    this.stop();
    const hits = ran.hits.filter((one) => one.hits > 0).toSorted((a, b) => b.hits - a.hits);
    await this.done({ hits, quarantined: ran.leftOut, recorded: ran.recorded, entry: ran.entry }, work);
  }

  /** Rows of an import before it is committed: nothing is recorded, its list of faults grows. */
  private async import(id: string, view: RegisterView, work: RulesAtWork): Promise<void> {
    const find = () => this.database.read(SYSTEM, (tx) => findImport(tx, id));
    const asked = await askImport(this.database, find, view, work, (done) =>
      this.beat({ done, total: null, phase: 'household' }),
    );
    if (!asked.whole) throw new Cancelled();
    const subjects = new Map(work.rules.map(({ rule }) => [rule.id, rule.subject]));
    const hits = [...asked.hits].map(([rule, n]) => ({
      rule,
      subject: subjects.get(rule) ?? 'household',
      hits: n,
    }));
    await this.done({ hits: hits.toSorted((a, b) => b.hits - a.hits) }, work);
  }

  private async few(view: RegisterView, work: RulesAtWork, households: readonly string[]): Promise<void> {
    const rules = new HouseholdRules(work, view);
    let recorded: Recorded | null = null;
    let entry: string | null = null;
    for (let at = 0; at < households.length; at += AT_ONCE) {
      await this.beat({ done: at, total: households.length, phase: 'household' });
      const part = households.slice(at, at + AT_ONCE);
      const outcome = await runRulesFor(
        this.database,
        this.actor(view),
        rules,
        part,
        this.job.cause ?? undefined,
      );
      recorded = added(recorded, outcome.recorded);
      entry = outcome.entry ?? entry;
    }
    await this.done({ recorded, entry }, work);
  }

  /** Households that the cause, or the run itself, names, and their neighbours; undefined where a village changed. */
  private changed(view: RegisterView, work: RulesAtWork): Promise<string[] | undefined> {
    const { job } = this;
    const asks =
      (name: string) =>
      ({ rule, names }: RulesAtWork['rules'][number]) =>
        names.has(name) && work.facts[rule.subject].get(name)?.source.kind === 'neighbour';
    const near = work.rules
      .filter((one) => [...one.names.keys()].some((name) => asks(name)(one)))
      .map(({ rule }) => rule.id);
    return this.database.keep(SYSTEM, async (tx) => {
      const touched =
        job.households !== null
          ? { households: [...job.households], villages: false }
          : await touchedBy(tx, view.county, job.cause ?? '0', FEW);
      if (touched.villages || touched.households.length > FEW) return undefined;
      const neighbours = await neighboursOf(tx, view.county, touched.households, near);
      return [...touched.households, ...neighbours];
    });
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

  private async beat(progress: RuleRun['progress']): Promise<void> {
    await this.set({ progress });
    if (await this.isCancelled()) throw new Cancelled();
  }

  async isCancelled(): Promise<boolean> {
    const now = await this.database.read(SYSTEM, (tx) => findRuleRun(tx, this.job.id));
    return now?.cancel_asked === true;
  }

  /** While one long statement runs: look from outside, and stop it when asked. */
  private watch(pid: number): void {
    this.stop();
    this.timer = setInterval(() => {
      void this.isCancelled()
        .then((asked) =>
          asked
            ? this.database.read(SYSTEM, (tx) => tx.find('select pg_cancel_backend($1)', [pid]))
            : undefined,
        )
        .catch(() => undefined);
    }, 1000);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

function added(sum: Recorded | null, more: Recorded | null): Recorded | null {
  if (sum === null || more === null) return sum ?? more;
  const names = [...RUN_ACTIONS, 'same', 'moved'] as const;
  return Object.fromEntries(names.map((name) => [name, sum[name] + more[name]])) as Recorded;
}
