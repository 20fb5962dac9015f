import { calendar } from './calendar.ts';
import { conversion } from './conversion.ts';
import { lists } from './lists.ts';
import { logic } from './logic.ts';
import { numeric } from './numeric.ts';
import { ranges } from './ranges.ts';
import type { Runner } from './runner.ts';
import { text } from './text.ts';

/** What computes each built-in function. */
export const RUNNERS: Readonly<Record<string, Runner>> = {
  ...conversion,
  ...logic,
  ...text,
  ...lists,
  ...numeric,
  ...calendar,
  ...ranges,
};
