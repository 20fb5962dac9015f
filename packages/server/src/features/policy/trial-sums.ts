import { CODE_LISTS } from '@mingbai/core';
import type { KeptTrialResult, Trial } from '@mingbai/core/api';
import type { Moving, TrialCount } from '@mingbai/policy';
import type { ReadTx } from '@mingbai/store';
import { regionNames } from './library-names.ts';

export const moves = (each: TrialCount): boolean => each.before !== each.after;

export function sum(counts: readonly TrialCount[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}

/** Those whose outcome or amount would be another. */
export function touchedOf(counts: readonly TrialCount[]): number {
  return counts.reduce((all, { touched }) => all + touched, 0);
}

/** By outcome, the most first. */
export function outcomesOf(counts: readonly TrialCount[]): Trial['outcomes'] {
  const all = new Map<string, Trial['outcomes'][number]>();
  for (const { before, after, count } of counts) {
    const key = JSON.stringify([before, after]);
    all.set(key, { before, after, count: (all.get(key)?.count ?? 0) + count });
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}

/** Villages where anything changes. */
export async function villagesOf(tx: ReadTx, counts: readonly TrialCount[]): Promise<Trial['villages']> {
  const byVillage = grouped(counts, ({ village }) => village);
  const touched = [...byVillage].filter(([, own]) => own.some(moves));
  const names = await regionNames(
    tx,
    touched.map(([code]) => code),
  );
  return touched.map(([code, own]) => ({
    code,
    name: names.get(code) ?? code,
    total: sum(own),
    changes: outcomesOf(own.filter(moves)),
  }));
}

function grouped<K>(counts: readonly TrialCount[], by: (each: TrialCount) => K): Map<K, TrialCount[]> {
  const groups = new Map<K, TrialCount[]>();
  for (const each of counts) {
    const group = groups.get(by(each));
    if (group) group.push(each);
    else groups.set(by(each), [each]);
  }
  return groups;
}

/** How many have each outcome now and then, who comes to it and who leaves it. */
export function valuesOf(counts: readonly TrialCount[]): KeptTrialResult['values'] {
  const values = new Set(counts.flatMap(({ before, after }) => [before, after]));
  return [...values]
    .map((value) => ({
      value,
      before: sum(counts.filter(({ before }) => before === value)),
      after: sum(counts.filter(({ after }) => after === value)),
      entered: sum(counts.filter((each) => each.after === value && moves(each))),
      left: sum(counts.filter((each) => each.before === value && moves(each))),
    }))
    .sort((a, b) => b.before - a.before);
}

const LISTS = { cause: 'cause', class: 'poverty-class' } as const;

/** By cause or class of the household: those where anything changes, the most first. */
export function groupsOf(counts: readonly TrialCount[], by: 'cause' | 'class'): KeptTrialResult['causes'] {
  const list = CODE_LISTS.find(({ id }) => id === LISTS[by])?.codes ?? [];
  const labels = new Map(list.map((member) => [String(member.code), { zh: member.zh, en: member.en }]));
  return [...grouped(counts, (each) => each[by])]
    .map(([code, own]) => ({
      label: code === null ? null : (labels.get(code) ?? { zh: code, en: code }),
      total: sum(own),
      changed: touchedOf(own),
      before: amountOf(own, 'amountBefore'),
      after: amountOf(own, 'amountAfter'),
    }))
    .filter(({ changed, before, after }) => changed > 0 || before !== after)
    .sort((a, b) => b.changed - a.changed);
}

/** Villages where anything changes, the most yuan first. */
export async function placesOf(
  tx: ReadTx,
  counts: readonly TrialCount[],
): Promise<KeptTrialResult['places']> {
  const touched = [...grouped(counts, ({ village }) => village)].filter(([, own]) => touchedOf(own) > 0);
  const names = await regionNames(
    tx,
    touched.map(([code]) => code),
  );
  return touched
    .map(([code, own]) => ({
      code,
      name: names.get(code) ?? code,
      total: sum(own),
      changed: touchedOf(own),
      before: amountOf(own, 'amountBefore'),
      after: amountOf(own, 'amountAfter'),
    }))
    .sort((a, b) => moreOf(b) - moreOf(a));
}

const moreOf = ({ before, after }: { before: number | null; after: number | null }): number =>
  Math.abs((after ?? 0) - (before ?? 0));

/** What it costs: before and after, and through whom it becomes another sum. Null when nothing is granted. */
export function costOf(
  name: string | null,
  nameEn: string | undefined,
  counts: readonly TrialCount[],
): KeptTrialResult['cost'] {
  if (name === null) return null;
  const moving = (which: 'entered' | 'left' | 'otherwise'): Moving => {
    const all = counts.flatMap((each) => each[which] ?? []);
    return {
      count: all.reduce((sums, { count }) => sums + count, 0),
      yuan: all.reduce((fen, { yuan }) => fen + Math.round(yuan * 100), 0) / 100,
    };
  };
  return {
    name,
    ...(nameEn !== undefined && { nameEn }),
    before: amountOf(counts, 'amountBefore') ?? 0,
    after: amountOf(counts, 'amountAfter') ?? 0,
    entered: moving('entered'),
    left: moving('left'),
    otherwise: moving('otherwise'),
  };
}

/** Yuan to the fen; null when nothing is granted. */
export function amountOf(
  counts: readonly TrialCount[],
  which: 'amountBefore' | 'amountAfter',
): number | null {
  const fen = counts.flatMap((each) => (each[which] === null ? [] : [Math.round(each[which] * 100)]));
  return fen.length === 0 ? null : fen.reduce((all, each) => all + each, 0) / 100;
}
