import { compile } from '../../evaluate/compile.ts';
import type { Words } from '../../problem.ts';
import type { Expression } from '../../syntax/expression.ts';
import { factsOf } from '../../syntax/walk.ts';
import { equal } from '../../value/equal.ts';
import { formatValue } from '../../value/format.ts';
import type { Facts, Value } from '../../value/value.ts';
import type { Logic, TableInput, TableLogic } from '../logic.ts';
import type { Program } from '../program.ts';
import { dimensionsOf, type Dimension } from './dimensions.ts';

/** Values that show a finding, by input; inputs that do not matter to it are left out. */
export type Example = readonly { readonly input: TableInput; readonly value: Value }[];

/**
 * `gap`: no row hits. `overlap`: several hit where one may. `conflict`: they hit and say different things where
 * all must say the same. `hidden`: a row never comes to say anything, those above it take all.
 */
export interface TableFinding {
  readonly kind: 'gap' | 'overlap' | 'conflict' | 'hidden';
  /** From 0. */
  readonly rows: readonly number[];
  readonly example: Example;
}

export interface TableAnalysis {
  readonly findings: readonly TableFinding[];
  /** Why there may be more than was found; empty when all was. */
  readonly unsure: readonly Words[];
}

/** More would only be the same fault again. */
const MOST = 20;
const STEPS = 100_000;

/**
 * What the rows of a table leave open, say twice or never say. `facts` are those that cells may compare with: the
 * figures in force. Every finding holds when the table is run on its example.
 */
export function analyseTable(table: TableLogic, facts: Facts): TableAnalysis {
  const unknown = unknownIn(table, facts);
  if (unknown.length > 0) {
    const names = unknown.join('、');
    return {
      findings: [],
      unsure: [{ zh: `条件要看别的事实：${names}`, en: `Conditions depend on other facts: ${names}` }],
    };
  }
  const dimensions = dimensionsOf(table, facts, (input) => keyOf(input.expression));
  const unsure: Words[] = [];
  const findings: TableFinding[] = [];
  const all = (1n << BigInt(table.rules.length)) - 1n;
  const search = (from: bigint, within: readonly Dimension[]): readonly Example[] => {
    const found = gaps(from, within);
    if (!found.whole) unsure.push({ zh: '组合太多，没有全部看完', en: 'Too many combinations to see all' });
    return found.examples;
  };
  if (needsRow(table)) {
    for (const example of search(all, dimensions)) findings.push({ kind: 'gap', rows: [], example });
  }
  if (table.hitPolicy === 'UNIQUE' || table.hitPolicy === 'ANY') {
    findings.push(...pairs(table, facts, dimensions));
  }
  if (table.hitPolicy === 'FIRST') {
    for (const [row, { tests }] of table.rules.entries()) {
      // A last row for whatever is left may find nothing left.
      if (tests.every((test) => test === 'any')) continue;
      const own = hitting(dimensions, 1n << BigInt(row));
      const above = (1n << BigInt(row)) - 1n;
      const example = exampleOf(own.map(({ input, classes }) => [input, classes[0]?.value]));
      // A row that no value hits says nothing either.
      if (row > 0 && (own.some(({ classes }) => classes.length === 0) || search(above, own).length === 0))
        findings.push({ kind: 'hidden', rows: [row], example });
    }
  }
  for (const { input, whole } of dimensions) {
    if (whole) continue;
    unsure.push({
      zh: `“${input.label}”的条件里有计算，可能还有没看出的`,
      en: `Conditions on “${input.label}” compute: there may be more`,
    });
  }
  return { findings: findings.slice(0, MOST), unsure };
}

/** All tables of a model's decisions and calculations, each under the name of what it belongs to. */
export function tablesOf(program: Program): readonly { readonly name: string; readonly table: TableLogic }[] {
  return [...program.nodes.values()].flatMap((node) =>
    (node.kind === 'decision' || node.kind === 'knowledge') && node.logic
      ? tablesIn(node.logic).map((table) => ({ name: node.name, table }))
      : [],
  );
}

function tablesIn(logic: Logic): TableLogic[] {
  switch (logic.kind) {
    case 'table':
      return [logic];
    case 'context':
      return [...logic.entries.map((entry) => entry.logic), ...(logic.result ? [logic.result] : [])].flatMap(
        tablesIn,
      );
    case 'function':
      return tablesIn(logic.body);
    case 'conditional':
      return [logic.condition, logic.whenTrue, logic.otherwise].flatMap(tablesIn);
    default:
      return [];
  }
}

/** A table that collects may collect nothing; one with a default has an answer. */
function needsRow({ hitPolicy, outputs, rules }: TableLogic): boolean {
  const one = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY'].includes(hitPolicy);
  return one && rules.length > 0 && outputs.every(({ otherwise }) => otherwise === undefined);
}

function unknownIn({ rules }: TableLogic, facts: Facts): string[] {
  const names = rules.flatMap(({ tests }) =>
    tests.flatMap((test) => (test === 'any' ? [] : factsOf(test))).filter((name) => name !== '?'),
  );
  return [...new Set(names)].filter((name) => !facts.has(name));
}

/** Same text, same thing: the expression without its place. */
function keyOf(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) =>
    key === 'from' || key === 'to' || key === 'type' ? undefined : value,
  );
}

/** The dimensions with only the values that leave these rows. */
function hitting(dimensions: readonly Dimension[], rows: bigint): Dimension[] {
  return dimensions.map((each) => ({
    ...each,
    classes: each.classes.filter((one) => (one.rows & rows) === rows),
  }));
}

/** Combinations that leave none of the rows. */
function gaps(
  from: bigint,
  dimensions: readonly Dimension[],
): { readonly examples: readonly Example[]; readonly whole: boolean } {
  const examples: Example[] = [];
  const shown = new Set<string>();
  const seen = new Set<string>();
  let steps = 0;
  const go = (at: number, rows: bigint, chosen: readonly (readonly [TableInput, Value, bigint])[]): void => {
    if (examples.length >= MOST || steps > STEPS) return;
    if (rows === 0n) {
      const example = needed(from, chosen);
      const key = example.map(({ input, value }) => `${input.label}=${formatValue(value)}`).join();
      if (!shown.has(key)) examples.push(example);
      shown.add(key);
      return;
    }
    const dimension = dimensions[at];
    const key = `${at} ${rows}`;
    if (!dimension || seen.has(key)) return;
    seen.add(key);
    steps += 1;
    for (const { value, rows: left } of dimension.classes)
      go(at + 1, rows & left, [...chosen, [dimension.input, value, left]]);
  };
  // Inputs none of whose values is possible leave nothing to find.
  if (dimensions.every(({ classes }) => classes.length > 0)) go(0, from, []);
  return { examples, whole: steps <= STEPS };
}

/** Only the values without which a row would hit. */
function needed(from: bigint, chosen: readonly (readonly [TableInput, Value, bigint])[]): Example {
  let kept = chosen;
  for (const one of chosen) {
    const without = kept.filter((each) => each !== one);
    if (without.reduce((rows, [, , left]) => rows & left, from) === 0n) kept = without;
  }
  return kept.map(([input, value]) => ({ input, value }));
}

/** Pairs of rows that one set of values hits. */
function pairs(table: TableLogic, facts: Facts, dimensions: readonly Dimension[]): TableFinding[] {
  const found: TableFinding[] = [];
  for (let one = 0; one < table.rules.length; one += 1) {
    for (let other = one + 1; other < table.rules.length; other += 1) {
      const both = (1n << BigInt(one)) | (1n << BigInt(other));
      const shared = hitting(dimensions, both);
      if (shared.some(({ classes }) => classes.length === 0)) continue;
      const unique = table.hitPolicy === 'UNIQUE';
      if (!unique && !differ(table, one, other, facts)) continue;
      const example = exampleOf(shared.map(({ input, classes }) => [input, classes[0]?.value]));
      found.push({ kind: unique ? 'overlap' : 'conflict', rows: [one, other], example });
    }
  }
  return found;
}

/** Whether two rows certainly say different things: outcomes that depend on facts not given are not told apart. */
function differ({ rules }: TableLogic, one: number, other: number, facts: Facts): boolean {
  const outputs = rules[one]?.outputs ?? [];
  return outputs.some((output, at) => {
    const against = rules[other]?.outputs[at];
    if (!against) return false;
    if ([...factsOf(output), ...factsOf(against)].some((name) => !facts.has(name))) return false;
    return equal(compile(output)(facts), compile(against)(facts)) !== true;
  });
}

function exampleOf(values: readonly (readonly [TableInput, Value | undefined])[]): Example {
  return values.flatMap(([input, value]) => (value === undefined ? [] : [{ input, value }]));
}
