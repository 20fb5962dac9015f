import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from '../parse/parse.ts';
import { type Engine, openEngines } from './testing/engines.ts';
import { expressions } from './testing/expressions.ts';
import { hold, type Written } from './testing/hold.ts';
import { household } from './testing/households.ts';
import { VOCABULARY } from './testing/world.ts';

const SEED = Number(process.env['MINGBAI_SEED'] ?? 20_240_229);
const HOUSEHOLDS = fc.sample(household, { numRuns: 60, seed: SEED });
let engines: Engine[] = [];
beforeAll(async () => {
  engines = await openEngines(HOUSEHOLDS);
});
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

function written(source: string): Written {
  const parsed = parse(source, VOCABULARY);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.problems.map(({ en }) => en).join('; ')}`);
  return { source, expression: parsed.expression };
}

test.each(['boolean', 'number', 'text', 'date', 'days', 'months'] as const)(
  'random expressions of %s have the same value by interpretation, in PostgreSQL and in DuckDB',
  async (kind) => {
    const all = fc.sample(expressions(kind), { numRuns: 60, seed: SEED }).map(written);
    for (const engine of engines) {
      const { differences, unsupported, compared } = await hold(all, HOUSEHOLDS, engine);
      console.log(
        kind,
        engine.dialect,
        compared,
        unsupported.slice(0, 5),
        unsupported.length,
        differences.length,
      );
      expect(differences.slice(0, 5).join('\n\n')).toBe('');
    }
  },
);
