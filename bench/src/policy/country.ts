import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  countOutcomes,
  type Engine,
  keepRows,
  openSnapshotEngine,
  type OutcomeCount,
} from '@mingbai/analytics';
import type { DecisionLibrary } from '@mingbai/policy';
import { contentsFor, snapshotSql } from '@mingbai/policy/snapshot';
import { keptFolder } from '../folder.ts';
import { say, timed } from '../log.ts';
import { cpuSeconds } from '../memory.ts';
import { atMost, type Bar, figure, type Figure } from '../report.ts';
import { changedLine, countryQuestion, JUDGED } from './asked.ts';
import { card, GUARANTEES, HOUSEHOLDS_IN_DUCKDB, LINE, MEMBERS_IN_DUCKDB, SHORT } from './by-hand.ts';

const PER_COUNTY = 10_000;
const MEMORY = '8GB';
const THREADS = 2;
const ROUNDS = 5;
const RATIO_BAR = 1.2;
const WARM_BAR = 5;
const LINE_BAR = 0.5;
const NEW_LINE = 7_500;

/** Peak memory is this process's: DuckDB runs in a thread of it. */
export interface CountryMeasured {
  readonly figures: readonly Figure[];
  readonly bars: readonly Bar[];
}

/** A country's households in DuckDB: judged by what the policies compile to, and by the same written by hand. */
export async function benchCountry(
  library: DecisionLibrary,
  households: number,
  peak: () => number,
): Promise<CountryMeasured> {
  const folder = keptFolder(`policy-${households}`);
  const engine = await openCountry(folder, households);
  try {
    const counties = Array.from({ length: Math.ceil(households / PER_COUNTY) }, (_, n) =>
      String(110_000 + n),
    );
    const question = countryQuestion(library);
    requireColumns(await columnsOf(engine), question);
    const [{ n: persons = 0 } = {}] = (await engine.rows('select count(*) from members')).map(([n]) => ({
      n: Number(n),
    }));
    const figures: Figure[] = [];
    const bars: Bar[] = [];

    // From the persons: what is asked of members is counted now.
    const whole = await measured(async () => {
      const kept = await keepRows(engine, 'kept', question, counties, new Set(counties));
      return asRows(await countOutcomes(engine, kept, NAMES, 'county'));
    });
    const wholeByHand = await measured(async () => {
      await engine.run(`create or replace table kept_by_hand as select h.*, m.* exclude (county, household_id)
        from (${HOUSEHOLDS_IN_DUCKDB}) h left join (${MEMBERS_IN_DUCKDB}) m on m.county = h.county and m.household_id = h.id`);
      return engine.rows(countByHand('kept_by_hand'));
    });
    const outcomes = same(whole.result, wholeByHand.result);
    const what = `below the line, guarantees and card of ${households} households with ${persons} persons, counted by county`;
    figures.push(
      against(`${what}, from the persons on`, households, whole, wholeByHand, peak(), { outcomes }),
    );
    bars.push(
      atMost(
        'from the persons on, against the same by hand',
        whole.seconds / wholeByHand.seconds,
        RATIO_BAR,
        '× its time',
      ),
    );

    // Warm: members counted already, by each for itself.
    const { values } = snapshotSql(question, []);
    const [warm, warmByHand] = await inTurns(
      async () =>
        asRows(await countOutcomes(engine, { rows: 'kept', values, counties: ALL }, NAMES, 'county')),
      () => engine.rows(countByHand('kept_by_hand')),
    );
    figures.push(against(`${what}, warm`, households, warm, warmByHand, peak(), {}));
    bars.push(
      atMost('warm, against the same by hand', warm.seconds / warmByHand.seconds, RATIO_BAR, '× its time'),
      atMost('warm', warm.seconds, WARM_BAR, 's'),
    );

    return { figures, bars };
  } finally {
    await engine.close();
  }
}

/** Another line over the same country: how many are then where, and who moves. */
export async function benchLine(
  library: DecisionLibrary,
  households: number,
  peak: () => number,
): Promise<CountryMeasured> {
  const engine = await openCountry(keptFolder(`policy-${households}`), households);
  try {
    const { rows: sql, values } = snapshotSql(changedLine(library, NEW_LINE), ALL);
    const asked = { rows: `(${sql})`, values, counties: ALL };
    const other = LINE.replace('600000', String(NEW_LINE * 100));
    const byHand = (...columns: string[]): Promise<Measured['result']> =>
      engine.rows(`select county, ${columns.join(', ')}, count(*)
        from (select county, household_per_capita_net as net from household) h group by all`);
    const [recount, recountByHand] = await inTurns(
      async () => asRows(await countOutcomes(engine, asked, ['after'], 'county')),
      () => byHand(`${other} as line`),
    );
    same(recount.result, recountByHand.result);
    const [moved, movedByHand] = await inTurns(
      async () => asRows(await countOutcomes(engine, asked, ['before', 'after'], 'county')),
      () => byHand(`${LINE} as was`, `${other} as is_now`),
    );
    same(moved.result, movedByHand.result);
    const moves = moved.result.filter(([, was, is]) => was !== is);
    return {
      figures: [
        against('another line recounted by county', households, recount, recountByHand, peak(), {}),
        against(
          'another line: who moves from where to where, by county',
          households,
          moved,
          movedByHand,
          peak(),
          {
            'that move': moves.reduce((sum, row) => sum + Number(row.at(-1)), 0),
          },
        ),
      ],
      bars: [
        atMost('another line recounted by county', recount.seconds, LINE_BAR, 's'),
        atMost(
          'another line, against the same by hand',
          recount.seconds / recountByHand.seconds,
          RATIO_BAR,
          '× its time',
        ),
        atMost(
          'who moves, against the same by hand',
          moved.seconds / movedByHand.seconds,
          RATIO_BAR,
          '× its time',
        ),
      ],
    };
  } finally {
    await engine.close();
  }
}

async function openCountry(folder: string, households: number): Promise<Engine> {
  const sql = readFileSync(new URL('./country.sql', import.meta.url), 'utf8');
  const done = join(folder, 'made-by.sql');
  const known = existsSync(done) && readFileSync(done, 'utf8') === sql;
  if (!known) {
    rmSync(done, { force: true });
    rmSync(join(folder, 'snapshot.duckdb'), { force: true });
    rmSync(join(folder, 'snapshot.duckdb.wal'), { force: true });
  }
  const engine = openSnapshotEngine({ folder, memoryLimit: MEMORY, threads: THREADS });
  if (known) return engine;
  const { seconds } = await timed(async () => {
    const filled = sql
      .replaceAll('$households', String(households))
      .replaceAll('$per_county', String(PER_COUNTY));
    for (const statement of filled.split(/;\s*\n/)) if (/\S/.test(statement)) await engine.run(statement);
    await engine.run('checkpoint');
  });
  writeFileSync(done, sql);
  say(`country: ${households} households in ${seconds.toFixed(1)} s`);
  return engine;
}

async function columnsOf(engine: Engine): Promise<ReadonlySet<string>> {
  const rows = await engine.rows("select table_name || '.' || column_name from information_schema.columns");
  return new Set(rows.map(([name]) => String(name)));
}

/** The generated country must have what the policies of today ask for. */
function requireColumns(there: ReadonlySet<string>, question: Parameters<typeof contentsFor>[0]): void {
  for (const [table, columns] of contentsFor(question)) {
    for (const column of columns.keys())
      if (!there.has(`${table}.${column}`)) throw new Error(`country.sql makes no ${table}.${column}`);
  }
}

interface Measured {
  readonly seconds: number;
  readonly cpu: number;
  readonly result: readonly (readonly unknown[])[];
}

async function measured(work: () => Promise<Measured['result']>): Promise<Measured> {
  const before = cpuSeconds();
  const { seconds, result } = await timed(work);
  return { seconds, cpu: cpuSeconds() - before, result };
}

/** The least of some rounds, one after the other by turns, so that what else the machine does falls on both. */
async function inTurns(
  one: () => Promise<Measured['result']>,
  other: () => Promise<Measured['result']>,
): Promise<readonly [Measured, Measured]> {
  let [best, bestOther] = [await measured(one), await measured(other)];
  for (let round = 1; round < ROUNDS; round += 1) {
    const [again, againOther] = [await measured(one), await measured(other)];
    if (again.seconds < best.seconds) best = again;
    if (againOther.seconds < bestOther.seconds) bestOther = againOther;
  }
  return [best, bestOther];
}

function against(
  what: string,
  rows: number,
  own: Measured,
  byHand: Measured,
  peakMb: number,
  parts: Readonly<Record<string, number>>,
): Figure {
  return figure(
    {
      what,
      rows,
      seconds: own.seconds,
      peakMb,
      parts: {
        ...parts,
        'seconds by hand': byHand.seconds,
        'processor seconds': own.cpu,
        'processor seconds by hand': byHand.cpu,
      },
    },
    { what: 'by hand', rows, seconds: byHand.seconds },
  );
}

function countByHand(rows: string): string {
  return `select county, ${LINE} as line, ${GUARANTEES} as guarantees, ${card(SHORT.duckdb)} as card, count(*) from ${rows} group by all`;
}

const ALL = [{ from: 110_000, to: 999_999 }];
const NAMES = JUDGED.map(({ name }) => name);

function asRows(counts: readonly OutcomeCount[]): Measured['result'] {
  return counts.map(({ place, outcomes, count }) => [place.slice(0, 6), ...outcomes, count]);
}

/** Answers how many outcomes there are by county; throws when the two do not agree on one. */
function same(own: Measured['result'], byHand: Measured['result']): number {
  const key = (row: readonly unknown[]): string => row.slice(0, -1).join('|');
  const counts = new Map(own.map((row) => [key(row), Number(row.at(-1))]));
  for (const row of byHand) {
    if (counts.get(key(row)) !== Number(row.at(-1)))
      throw new Error(`not the same: ${key(row)}: ${counts.get(key(row))}, by hand ${String(row.at(-1))}`);
  }
  if (counts.size !== byHand.length) throw new Error('not the same outcomes');
  return counts.size;
}
