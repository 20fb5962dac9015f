import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../evaluate/compile.ts';
import { arbitraryExpression } from '../testing/arbitrary.ts';
import { BOOLEAN, DATE, NUMBER, STRING } from '../type.ts';
import { planAll } from './plan.ts';
import { type Engine, openEngines } from './testing/engines.ts';
import { expressions } from './testing/expressions.ts';
import { hold, read } from './testing/hold.ts';
import { household } from './testing/households.ts';
import { BINDING, CONSTANTS, ROWS, VOCABULARY } from './testing/world.ts';

/** Another seed, or more runs, by hand: `MINGBAI_SEED=7 MINGBAI_RUNS=500 npx vitest run …`. */
const SEED = Number(process.env['MINGBAI_SEED'] ?? 20_240_229);
const RUNS = Number(process.env['MINGBAI_RUNS'] ?? 60);
const HOUSEHOLDS = fc.sample(household, { numRuns: 60, seed: SEED });
let engines: Engine[] = [];
beforeAll(async () => {
  engines = await openEngines(HOUSEHOLDS);
});
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

test.each(['boolean', 'number', 'text', 'date', 'days', 'months'] as const)(
  'random expressions of %s over members have the same value by interpretation, in PostgreSQL and in DuckDB',
  (kind) => holdAll(fc.sample(expressions(kind), { numRuns: RUNS, seed: SEED })),
  300_000,
);

test.each([
  ['yes-or-no', BOOLEAN],
  ['numbers', NUMBER],
  ['texts', STRING],
  ['dates', DATE],
] as const)(
  'random expressions of %s have the same value by interpretation, in PostgreSQL and in DuckDB',
  (_, type) => holdAll(fc.sample(arbitraryExpression(VOCABULARY, type), { numRuns: 4 * RUNS, seed: SEED })),
  300_000,
);

async function holdAll(sources: readonly string[]): Promise<void> {
  for (const engine of engines) {
    // DuckDB takes long to plan what is nested deeply.
    const asked = sources.slice(0, engine.dialect === 'duckdb' ? Math.ceil(sources.length / 4) : undefined);
    const { compared, differences, unsupported } = await hold(asked.map(read), HOUSEHOLDS, engine);
    expect(differences.slice(0, 3).join('\n\n')).toBe('');
    expect(unsupported.length).toBeLessThanOrEqual(asked.length / 20);
    expect(compared).toBeGreaterThan(asked.length * 40);
  }
}

test.each(['grouped', 'lateral'] as const)(
  'conditions asked together, with lists %s, hit the same households as one by one',
  async (lists) => {
    const all = fc.sample(expressions('boolean'), { numRuns: 40, seed: SEED + 1 }).map(read);
    for (const engine of engines) {
      const planned = all
        .slice(0, engine.dialect === 'duckdb' ? 16 : 40)
        .map(({ expression, source }) => ({ id: source, expression }));
      const { columns, from } = planAll(planned, BINDING, engine.dialect, { lists });
      const select = columns.map(({ sql }) => `case when ${sql} then 'hit' end`).join(',\n');
      const rows = await engine.query(`select ${select} from ${ROWS} ${from} order by h.id`);
      const hits = columns.map(({ id }, column) => ({ id, hits: rows.map((row) => row[column] === 'hit') }));
      const expected = columns.map(({ id }) => {
        const evaluate = compile(read(id).expression);
        const facts = HOUSEHOLDS.map((facts) => new Map([...facts, ...CONSTANTS]));
        return { id, hits: facts.map((each) => evaluate(each) === true) };
      });
      expect(hits).toEqual(expected);
    }
  },
  300_000,
);
