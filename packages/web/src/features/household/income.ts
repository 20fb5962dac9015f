import { INCOME_SOURCES, incomeOfSource, incomeTotals } from '@mingbai/core';
import type { HouseholdPage } from '@mingbai/core/api';
import type { Provenance } from '../../register/Source.tsx';

export interface Entry {
  readonly fen: number;
  readonly provenance: Provenance;
}

export interface YearAccount {
  readonly year: number;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Sum of the four sources; undefined when nothing was entered. */
  readonly gross: number | undefined;
  readonly net: number | undefined;
  /** What the form declared as net, when it differs from the entries. */
  readonly declaredNet: number | undefined;
}

export function yearAccount({ year, items }: HouseholdPage['incomes'][number]): YearAccount {
  const entries = new Map(items.map((entry) => [entry.item, entry]));
  const totals = incomeTotals((item) => entries.get(item)?.fen);
  const declared = entries.get('net')?.fen;
  const net = totals?.net;
  return {
    year,
    entries,
    gross: totals?.gross,
    net,
    declaredNet: declared === net ? undefined : declared,
  };
}

/** A source's own line when the form has one, else the sum of its items. */
export function sourceTotal(
  entries: ReadonlyMap<string, Pick<Entry, 'fen'>>,
  source: string,
): number | undefined {
  return incomeOfSource((item) => entries.get(item)?.fen, source);
}

export interface IncomeLine {
  readonly item: string;
  readonly level: 'source' | 'item' | 'total';
}

/** The lines worth showing: sources always, items only when some year has them, then expense and totals. */
export function incomeLines(years: readonly YearAccount[]): IncomeLine[] {
  const used = (item: string): boolean => years.some((year) => year.entries.has(item));
  const lines = INCOME_SOURCES.flatMap(({ source, items }): IncomeLine[] => [
    { item: source, level: 'source' },
    ...items.filter(used).map((item): IncomeLine => ({ item, level: 'item' })),
  ]);
  return [
    ...lines,
    { item: 'gross', level: 'total' },
    { item: 'expense', level: 'source' },
    { item: 'net', level: 'total' },
  ];
}
