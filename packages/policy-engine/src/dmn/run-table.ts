import { compile } from '../evaluate/compile.ts';
import { compare, equal } from '../value/equal.ts';
import type { Words } from '../problem.ts';
import { Decimal } from '../value/number.ts';
import type { Context, Facts, Value } from '../value/value.ts';
import { coerce } from './conform.ts';
import type { TableLogic } from './logic.ts';
import type { RowTrace, Watch } from './trace.ts';

interface Hit {
  readonly row: number;
  readonly outputs: readonly Value[];
}

/** A decision table made ready to run: its cells are compiled once. */
export function prepareTable(table: TableLogic): (facts: Facts, watch?: Watch) => Value {
  const inputs = table.inputs.map(({ expression, allowed }) => ({
    value: compile(expression),
    allowed: allowed && compile(allowed),
  }));
  const rules = table.rules.map(({ tests, outputs }) => ({
    tests: tests.map((test) => (test === 'any' ? undefined : compile(test))),
    outputs: outputs.map((output, at) => {
      const run = compile(output);
      const declared = table.outputs[at]?.declared;
      return (facts: Facts, watch?: Watch) => {
        const value = run(facts, watch);
        return declared ? coerce(value, declared) : value;
      };
    }),
  }));
  const otherwise = table.outputs.map((output) => output.otherwise && compile(output.otherwise));
  const priorities = table.outputs.map((output) => output.priorities.map((each) => compile(each)(new Map())));
  const stopsAtFirst = table.hitPolicy === 'FIRST';

  return (facts, watch) => {
    const values = inputs.map(({ value }) => value(facts, watch));
    const sights = values.map((value) => new Map(facts).set('?', value));
    const refused = inputs.findIndex(({ allowed }, at) => {
      return allowed !== undefined && values[at] !== null && allowed(sights[at] ?? facts, watch) !== true;
    });
    const rows: RowTrace[] = [];
    const told = (value: Value, why?: Words): Value => {
      watch?.table?.({ table, inputs: values, rows, value, ...(why && { why }) });
      return value;
    };
    if (refused >= 0) return told(null, notAllowed(table, refused));
    const hits: Hit[] = [];
    for (const [row, rule] of rules.entries()) {
      const missed = rule.tests.findIndex((test, at) => test && test(sights[at] ?? facts, watch) !== true);
      if (missed < 0) hits.push({ row, outputs: rule.outputs.map((output) => output(facts, watch)) });
      if (watch?.table) rows.push(missed < 0 ? { row, hit: true } : { row, hit: false, missed });
      if (missed < 0 && stopsAtFirst) break;
    }
    if (hits.length === 0) {
      if (otherwise.every((each) => each === undefined)) return told(ofNone(table));
      return told(
        whole(
          table,
          otherwise.map((each) => each?.(facts, watch) ?? null),
        ),
      );
    }
    const [value, why] = choose(table, hits, priorities);
    return told(value, why);
  };
}

/** What a table gives that no rule of hits: nothing, none of a list, a count of zero. */
function ofNone({ hitPolicy, aggregation }: TableLogic): Value {
  if (aggregation === 'COUNT') return new Decimal(0);
  if (hitPolicy === 'COLLECT' && !aggregation) return [];
  return hitPolicy === 'RULE ORDER' || hitPolicy === 'OUTPUT ORDER' ? [] : null;
}

type Chosen = readonly [Value, Words?];

function choose(table: TableLogic, hits: readonly Hit[], priorities: readonly (readonly Value[])[]): Chosen {
  const row = (hit: Hit | undefined): Value => (hit ? whole(table, hit.outputs) : null);
  const [first] = hits;
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return hits.length === 1 ? [row(first)] : [null, severalHit(hits)];
    case 'ANY':
      return hits.every((hit) => equal(row(hit), row(first)) === true)
        ? [row(first)]
        : [null, differentHits(hits)];
    case 'FIRST':
      return [row(first)];
    case 'PRIORITY':
      return [row(byPriority(hits, priorities)[0])];
    case 'OUTPUT ORDER':
      return [byPriority(hits, priorities).map(row)];
    case 'RULE ORDER':
      return [hits.map(row)];
    case 'COLLECT':
      return [aggregate(table, hits.map(row))];
  }
}

/** Highest first; where all outputs rank alike the order of the rules stays. */
function byPriority(hits: readonly Hit[], priorities: readonly (readonly Value[])[]): readonly Hit[] {
  const ranked = hits.map((hit) => ({
    hit,
    ranks: hit.outputs.map((value, at) => {
      const rank = (priorities[at] ?? []).findIndex((each) => equal(each, value) === true);
      return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
    }),
  }));
  ranked.sort((a, b) => {
    const at = a.ranks.findIndex((rank, column) => rank !== b.ranks[column]);
    return at < 0 ? 0 : (a.ranks[at] ?? 0) - (b.ranks[at] ?? 0);
  });
  return ranked.map(({ hit }) => hit);
}

function aggregate({ aggregation }: TableLogic, values: readonly Value[]): Value {
  if (!aggregation) return values;
  if (aggregation === 'COUNT') return new Decimal(values.length);
  if (aggregation === 'SUM') {
    const numbers = values.filter((value) => value instanceof Decimal);
    return numbers.length === values.length ? numbers.reduce((sum, each) => sum.plus(each)) : null;
  }
  const wanted = aggregation === 'MIN' ? -1 : 1;
  return values.reduce((best, each) => {
    const order = compare(each, best);
    return order === null ? null : Math.sign(order) === wanted ? each : best;
  });
}

function whole({ outputs }: TableLogic, values: readonly Value[]): Value {
  if (outputs.length === 1) return values[0] ?? null;
  const entries = outputs.map(({ name }, at): [string, Value] => [name ?? '', values[at] ?? null]);
  return new Map(entries) satisfies Context;
}

function rowsOf(hits: readonly Hit[], and: string): string {
  return hits.map(({ row }) => row + 1).join(and);
}

function severalHit(hits: readonly Hit[]): Words {
  return {
    zh: `只应有一行符合，而第 ${rowsOf(hits, '、')} 行都符合`,
    en: `One row alone may hit, and rows ${rowsOf(hits, ', ')} do`,
  };
}

function differentHits(hits: readonly Hit[]): Words {
  return {
    zh: `第 ${rowsOf(hits, '、')} 行都符合，结果却不同`,
    en: `Rows ${rowsOf(hits, ', ')} hit and say different things`,
  };
}

function notAllowed({ inputs }: TableLogic, at: number): Words {
  const label = inputs[at]?.label ?? '';
  return { zh: `“${label}”的值不在允许的范围内`, en: `The value of “${label}” is not among those allowed` };
}
