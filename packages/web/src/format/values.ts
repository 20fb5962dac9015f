/** How values are written for people. Pure; the language is passed in. */
export type Language = 'zh' | 'en';

/** Fen as yuan with thousands separators; decimals only when there are any. 123450 → "1,234.50". */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  const decimals = rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`;
  return `${sign}${count(whole)}${decimals}`;
}

/** 1234567 → "1,234,567". */
export function count(value: number): string {
  const [whole = '', decimals] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Share of a whole in per cent with one decimal; "–" when there is no whole. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${(Math.round((part / whole) * 1000) / 10).toFixed(1)}%`;
}

/** A moment to the minute, where the register is kept: 2026-11-22 08:30. */
export function moment(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const inChina = new Date(at + EIGHT_HOURS).toISOString();
  return `${inChina.slice(0, 10)} ${inChina.slice(11, 16)}`;
}

const EIGHT_HOURS = 8 * 3_600_000;

/** Bytes as kB or MB with at most one decimal. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  if (value < 1_000_000) return `${Math.round(value / 1000)} kB`;
  return `${(value / 1_000_000).toFixed(1)} MB`;
}

/** Seconds as a person says them: 45 s, 3 min 05 s, 1 h 12 min. */
export function duration(seconds: number, language: Language): string {
  const [h, m, s] = language === 'zh' ? [' 小时 ', ' 分 ', ' 秒'] : [' h ', ' min ', ' s'];
  const total = Math.max(0, Math.round(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  if (total < 60) return `${total}${s}`;
  if (total < 3600) return `${Math.floor(total / 60)}${m}${two(total % 60)}${s}`;
  return `${Math.floor(total / 3600)}${h}${two(Math.floor((total % 3600) / 60))}${m}`.trimEnd();
}

/** "4115**********1234": is it a masked value, so that there is more to see? */
export function isMasked(text: string): boolean {
  return text.includes('*');
}
