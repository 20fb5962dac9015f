import { dayInChina, findRegionCode, typedDay, Problem, type RegionCode } from '@mingbai/core';

/** A day as it was typed (`YYYY-MM-DD`), today in China where nothing was; `invalid-input`, with the option, for another text. */
export function dayOf(text: string | undefined, option = '--on'): string {
  const today = dayInChina(Date.now());
  return text === undefined ? today : typedDay(text, { zh: option, en: option }, today);
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
