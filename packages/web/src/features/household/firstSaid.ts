import type { HistoryLine } from '@mingbai/core/api';

/** From which day on the register says something of the household, and when the first of it was recorded. */
export function firstSaid(
  lines: readonly Pick<HistoryLine, 'noun' | 'valid_from' | 'at'>[],
): { readonly validFrom: string; readonly at: string } | undefined {
  const own = lines.filter(({ noun }) => noun === 'household');
  const least = (texts: readonly string[]) => [...texts].sort()[0];
  const [validFrom, at] = [least(own.map((line) => line.valid_from)), least(own.map((line) => line.at))];
  return validFrom === undefined || at === undefined ? undefined : { validFrom, at };
}
