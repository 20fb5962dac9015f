const EIGHT_HOURS = 8 * 3_600_000;

/** The calendar day where the register is kept: China's, eight hours ahead of UTC the year round. `at` in ms. */
export function dayInChina(at: number): string {
  return new Date(at + EIGHT_HOURS).toISOString().slice(0, 10);
}

const DAY = 86_400_000;

/** The ISO day so many days after (before, when negative) another. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
}
