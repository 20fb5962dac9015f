import { type Database, type KeepTx, refreshStale, type Scope } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { bindWithSums } from '../bind/sums.ts';
import type { InBoth } from '../load/rule.ts';
import type { Subject } from '../vocabulary/fact.ts';
import { SUBJECTS } from '../vocabulary/fact.ts';
import type { RuleAtWork, RulesAtWork } from './at-work.ts';
import { divisionsSql, hitsSql } from './hits-sql.ts';

export interface RunOptions {
  /** Rules in one statement. */
  readonly batch?: number;
  /** A statement that takes longer is tried with fewer rules, and a rule that still does is left out. */
  readonly timeoutMs?: number;
  /** A rule that hits more than this share of its subjects, and more than `least`, is wrong itself. */
  readonly share?: number;
  readonly least?: number;
  /** Told before each statement; what it throws ends the run. */
  readonly onProgress?: (progress: RunProgress) => Promise<void>;
  /** The database's process at work, so that it can be told to stop. */
  readonly onProcess?: (pid: number) => void;
}

export interface RunProgress {
  /** `person`, `household` or `village`. */
  readonly phase: Subject;
  /** Rules done, of all. */
  readonly done: number;
  readonly total: number;
}

/** A rule whose hits are not to be trusted, and why. */
export interface LeftOut {
  readonly rule: string;
  /** The one that ran: another may be asked again. */
  readonly version: string;
  readonly reason: 'not-in-sql' | 'failed' | 'too-slow' | 'divides-by-zero' | 'hits-everyone';
  readonly message: InBoth;
}

export interface RanRules {
  /** Rules that ran, with their hits. */
  readonly hits: readonly { readonly rule: string; readonly subject: Subject; readonly hits: number }[];
  readonly subjects: Readonly<Record<Subject, number>>;
  readonly leftOut: readonly LeftOut[];
}

const BATCH = 40;
const TIMEOUT_MS = 10 * 60_000;
const SHARE = 0.9;
const LEAST = 50;

/**
 * Runs rules over every subject of the view into a table of hits, a few statements for all: rules that need the same
 * of the register go together. A rule that fails is left out with a message, and the others run on.
 */
export async function runRules(
  database: Database,
  scope: Scope,
  view: RegisterView,
  { rules, facts }: RulesAtWork,
  into: string,
  options: RunOptions = {},
): Promise<RanRules> {
  const { share = SHARE, least = LEAST } = options;
  const leftOut: LeftOut[] = [];
  const subjects: Record<Subject, number> = { person: 0, household: 0, village: 0 };
  let done = 0;
  await database.keep(scope, refreshStale);
  for (const subject of SUBJECTS) {
    const own = rules.filter(({ rule }) => rule.subject === subject);
    if (own.length === 0) continue;
    subjects[subject] = await database.keep(scope, (tx) => countSubjects(tx, subject, view, facts));
    const work = batches(own, subject, facts, view, options.batch ?? BATCH).toReversed();
    for (let batch = work.pop(); batch !== undefined; batch = work.pop()) {
      await options.onProgress?.({ phase: subject, done, total: rules.length });
      const failure = await tryBatch(database, scope, subject, batch, view, facts, into, options, leftOut);
      if (failure === undefined) done += batch.length;
      else if (batch.length > 1) {
        const half = Math.ceil(batch.length / 2);
        work.push(batch.slice(half), batch.slice(0, half));
      } else {
        done += 1;
        for (const { rule } of batch) leftOut.push({ rule: rule.id, version: rule.version, ...failure });
      }
    }
  }
  const out = new Set(leftOut.map(({ rule }) => rule));
  const counted = await database.keep(scope, (tx) => countHits(tx, into));
  for (const { rule } of rules) {
    const hits = counted.get(rule.id) ?? 0;
    if (hits <= least || hits <= subjects[rule.subject] * share) continue;
    const message = everyone(hits, subjects[rule.subject]);
    leftOut.push({ rule: rule.id, version: rule.version, reason: 'hits-everyone', message });
    out.add(rule.id);
    await database.keep(scope, (tx) => tx.run(`delete from ${into} where rule = $1`, [rule.id]));
  }
  return {
    hits: rules
      .filter(({ rule }) => !out.has(rule.id))
      .map(({ rule }) => ({ rule: rule.id, subject: rule.subject, hits: counted.get(rule.id) ?? 0 })),
    subjects,
    leftOut,
  };
}

/** Rules that need the same joins stand together, so that each statement joins little. */
function batches(
  rules: readonly RuleAtWork[],
  subject: Subject,
  facts: RulesAtWork['facts'],
  view: RegisterView,
  size: number,
): RuleAtWork[][] {
  const sorted = rules
    .map((one) => ({ one, needs: bindWithSums(subject, facts[subject], one.names, view).needs }))
    .sort((a, b) => (a.needs < b.needs ? -1 : a.needs > b.needs ? 1 : 0))
    .map(({ one }) => one);
  const parts = Math.ceil(sorted.length / size);
  const each = Math.ceil(sorted.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, index) => sorted.slice(index * each, (index + 1) * each));
}

async function tryBatch(
  database: Database,
  scope: Scope,
  subject: Subject,
  batch: readonly RuleAtWork[],
  view: RegisterView,
  facts: RulesAtWork['facts'],
  into: string,
  options: RunOptions,
  leftOut: LeftOut[],
): Promise<Failure | undefined> {
  const { statements, unsupported } = hitsSql(batch, subject, facts[subject], view, into);
  const divisions = divisionsSql(batch, subject, facts[subject], view);
  let divided: { rule: string; n: string }[] = [];
  try {
    await database.keep(scope, async (tx) => {
      await tx.run(`set local statement_timeout = ${Math.trunc(options.timeoutMs ?? TIMEOUT_MS)}`);
      await tx.run(`set local work_mem = '128MB'`);
      // Nothing is known to be worth compiling or gathering for: the statements are wide, and the cores few.
      await tx.run('set local jit = off');
      const process = await tx.find<{ pid: number }>('select pg_backend_pid() as pid');
      if (process !== undefined) options.onProcess?.(process.pid);
      for (const sql of statements) await tx.run(sql);
      if (divisions === undefined) return;
      divided = await tx.rows<{ rule: string; n: string }>(divisions);
      await tx.run(`delete from ${into} where rule = any($1)`, [divided.map(({ rule }) => rule)]);
    });
  } catch (error) {
    return failureOf(error);
  }
  const versions = new Map(batch.map(({ rule }) => [rule.id, rule.version]));
  for (const { id, zh, en } of unsupported)
    leftOut.push({ rule: id, version: versions.get(id) ?? '', reason: 'not-in-sql', message: { zh, en } });
  for (const { rule, n } of divided)
    leftOut.push({ rule, version: versions.get(rule) ?? '', ...dividing(Number(n)) });
  return undefined;
}

type Failure = Pick<LeftOut, 'reason' | 'message'>;

/** Errors of the statement are the rule's; others are not, and end the run. */
function failureOf(error: unknown): Failure {
  const { code, message } = error as Error & { code?: string };
  if (code === '57014' && /statement timeout/.test(message))
    return {
      reason: 'too-slow',
      message: { zh: '规则运行超时，未取其结果', en: 'The rule ran out of time; its hits are not taken' },
    };
  // Classes 21, 22, 2201…: data; 42: the statement itself; 54: too complex.
  if (code !== undefined && /^(21|22|42|54)/.test(code))
    return {
      reason: 'failed',
      message: { zh: `规则运行出错（${code}）`, en: `The rule fails when it runs (${code}): ${message}` },
    };
  throw error;
}

/** A rule that divides by zero says nothing of those: what it says of others is not to be trusted before it is mended. */
export function dividing(n: number): Failure {
  return {
    reason: 'divides-by-zero',
    message: {
      zh: `规则对 ${n} 个对象出现除数为零，未取其结果，请在规则中写明除数为零时怎么办`,
      en: `The rule divides by zero for ${n}: its hits are not taken; say in the rule what holds when the divisor is zero`,
    },
  };
}

function everyone(hits: number, of: number): InBoth {
  return {
    zh: `规则几乎命中所有对象（${hits}/${of}），应是规则本身有误，未取其结果`,
    en: `The rule hits nearly everything (${hits} of ${of}): it must be wrong itself; its hits are not taken`,
  };
}

async function countSubjects(
  tx: KeepTx,
  subject: Subject,
  view: RegisterView,
  facts: RulesAtWork['facts'],
): Promise<number> {
  const bound = bindWithSums(subject, facts[subject], new Map(), view);
  const row = await tx.find<{ n: string }>(`select count(*) as n from ${bound.relation()}`);
  return Number(row?.n ?? 0);
}

async function countHits(tx: KeepTx, into: string): Promise<Map<string, number>> {
  const rows = await tx.rows<{ rule: string; n: string }>(
    `select rule, count(*) as n from ${into} group by rule`,
  );
  return new Map(rows.map(({ rule, n }) => [rule, Number(n)]));
}
