import { findRegionCode, Problem, type RegionCode } from '@mingbai/core';
import type { Common } from '../commands/options.ts';

export interface CheckOptions extends Common {
  readonly on?: string;
  readonly region?: string;
  readonly marked?: string;
}

export function regionOf(text: string | undefined): RegionCode | undefined {
  if (text === undefined) return undefined;
  const code = findRegionCode(text);
  if (code === undefined) throw new Problem('invalid-input', { detail: '--region 2, 4, 6, 9, 12' });
  return code;
}

export function dayOf(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Problem('invalid-input', { detail: '--on 2026-11-22' });
  return text;
}
