/** A day as people type it: 2026-11-22, 2026-1-5, 2026.1.5, 2026/1/5, 20260105, 2026年1月5日. Undefined: no such day. */
export function readDay(text: string): string | undefined {
  const clean = text.normalize('NFKC').trim();
  const [, y, m, d] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(clean) ??
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(clean) ??
    [];
  if (y === undefined || m === undefined || d === undefined) return undefined;
  const day = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  const iso = day.toISOString().slice(0, 10);
  return iso === `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` ? iso : undefined;
}
