import { regionCode } from '@mingbai/core';
import {
  HouseholdRules,
  loadRules,
  readBundle,
  type RegisterView,
  rulesAtWork,
  type RulesAtWork,
  runFull,
  runRules,
  runRulesFor,
} from '@mingbai/policy';
import { createStagedHits, dropHits, openDatabase, type Database } from '@mingbai/store';
import { COUNTY, DATA_DATE } from '../inputs.ts';
import { say, timed } from '../log.ts';
import type { BenchOptions } from '../options.ts';
import { asOwner, CLERK, type Installed } from '../place.ts';
import { atMost, figure, machine, type Bar, type Figure, type Report } from '../report.ts';
import { BY_HAND } from './by-hand.ts';
import { openRulesRegister } from './register.ts';

const HAND_BAR = 1.5;
const ONE_HOUSEHOLD_MS = 20;
const ROUNDS = 2;
const SAMPLE = 2_000;
const CHANGED = 200;

const region = regionCode(COUNTY);
const scope = { region, user: CLERK };

/** The whole set of rules over a large register; the same rules by hand; one by one; one household at a time. */
export async function benchRules({ rows: persons }: BenchOptions): Promise<Report> {
  const before = machine();
  const { place, cluster } = await openRulesRegister(persons);
  const database = openDatabase(place.appUrl, { connections: 3 });
  try {
    const set = loadRules(await readBundle());
    const view: RegisterView = { county: COUNTY, region, on: DATA_DATE, parameters: set.parameters };
    const work = rulesAtWork(set, view);
    const figures: Figure[] = [];
    const bars: Bar[] = [];
    await fullRun(database, view, work, figures);
    await againstHand(database, view, work, figures, bars);
    await oneByOne(place, database, view, work, figures, bars);
    return { bench: 'rules', at: new Date().toISOString(), machine: before, figures, bars, notes: NOTES };
  } finally {
    await database.close();
    await cluster.stop();
  }
}

const NOTES = [
  'The register: a small county of the generator, faults and all, brought in as people do, then repeated under other ids and numbers until it is as large; under row-level security.',
  'Rows are the subjects looked at (persons, households, villages), each times the rules asked of it. By hand: one statement a rule, which keeps no facts of its hits, under the same role; the least of two rounds each.',
  'Database and client share the cores.',
];

async function fullRun(
  database: Database,
  view: RegisterView,
  work: RulesAtWork,
  figures: Figure[],
): Promise<void> {
  const actor = { id: CLERK, role: 'county_clerk', region };
  const full = { database, actor, region, view, work, run: 'bench', quarantined: [] };
  const { seconds, result } = await timed(() =>
    runFull(full, { onProgress: async (at) => say(`  ${JSON.stringify(at)}`) }),
  );
  const asked = work.rules.reduce((sum, { rule }) => sum + result.subjects[rule.subject], 0);
  const hits = result.hits.reduce((sum, one) => sum + one.hits, 0);
  say(`left out: ${JSON.stringify(result.leftOut.map(({ rule, reason }) => [rule, reason]))}`);
  figures.push(
    figure({
      what: `${result.hits.length} rules over ${result.subjects.person} persons, ${result.subjects.household} households, ${result.subjects.village} villages, recorded as findings`,
      rows: asked,
      seconds,
      parts: { hits, 'left out': result.leftOut.length, ...result.recorded },
    }),
  );
}

async function againstHand(
  database: Database,
  view: RegisterView,
  { rules, facts }: RulesAtWork,
  figures: Figure[],
  bars: Bar[],
): Promise<void> {
  const ids = new Set(BY_HAND.map(({ rule }) => rule));
  const subset = { facts, rules: rules.filter(({ rule }) => ids.has(rule.id)) };
  if (subset.rules.length !== ids.size) throw new Error('a rule written by hand is not in force');
  let compiled = Number.POSITIVE_INFINITY;
  let byHand = Number.POSITIVE_INFINITY;
  let asked = 0;
  const differences: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const into = await database.keep(scope, (tx) => createStagedHits(tx, 'bench'));
    const ran = await timed(() => runRules(database, scope, view, subset, into));
    compiled = Math.min(compiled, ran.seconds);
    asked = subset.rules.reduce((sum, { rule }) => sum + ran.result.subjects[rule.subject], 0);
    const hand = await database.keep(scope, (tx) => createStagedHits(tx, 'hand'));
    const written = await timed(() =>
      database.keep(scope, async (tx) => {
        await tx.run(`set local work_mem = '128MB'`);
        for (const { rule, sql } of BY_HAND)
          await tx.run(`insert into ${hand} (rule, severity, noun, subject_id, household_id, region, facts)
            select '${rule}', 'error', 'x', s.*, '{}' from (${sql.replaceAll('$day', `date '${view.on}'`)}) s(id, household, region)`);
      }),
    );
    byHand = Math.min(byHand, written.seconds);
    const counts = await database.keep(scope, (tx) =>
      tx.rows<{ rule: string; n: string }>(`select rule, count(*) as n from ${hand} group by rule`),
    );
    const found = new Map(counts.map(({ rule, n }) => [rule, Number(n)]));
    for (const { rule, hits } of ran.result.hits)
      if (hits !== (found.get(rule) ?? 0))
        differences.push(`${rule}: ${hits} compiled, ${found.get(rule) ?? 0} by hand`);
    await database.keep(scope, async (tx) => {
      await dropHits(tx, into);
      await dropHits(tx, hand);
    });
  }
  if (differences.length > 0) throw new Error(`not the same hits: ${differences.join('; ')}`);
  const what = `${ids.size} of them`;
  figures.push(
    figure(
      { what, rows: asked, seconds: compiled },
      { what: 'the same by hand', rows: asked, seconds: byHand },
    ),
  );
  bars.push(atMost(`${what} against the same by hand`, compiled / byHand, HAND_BAR, '× its time'));
}

async function oneByOne(
  place: Installed,
  database: Database,
  view: RegisterView,
  work: RulesAtWork,
  figures: Figure[],
  bars: Bar[],
): Promise<void> {
  const rules = new HouseholdRules(work, view);
  const ids = await database.read(scope, (tx) =>
    tx.rows<{ id: string }>(
      `select id::text from mingbai.household where county = $1 order by hashint8(id) limit ${SAMPLE + CHANGED}`,
      [COUNTY],
    ),
  );
  const households = ids.map(({ id }) => id);
  const [changed, sample] = [households.slice(0, CHANGED), households.slice(CHANGED)];
  let persons = 0;
  const read = await timed(async () => {
    for (let at = 0; at < sample.length; at += 200) {
      const checked = await database.read(scope, (tx) => rules.check(tx, sample.slice(at, at + 200)));
      persons += checked.households.reduce((sum, one) => sum + one.members.length, 0);
    }
  });
  const of = (subject: string) => work.rules.filter(({ rule }) => rule.subject === subject).length;
  figures.push(
    figure({
      what: `interpreted one by one, ${sample.length} households with ${persons} persons`,
      rows: persons * of('person') + sample.length * of('household'),
      seconds: read.seconds,
    }),
  );
  await asOwner(place, (client) =>
    client.query(
      `update mingbai.condition set cultivated_land = 500 + household_id % 7 where county = $1 and household_id = any($2)`,
      [COUNTY, changed],
    ),
  );
  const actor = { id: CLERK, role: 'county_clerk', region };
  const asked = await latencies(changed, (id) => database.read(scope, (tx) => rules.check(tx, [id])));
  const recorded = await latencies(changed, (id) =>
    runRulesFor(database, actor, rules, { households: [id] }),
  );
  const same = await latencies(changed, (id) => runRulesFor(database, actor, rules, { households: [id] }));
  for (const [what, times] of [
    ['one changed household asked again', asked],
    ['one changed household asked again, its new finding recorded and journaled', recorded],
    ['one household asked again, nothing new', same],
  ] as const) {
    const seconds = times.reduce((sum, one) => sum + one, 0) / 1000;
    figures.push(
      figure({
        what,
        rows: times.length,
        seconds,
        parts: { 'p50 ms': at(times, 0.5), 'p95 ms': at(times, 0.95) },
      }),
    );
  }
  bars.push(atMost('one changed household asked again, p95', at(asked, 0.95), ONE_HOUSEHOLD_MS, 'ms'));
}

async function latencies(ids: readonly string[], ask: (id: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const id of ids) {
    const begun = performance.now();
    await ask(id);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
