import { compile } from '../../evaluate/compile.ts';
import { parse } from '../../parse/parse.ts';
import type { Expression } from '../../syntax/expression.ts';
import { DaysDuration, MonthsDuration } from '../../value/duration.ts';
import { Decimal } from '../../value/number.ts';
import { formatValue } from '../../value/format.ts';
import type { Context, Value } from '../../value/value.ts';
import { toSql } from '../to-sql.ts';
import type { Engine } from './engines.ts';
import { BINDING, CONSTANTS, ROWS, VOCABULARY } from './world.ts';

export interface Written {
  readonly source: string;
  readonly expression: Expression;
}

/** Reads FEEL in the names of the world. */
export function read(source: string): Written {
  const parsed = parse(source, VOCABULARY);
  if (parsed.ok) return { source, expression: parsed.expression };
  throw new Error(`${source}: ${parsed.problems.map(({ en }) => en).join('; ')}`);
}

/** Where an engine says something else than the interpreter, in words; and what the engine cannot say. */
export interface Held {
  readonly compared: number;
  readonly differences: readonly string[];
  readonly unsupported: readonly string[];
}

/** The value as the engines write it, or null. */
function asText(value: Value): string | null {
  if (value === null) return null;
  if (value instanceof DaysDuration) return String(value.nanos / 1000n);
  if (value instanceof MonthsDuration) return String(value.months);
  return typeof value === 'string' ? value : formatValue(value);
}

/** Numbers are the same to the digit, save those without end: there twelve places, as many as DuckDB surely has. */
function same(value: Value, answer: string | null): boolean {
  if (!(value instanceof Decimal) || answer === null) return asText(value) === answer;
  const other = new Decimal(answer);
  if (value.precision() < 30) return value.eq(other);
  return value.minus(other).abs().lte(Decimal.max(1, value.abs()).times('1e-12'));
}

/** How many expressions a query asks for. DuckDB plans many sub-selects in one query slowly. */
const AT_ONCE = { postgres: 20, duckdb: 2 };

/** Asks the engine for every expression of every household, in one go, and the interpreter too. */
export async function hold(
  written: readonly Written[],
  households: readonly Context[],
  engine: Engine,
): Promise<Held> {
  const unsupported: string[] = [];
  const columns = written.flatMap(({ source, expression }) => {
    const compiled = toSql(expression, BINDING, engine.dialect);
    // Of fractions computed on, the interpreter's rounding may decide: not the same, and told so.
    if (compiled.ok) return compiled.fractions.length > 0 ? [] : [{ source, expression, sql: compiled.sql }];
    unsupported.push(...compiled.unsupported.map(({ en }) => `${source}: ${en}`));
    return [];
  });
  const rows: (string | null)[][] = [];
  const step = AT_ONCE[engine.dialect];
  for (let at = 0; at < columns.length; at += step)
    rows.push(...(await answers(columns.slice(at, at + step), engine)));
  const differences: string[] = [];
  columns.forEach(({ source, expression }, column) => {
    const evaluate = compile(expression);
    households.forEach((household, row) => {
      const value = evaluate(new Map([...household, ...CONSTANTS]));
      const answer = rows[column]?.[row] ?? null;
      if (same(value, answer)) return;
      const facts = [...household].map(([name, fact]) => `${name}: ${formatValue(fact)}`).join(', ');
      differences.push(
        `${source}\n  FEEL ${asText(value) ?? 'null'}, ${engine.dialect} ${answer ?? 'null'}\n  ${facts}`,
      );
    });
  });
  return { compared: columns.length * households.length, differences, unsupported };
}

/** The answers by column. One query that fails is asked again in parts, to tell which is at fault. */
async function answers(
  columns: readonly { source: string; sql: string }[],
  engine: Engine,
): Promise<(string | null)[][]> {
  const select = columns.map(({ sql }) => `cast(${sql} as varchar)`).join(',\n');
  if (columns.length === 0) return [];
  try {
    const rows = await engine.query(`select ${select} from ${ROWS} order by h.id`);
    return columns.map((_, column) => rows.map((row) => row[column] ?? null));
  } catch (error) {
    const [only] = columns;
    if (only && columns.length === 1)
      throw new Error(`${engine.dialect}: ${only.source}\n${only.sql}`, { cause: error });
    const half = Math.ceil(columns.length / 2);
    return [
      ...(await answers(columns.slice(0, half), engine)),
      ...(await answers(columns.slice(half), engine)),
    ];
  }
}
