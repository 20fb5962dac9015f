import { RUN_ACTIONS, type RunAction } from '@mingbai/core';
import { BY_TEXT, type WriteTx } from '../db/tx.ts';
import { Params } from '../register/params.ts';
import { createHits, hitTable, HIT_COLUMNS, writeHits, type Hit } from './hits.ts';
import { lockLedger } from './lock.ts';
import { rememberRules } from './rules.ts';
import { stepSql, toldSql, WRITES, type Run } from './run-sql.ts';

/** Findings by what became of them; `same`: hit as before, nothing written; `moved`: only their place, or the words of their rule. */
export type Recorded = Readonly<Record<RunAction | 'same' | 'moved', number>>;

/**
 * Holds the hits of a run against the ledger, by the table of ADR 0116, in set-based statements: the same hits again
 * write nothing. The scope of the transaction must be the whole county. Runs of one county, and people's decisions,
 * wait for each other until the transaction ends.
 */
export async function recordRun(tx: WriteTx, run: Run): Promise<Recorded> {
  await lockLedger(tx, run.county, 'run');
  await requireCounty(tx, run.county);
  await rememberRules(tx, run.rules);
  const { hits, scope } = run;
  const few = typeof hits !== 'string' && hits.length <= MANY && scope !== 'county' && !('region' in scope);
  return few ? recordFew(tx, run, hits) : recordMany(tx, run);
}

interface Count {
  readonly action: RunAction | 'moved' | 'told';
  readonly n: number;
}
const COUNT = `select coalesce(action, 'moved') as action, count(*)::integer as n`;

/** A household or a few: one statement, because tables made for it would take longer than the work. */
async function recordFew(tx: WriteTx, run: Run, hits: readonly Hit[]): Promise<Recorded> {
  const ran = new Set(run.rules.map(({ id }) => id));
  refuseStray(hits.find(({ rule }) => !ran.has(rule))?.rule);
  const params = new Params();
  const rows = `jsonb_to_recordset(${params.add(jsonOf(hits), 'jsonb')}) as h(${HIT_COLUMNS})`;
  const step = stepSql(run, 'told_hit', true, params);
  const writes = WRITES.map((write, n) => `w${n} as (${write(run, tx.entry, 'step', params)})`);
  const counts = await tx.rows<Count>(
    `with told_hit as materialized (${toldSql(rows)}), step as materialized (${step}), ${writes.join(', ')}
     ${COUNT} from step group by 1 union all select 'told', count(*)::integer from told_hit`,
    params.values,
    BY_TEXT,
  );
  return recorded(counts);
}

/** So many lines more, and a good plan is another one. */
const MANY = 5_000;

/** Any number: in tables of the transaction, with statistics, so that each statement is planned for what is there. */
async function recordMany(tx: WriteTx, run: Run): Promise<Recorded> {
  const hits = typeof run.hits === 'string' ? hitTable(run.hits) : await tabled(tx, run.hits);
  await tx.run(`analyze ${hits} (rule)`);
  const stray = await tx.find<{ rule: string }>(`select rule from ${hits} where rule <> all($1) limit 1`, [
    run.rules.map(({ id }) => id),
  ]);
  refuseStray(stray?.rule);
  const told = await temporary(tx, 'finding_told', toldSql(hits), new Params());
  await tx.run(`create index on ${told} (noun, subject_id, rule)`);
  await tx.run(`analyze ${told} (noun, subject_id, rule)`);
  const params = new Params();
  const step = await temporary(tx, 'finding_step', stepSql(run, told, false, params), params);
  await tx.run(`analyze ${step} (id, fresh, action)`);
  const counts = await tx.rows<Count>(
    `${COUNT} from ${step} group by 1 union all select 'told', count(*)::integer from ${told}`,
  );
  if (counts.some(({ action, n }) => action !== 'told' && n > 0)) {
    for (const write of WRITES) {
      const values = new Params();
      await tx.run(write(run, tx.entry, step, values), values.values);
    }
  }
  const written = counts.reduce((sum, { action, n }) => (action === 'told' ? sum : sum + n), 0);
  if (written > MANY) await tx.find('select mingbai.refresh_finding_statistics()');
  return recorded(counts);
}

async function temporary(tx: WriteTx, name: string, select: string, params: Params): Promise<string> {
  await tx.run(`drop table if exists pg_temp.${name}`);
  await tx.run(`create temporary table ${name} on commit drop as ${select}`, params.values);
  return `pg_temp.${name}`;
}

async function tabled(tx: WriteTx, hits: readonly Hit[]): Promise<string> {
  await tx.run('drop table if exists pg_temp.finding_hit');
  const table = await createHits(tx);
  await writeHits(tx, table, hits);
  return table;
}

function jsonOf(hits: readonly Hit[]): string {
  return JSON.stringify(
    hits.map(({ subjectId, householdId, personId, ...rest }) => ({
      ...rest,
      subject_id: subjectId,
      household_id: householdId,
      person_id: personId,
    })),
  );
}

function recorded(counts: readonly Count[]): Recorded {
  const by = new Map(counts.map(({ action, n }) => [action, n]));
  const of = (action: Count['action']) => by.get(action) ?? 0;
  // What is gone or retired was not hit.
  const written = counts.filter(({ action }) => !['told', 'gone', 'retired'].includes(action));
  const same = of('told') - written.reduce((sum, { n }) => sum + n, 0);
  const each = Object.fromEntries(RUN_ACTIONS.map((action) => [action, of(action)]));
  return { ...(each as Record<RunAction, number>), same, moved: of('moved') };
}

function refuseStray(rule: string | undefined): void {
  if (rule !== undefined) throw new RangeError(`a hit of ${rule}, which did not run`);
}

/** A narrower scope would take what it does not see for new, and meet it when it writes. */
async function requireCounty(tx: WriteTx, county: string): Promise<void> {
  const whole = await tx.find(
    `select where mingbai.scope_low() <= $1::bigint * 1000000 and mingbai.scope_high() >= $1::bigint * 1000000 + 999999`,
    [county],
    'finding-run-county',
  );
  if (whole === undefined) throw new RangeError(`a run is recorded by somebody who sees all of ${county}`);
}
