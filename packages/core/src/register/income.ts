/**
 * The income account: 纯收入 = 工资 + 生产经营 + 财产 + 转移 − 生产经营性支出 (《贫困户登记表指标解释》). Each source's
 * items, in the order of the dictionary.
 */
export const INCOME_SOURCES = [
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

/** A source's own line when the form has one, else the sum of its items; undefined when neither is there. Fen. */
export function incomeOfSource(
  fenOf: (item: string) => number | undefined,
  source: string,
): number | undefined {
  const own = fenOf(source);
  if (own !== undefined) return own;
  const items: readonly string[] = INCOME_SOURCES.find((each) => each.source === source)?.items ?? [];
  const found = items.map(fenOf).filter((fen) => fen !== undefined);
  return found.length === 0 ? undefined : found.reduce((sum, fen) => sum + fen, 0);
}

/** What the four sources add up to, and what is left of it; undefined when nothing was entered. Fen. */
export function incomeTotals(
  fenOf: (item: string) => number | undefined,
): { readonly gross: number; readonly net: number } | undefined {
  const sources = INCOME_SOURCES.map(({ source }) => incomeOfSource(fenOf, source)).filter(
    (fen) => fen !== undefined,
  );
  if (sources.length === 0) return undefined;
  const gross = sources.reduce((sum, fen) => sum + fen, 0);
  return { gross, net: gross - (fenOf('expense') ?? 0) };
}
