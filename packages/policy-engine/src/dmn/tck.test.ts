import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { equal } from '../value/equal.ts';
import { Decimal } from '../value/number.ts';
import { isContext, isList, type Value } from '../value/value.ts';
import { compileModel } from './compile-model.ts';
import { prepareProgram } from './decide.ts';
import { findNode } from './program.ts';
import { readModel } from './read.ts';
import { readTck } from './testing/tck.ts';

const KIT =
  process.env['DMN_TCK'] ??
  fileURLToPath(new URL('../../../../../shared/standards/dmn-tck-level-2', import.meta.url));

/** The kit gives numbers rounded; eight digits must agree. */
function agrees(actual: Value, expected: Value): boolean {
  if (actual instanceof Decimal && expected instanceof Decimal) {
    const allowed = Decimal.max(expected.abs().times('1e-8'), '1e-8');
    return actual.minus(expected).abs().lte(allowed);
  }
  if (isList(actual) && isList(expected)) {
    return (
      actual.length === expected.length && actual.every((each, at) => agrees(each, expected[at] ?? null))
    );
  }
  if (isContext(actual) && isContext(expected)) {
    return (
      actual.size === expected.size &&
      [...expected].every(([name, value]) => agrees(actual.get(name) ?? null, value))
    );
  }
  return actual === expected || equal(actual, expected) === true;
}

const models = existsSync(KIT) ? readdirSync(KIT) : [];

describe.skipIf(models.length === 0)('the compatibility kit of DMN, level 2', () => {
  test.each(models)('%s', async (name) => {
    const folder = join(KIT, name);
    const model = await readModel(readFileSync(join(folder, `${name}.dmn`), 'utf8'));
    const { program } = compileModel(model, { strict: false });
    const decider = prepareProgram(program);
    const tests = readdirSync(folder).filter((file) => file.endsWith('.xml'));
    let results = 0;
    for (const file of tests) {
      for (const each of readTck(readFileSync(join(folder, file), 'utf8'))) {
        for (const { name: decision, expected } of each.results) {
          const node = findNode(program, decision, 'decision');
          expect(node, decision).toBeDefined();
          const value = decider.value(node?.key ?? '', each.inputs);
          expect(agrees(value, expected), `${each.id} ${decision}: ${JSON.stringify(value)}`).toBe(true);
          results++;
        }
      }
    }
    expect(results).toBeGreaterThan(0);
  });
});
