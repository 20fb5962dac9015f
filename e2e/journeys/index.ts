import type { World } from '../harness/world.ts';
import { firstRun } from './first-run.ts';
import { imports } from './imports.ts';
import { correct } from './correct.ts';
import { doors } from './doors.ts';
import { evidence } from './evidence.ts';
import { everyPage } from './every-page.ts';
import { findings } from './findings.ts';
import { keyboard } from './keyboard.ts';
import { papers } from './papers.ts';
import { picture } from './picture.ts';
import { procedures } from './procedures.ts';
import { policy } from './policy.ts';
import { regions } from './regions.ts';
import { scope } from './scope.ts';
import { search } from './search.ts';

export type Journeys = Readonly<Record<string, (world: World) => Promise<void>>>;

/** On a server started with `--empty`, one after the other: the second needs what the first made. */
export const EMPTY_JOURNEYS: Journeys = { 'first-run': firstRun, imports };

/** On a demo county of their own: the first looks at everything, the second publishes policy that all go by. */
export const SEEN_JOURNEYS: Journeys = { 'every-page': everyPage, policy };

/** On one demo county. What one of them changes is an account of its own, or the journal; the last brings people. */
export const DEMO_JOURNEYS: Journeys = {
  picture,
  search,
  scope,
  keyboard,
  doors,
  regions,
  correct,
  papers,
  evidence,
  procedures,
  findings,
};
