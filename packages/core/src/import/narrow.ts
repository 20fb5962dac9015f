import { halfWidth, withoutSpaces } from './text.ts';
import type { Outcome } from './value.ts';

/** Half-width without inner spaces, each noted as a repair. Trust `out.plain`. */
export function narrowed(text: string, out: Outcome): string {
  if (out.plain) return text;
  const narrow = halfWidth(text);
  if (narrow !== text) out.repair('full-width');
  const close = withoutSpaces(narrow);
  if (close !== narrow) out.repair('inner-space');
  return close;
}
