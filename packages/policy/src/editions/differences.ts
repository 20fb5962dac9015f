import { isDeepStrictEqual } from 'node:util';
import type { Box, ItemDefinition, Model, TableBox, TableRule } from '@mingbai/policy-engine/dmn';
import type { PolicyCase } from '../decisions/policy-case.ts';
import type { InBoth } from '../load/rule.ts';

/** One cell, row, figure or case that is not what it was. Null: it is not there. */
export interface Difference {
  /** The decision, type or case. */
  readonly subject: string;
  readonly where: InBoth;
  /** The column of a table, by its Chinese name. */
  readonly column: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

type Told = Omit<Difference, 'subject'>;
const NOWHERE: InBoth = { zh: '', en: '' };

/** What one model says otherwise than another, decision by decision; ids and places on a diagram are nobody's concern. */
export function modelDifferences(before: Model, after: Model): readonly Difference[] {
  return [
    ...paired(before.items, after.items, ({ name }) => name).flatMap(([was, is]) =>
      named(was, is, texts(NOWHERE, typeText(was), typeText(is))),
    ),
    ...paired(before.decisions, after.decisions, ({ name }) => name).flatMap(([was, is]) =>
      named(was, is, [
        ...texts({ zh: '问题', en: 'question' }, was?.question, is?.question),
        ...texts({ zh: '说明', en: 'description' }, was?.description, is?.description),
        ...texts({ zh: '类型', en: 'type' }, was?.variable.type, is?.variable.type),
        ...logic(NOWHERE, was?.logic, is?.logic),
      ]),
    ),
    ...paired(before.knowledge, after.knowledge, ({ name }) => name).flatMap(([was, is]) =>
      named(was, is, logic(NOWHERE, was?.logic, is?.logic)),
    ),
  ];
}

/** Cases by what they show: facts and result, and the day by which they are decided. */
export function caseDifferences(
  before: readonly PolicyCase[],
  after: readonly PolicyCase[],
): readonly Difference[] {
  const changed = paired(before, after, ({ decision, zh }) => `${decision} ${zh}`).filter(
    // In a database facts lose the order they were written in, which says nothing.
    ([was, is]) => !isDeepStrictEqual(was && saidOf(was), is && saidOf(is)),
  );
  return changed.flatMap(([was, is]) =>
    texts({ zh: '案例', en: 'case' }, was && caseText(was), is && caseText(is)).map((told) => ({
      ...told,
      subject: (is ?? was)?.zh ?? '',
    })),
  );
}

function saidOf({ on, region, facts, result }: PolicyCase): readonly unknown[] {
  return [on, region, facts, result];
}

function caseText({ on, region, facts, result }: PolicyCase): string {
  const place = region === null ? '' : ` ${region}`;
  return `${on}${place} ${plainText(facts)} → ${plainText(result)}`;
}

/** `人均纯收入 7300；成员 […]`: as much as can be said without the signs of JSON. */
function plainText(value: PolicyCase['result']): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, each]) => `${name} ${typeof each === 'string' ? each : JSON.stringify(each)}`)
    .join('；');
}

function named(
  was: { readonly name: string } | undefined,
  is: { readonly name: string } | undefined,
  told: readonly Told[],
): Difference[] {
  const subject = (is ?? was)?.name ?? '';
  return told.map((each) => ({ ...each, subject }));
}

/** Those of one key beside each other: in the order of what is, then those that are no more. */
function paired<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
): [T | undefined, T | undefined][] {
  const known = new Map(before.map((one) => [keyOf(one), one]));
  const there = new Set(after.map(keyOf));
  return [
    ...after.map((one): [T | undefined, T] => [known.get(keyOf(one)), one]),
    ...before.flatMap((one): [T, undefined][] => (there.has(keyOf(one)) ? [] : [[one, undefined]])),
  ];
}

function texts(
  where: InBoth,
  before: string | undefined,
  after: string | undefined,
  column: string | null = null,
): Told[] {
  return before === after ? [] : [{ where, column, before: before ?? null, after: after ?? null }];
}

function typeText(item: ItemDefinition | undefined): string | undefined {
  if (item === undefined) return undefined;
  const { type, allowedValues, constraint, collection, components } = item;
  const parts = components.map((each) => `${each.name}: ${typeText(each)}`);
  const said = [type, allowedValues, constraint, parts.length > 0 ? `{ ${parts.join('; ')} }` : undefined];
  return `${collection ? 'list of ' : ''}${said.filter((each) => each !== undefined).join(' ')}`;
}

function logic(where: InBoth, was: Box | undefined, is: Box | undefined): Told[] {
  if (was?.kind === 'table' && is?.kind === 'table') return tables(where, was, is);
  const [before, after] = [leaves(was), leaves(is)];
  return paired([...before], [...after], ([path]) => path).flatMap(([one, other]) => {
    const path = (other ?? one)?.[0] ?? '';
    const [old, now] = [one?.[1], other?.[1]];
    const place = join(where, { zh: path, en: path });
    if (typeof old === 'object' && typeof now === 'object') return tables(place, old, now);
    return texts(place, textOf(old), textOf(now));
  });
}

const textOf = (leaf: string | TableBox | undefined): string | undefined =>
  typeof leaf === 'object' ? leaf.rules.map(rowText).join('\n') : leaf;

/** The expressions and tables within a boxed expression, by the names that lead to them. */
function leaves(box: Box | undefined, path = ''): ReadonlyMap<string, string | TableBox> {
  const below = (
    parts: readonly (readonly [string, Box | undefined])[],
  ): ReadonlyMap<string, string | TableBox> =>
    new Map(parts.flatMap(([name, inner]) => [...leaves(inner, path === '' ? name : `${path} · ${name}`)]));
  if (!box) return new Map();
  switch (box.kind) {
    case 'literal':
      return new Map([[path, box.text]]);
    case 'table':
      return new Map([[path, box]]);
    case 'context':
      return below(box.entries.map(({ variable, value }) => [variable?.name ?? '=', value] as const));
    case 'invocation':
      return below([
        ['()', box.function],
        ...box.bindings.map(({ parameter, value }) => [parameter, value] as const),
      ]);
    case 'list':
      return below(box.items.map((item, at) => [`${at + 1}`, item] as const));
    case 'relation':
      return below(
        box.rows.flatMap((row, at) =>
          row.map((cell, column) => [`${at + 1} ${box.columns[column]?.name ?? ''}`, cell] as const),
        ),
      );
    case 'function':
      return below([[`(${box.parameters.map(({ name }) => name).join(', ')})`, box.body]]);
    case 'conditional':
      return below([
        ['if', box.condition],
        ['then', box.whenTrue],
        ['else', box.otherwise],
      ]);
    case 'filter':
      return below([
        ['in', box.list],
        ['match', box.match],
      ]);
    default:
      return below([
        [`${box.kind} ${box.name}`, box.list],
        ['return', box.body],
      ]);
  }
}

interface Columned {
  readonly key: string;
  readonly label: string;
  readonly head: string;
  cell(rule: TableRule): string;
}

function columnsOf({ inputs, outputs, annotations }: TableBox): readonly Columned[] {
  return [
    ...inputs.map(({ text, label, type, values }, at) => ({
      key: `in ${text}`,
      label: label ?? text,
      head: [text, type, values].filter((each) => each !== undefined).join(' '),
      cell: (rule: TableRule) => rule.inputs[at] ?? '-',
    })),
    ...outputs.map(({ name, label, type, values, otherwise }, at) => ({
      key: `out ${name ?? ''}`,
      label: label ?? name ?? '',
      head: [name, type, values, otherwise].filter((each) => each !== undefined).join(' '),
      cell: (rule: TableRule) => rule.outputs[at] ?? 'null',
    })),
    ...annotations.map((heading, at) => ({
      key: `note ${heading}`,
      label: heading,
      head: heading,
      cell: (rule: TableRule) => rule.annotations[at] ?? '',
    })),
  ];
}

function rowText({ inputs, outputs, annotations }: TableRule): string {
  const notes = annotations.filter((each) => each !== '');
  return [`${inputs.join(' | ')} → ${outputs.join(' | ')}`, ...notes].join('；');
}

function tables(where: InBoth, was: TableBox, is: TableBox): Told[] {
  const policyOf = ({ hitPolicy, aggregation }: TableBox): string =>
    [hitPolicy, aggregation].filter(Boolean).join(' ');
  const heads = paired(columnsOf(was), columnsOf(is), ({ key }) => key);
  const rows = matched(was.rules, is.rules);
  let last = -1;
  return [
    ...texts(join(where, { zh: '命中方式', en: 'hit policy' }), policyOf(was), policyOf(is)),
    ...heads.flatMap(([one, other]) =>
      texts(join(where, { zh: '列', en: 'column' }), one?.head, other?.head, (other ?? one)?.label ?? null),
    ),
    ...rows.flatMap(([from, to]): Told[] => {
      const [old, now] = [was.rules[from ?? -1], is.rules[to ?? -1]];
      const row = join(where, rowNamed((to ?? from ?? 0) + 1));
      if (!old || !now) return texts(row, old && rowText(old), now && rowText(now));
      const before = from ?? 0;
      const moved = before < last;
      last = Math.max(last, before);
      return [
        ...(moved ? texts(row, rowNamed(before + 1).zh, rowNamed((to ?? 0) + 1).zh) : []),
        ...heads.flatMap(([one, other]) =>
          one && other ? texts(row, one.cell(old), other.cell(now), other.label) : [],
        ),
      ];
    }),
  ];
}

const rowNamed = (number: number): InBoth => ({ zh: `第 ${number} 行`, en: `row ${number}` });

function join(where: InBoth, inner: InBoth): InBoth {
  return {
    zh: [where.zh, inner.zh].filter((each) => each !== '').join('，'),
    en: [where.en, inner.en].filter((each) => each !== '').join(', '),
  };
}

/** Rows by their ids, then those with the same conditions; what is left was taken out or put in. */
function matched(
  before: readonly TableRule[],
  after: readonly TableRule[],
): [number | null, number | null][] {
  const free = new Set(before.keys());
  const partner = new Map<number, number>();
  const match = (same: (one: TableRule, other: TableRule) => boolean): void => {
    for (const [to, other] of after.entries()) {
      if (partner.has(to)) continue;
      const from = [...free].find((at) => before[at] && same(before[at], other));
      if (from === undefined) continue;
      free.delete(from);
      partner.set(to, from);
    }
  };
  match((one, other) => one.id !== undefined && one.id === other.id);
  match((one, other) => one.inputs.join('\u0000') === other.inputs.join('\u0000'));
  return [
    ...after.map((_, to): [number | null, number] => [partner.get(to) ?? null, to]),
    ...[...free].map((from): [number, null] => [from, null]),
  ];
}
