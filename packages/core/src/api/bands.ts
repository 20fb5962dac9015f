/**
 * Filters and breakdowns that are computed, not stored. Server and console both count by these codes.
 * A band is `low-high`, low included; without `high` it is open. Age in full years; size in persons;
 * income in yuan a head and year, the high end not included.
 */
export const AGE_BANDS = [
  '0-4',
  '5-9',
  '10-14',
  '15-19',
  '20-24',
  '25-29',
  '30-34',
  '35-39',
  '40-44',
  '45-49',
  '50-54',
  '55-59',
  '60-64',
  '65-69',
  '70-74',
  '75-79',
  '80-84',
  '85-',
] as const;

export const SIZE_BANDS = ['1-1', '2-2', '3-3', '4-4', '5-5', '6-6', '7-'] as const;

/** Cut where the lines of the years lie: 2952 (2016) to 4000 (2020), and the monitoring lines 6000 to 8700. */
export const INCOME_BANDS = [
  '0-3000',
  '3000-4000',
  '4000-6000',
  '6000-8000',
  '8000-10000',
  '10000-15000',
  '15000-20000',
  '20000-',
] as const;

/** Two no-worries, three guarantees, water: columns of `guarantee`, and which answer is the problem. */
export const GUARANTEE_ITEMS = [
  { item: 'food', problem: false },
  { item: 'clothing', problem: false },
  { item: 'dropout', problem: true },
  { item: 'uninsured', problem: true },
  { item: 'unsafe_house', problem: true },
  { item: 'water_safe', problem: false },
] as const;

/** `6000-8000` → { low: 6000, high: 8000 }; high undefined when open; undefined when it is no band. */
export function readBand(
  code: string,
): { readonly low: number; readonly high: number | undefined } | undefined {
  const [, low, high] = /^(\d{1,9})-(\d{0,9})$/.exec(code) ?? [];
  if (low === undefined) return undefined;
  return { low: Number(low), high: high === undefined || high === '' ? undefined : Number(high) };
}
