import type { HouseholdPage } from '@mingbai/core/api';
import type { Provenance } from '../../register/Source.tsx';

/**
 * The income account: 纯收入 = 工资 + 生产经营 + 财产 + 转移 − 生产经营性支出 (《贫困户登记表指标解释》).
 * Each source's items, in the order of the dictionary. All amounts are fen.
 */
export const SOURCES = [
  { source: 'wage', items: ['migrant_wage', 'public_post_wage'] },
  { source: 'business', items: ['crops', 'livestock', 'forestry', 'other_business'] },
  { source: 'property', items: ['dividend', 'land_rent', 'other_property'] },
  {
    source: 'transfer',
    items: [
      'family_planning',
      'low_income',
      'extreme_poverty',
      'pension',
      'ecological',
      'land_subsidy',
      'disability',
      'old_age',
      'veteran',
      'schooling',
      'disaster_relief',
      'maintenance',
      'poverty_insurance',
      'other_transfer',
    ],
  },
] as const;

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
  const sources = SOURCES.map(({ source }) => sourceTotal(entries, source)).filter(
    (fen) => fen !== undefined,
  );
  const gross = sources.length === 0 ? undefined : sources.reduce((sum, fen) => sum + fen, 0);
  const net = gross === undefined ? undefined : gross - (entries.get('expense')?.fen ?? 0);
  const declared = entries.get('net')?.fen;
  return { year, entries, gross, net, declaredNet: declared === net ? undefined : declared };
}

/** A source's own line when the form has one, else the sum of its items. */
export function sourceTotal(
  entries: ReadonlyMap<string, Pick<Entry, 'fen'>>,
  source: string,
): number | undefined {
  const own = entries.get(source);
  if (own !== undefined) return own.fen;
  const items: readonly string[] = SOURCES.find((each) => each.source === source)?.items ?? [];
  const found = items.map((item) => entries.get(item)?.fen).filter((fen) => fen !== undefined);
  return found.length === 0 ? undefined : found.reduce((sum, fen) => sum + fen, 0);
}

export interface IncomeLine {
  readonly item: string;
  readonly level: 'source' | 'item' | 'total';
}

/** The lines worth showing: sources always, items only when some year has them, then expense and totals. */
export function incomeLines(years: readonly YearAccount[]): IncomeLine[] {
  const used = (item: string): boolean => years.some((year) => year.entries.has(item));
  const lines = SOURCES.flatMap(({ source, items }): IncomeLine[] => [
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
