import { dayInChina, findRegionCode, Problem, type RegionCode } from '@mingbai/core';

/** A day as it was typed (`YYYY-MM-DD`), today in China where nothing was; `invalid-input`, with the option, for another text. */
export function dayOf(text: string | undefined, option = '--on'): string {
  if (text === undefined) return dayInChina(Date.now());
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new Problem('invalid-input', { detail: `${option} YYYY-MM-DD` });
  return text;
}

/** A region code of any length the levels have; `invalid-input`, with the option, for another. */
export function regionOf(text: string, option?: string): RegionCode;
export function regionOf(text: string | undefined, option?: string): RegionCode | undefined;
export function regionOf(text: string | undefined, option = '--region'): RegionCode | undefined {
  if (text === undefined) return undefined;
  const code = findRegionCode(text);
  if (code === undefined) throw new Problem('invalid-input', { detail: `${option} 2, 4, 6, 9, 12` });
  return code;
}
