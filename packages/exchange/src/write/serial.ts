const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const DAY = 86_400_000;

/**
 * ISO calendar date (and time) → serial of the 1900 system, where 1 is 1900-01-01 and 60 the 29 February 1900
 * that never was. Undefined for what is no date or lies before 1900: a spreadsheet cannot hold it.
 */
export function dateSerial(iso: string): number | undefined {
  const match = SHAPE.exec(iso);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const midnight = Date.UTC(year, month - 1, day);
  const back = new Date(midnight);
  if (
    back.getUTCMonth() !== month - 1 ||
    back.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    return undefined;
  }
  const days = (midnight - Date.UTC(1899, 11, 31)) / DAY;
  if (days < 1) return undefined;
  return days + (days >= 60 ? 1 : 0) + (hour * 3600 + minute * 60 + second) / 86_400;
}
