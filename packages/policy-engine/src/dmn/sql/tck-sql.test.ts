import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Binding, FactBinding } from '../../sql/binding.ts';
import { type Engine, openEngines } from '../../sql/testing/engines.ts';
import type { Type } from '../../type.ts';
import { Decimal } from '../../value/number.ts';
import { isContext, type Value } from '../../value/value.ts';
import { compileModel } from '../compile-model.ts';
import { findNode, type Program } from '../program.ts';
import { readModel } from '../read.ts';
import { readTck } from '../testing/tck.ts';
import { decisionToSql } from './decision-sql.ts';

const KIT =
  process.env['DMN_TCK'] ??
  fileURLToPath(new URL('../../../../../../shared/standards/dmn-tck-level-2', import.meta.url));
const models = existsSync(KIT) ? readdirSync(KIT) : [];

let engines: Engine[] = [];
beforeAll(async () => {
  engines = await openEngines([]);
});
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

const SQL_TYPES: Partial<Record<Type['kind'], string>> = {
  number: 'decimal(30, 8)',
  string: 'varchar',
  boolean: 'boolean',
  date: 'date',
};

/** A row of one: each input that SQL can hold as a column, and how it is read. */
class Row {
  readonly columns: string[] = [];

  bind(type: Type, value: Value): FactBinding | undefined {
    if (type.kind === 'context') {
      const entries = Object.entries(type.entries).flatMap(([name, entry]): [string, FactBinding][] => {
        const bound = this.bind(entry.type, isContext(value) ? (value.get(name) ?? null) : null);
        return bound ? [[name, bound]] : [];
      });
      return { context: Object.fromEntries(entries) };
    }
    const sql = SQL_TYPES[type.kind];
    if (sql === undefined) return undefined;
    this.columns.push(`cast(${literal(value)} as ${sql}) as c${this.columns.length}`);
    const name = `f.c${this.columns.length - 1}`;
    return type.kind === 'number' ? { sql: name, decimals: 8, digits: 30 } : { sql: name };
  }
}

function literal(value: Value): string {
  if (value === null) return 'null';
  if (value instanceof Decimal) return value.toFixed();
  if (typeof value === 'boolean') return String(value);
  return `'${(typeof value === 'string' ? value : '').replaceAll("'", "''")}'`;
}

function rowOf(program: Program, inputs: ReadonlyMap<string, Value>): { binding: Binding; from: string } {
  const row = new Row();
  const binding: Record<string, FactBinding> = {};
  for (const node of program.nodes.values()) {
    if (node.kind !== 'input') continue;
    const bound = row.bind(node.item.type, inputs.get(node.name) ?? null);
    if (bound) binding[node.name] = bound;
  }
  return { binding, from: `(select ${['1 as one', ...row.columns].join(', ')}) f` };
}

function agrees(text: string | boolean | number | null | undefined, expected: Value): boolean {
  if (text === null || text === undefined) return expected === null;
  if (expected instanceof Decimal) {
    return new Decimal(String(text))
      .minus(expected)
      .abs()
      .lte(Decimal.max(expected.abs().times('1e-8'), '1e-8'));
  }
  return String(text) === String(expected);
}

describe.skipIf(models.length === 0)('the compatibility kit by SQL', () => {
  const compiled = new Set<string>();
  const not = new Map<string, string>();

  test.each(models)('%s', async (name) => {
    const folder = join(KIT, name);
    const model = await readModel(readFileSync(join(folder, `${name}.dmn`), 'utf8'));
    const { program } = compileModel(model, { strict: false });
    for (const file of readdirSync(folder).filter((each) => each.endsWith('.xml'))) {
      for (const { id, inputs, results } of readTck(readFileSync(join(folder, file), 'utf8'))) {
        const { binding, from } = rowOf(program, inputs);
        for (const { name: decision, expected } of results) {
          for (const engine of engines) {
            const key = findNode(program, decision, 'decision')?.key ?? '';
            const sql = decisionToSql(program, key, binding, engine.dialect);
            if (!sql.ok) {
              not.set(`${name} ${decision} ${engine.dialect}`, sql.unsupported[0]?.en ?? '');
              continue;
            }
            compiled.add(`${name} ${decision} ${engine.dialect}`);
            const [row = []] = await engine.query(
              `select ${sql.columns.map((column) => column.sql).join(', ')} from ${from}`,
            );
            sql.columns.forEach(({ entry }, at) => {
              const wanted =
                entry === null ? expected : isContext(expected) ? (expected.get(entry) ?? null) : null;
              expect(agrees(row[at], wanted), `${id} ${decision} ${engine.dialect}: ${row.join()}`).toBe(
                true,
              );
            });
          }
        }
      }
    }
  });

  test('most decisions of the kit compile, and the rest is named', () => {
    const rest = [...not].map(([what, why]) => `${what}: ${why}`);
    console.info(`by SQL: ${compiled.size} decisions × dialects; not: ${rest.length}\n${rest.join('\n')}`);
    expect(compiled.size).toBeGreaterThan(rest.length);
  });
});
