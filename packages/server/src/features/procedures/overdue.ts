import { COUNTRY, dayInChina, regionCode } from '@mingbai/core';
import {
  countiesWithOverdue,
  type Database,
  type OverdueOutcome,
  recordOverdue,
  runCommand,
} from '@mingbai/store';

/** Looks whether the day has changed. */
const LOOK_EVERY = 30_000;
/** Steps taken one after the other are looked at together. */
const TOGETHER = 1_000;
const BY = { id: 'system:procedures', role: 'system' } as const;

export interface OverdueRunner {
  /** A step was taken in a county (six digits): what was late may no longer be. */
  kick(county: string): void;
  stop(): Promise<void>;
}

/** An entry about nothing would only hide the others. */
class NothingChanged extends Error {
  override readonly name = 'NothingChanged';
}

/** Holds what is late in a county against its findings; null when they say so already. */
export async function overdueIn(
  database: Database,
  county: string,
  today: string,
): Promise<OverdueOutcome | null> {
  const region = regionCode(county);
  try {
    const done = await runCommand(
      database,
      { ...BY, region },
      { name: 'procedure.overdue', region },
      async (tx) => {
        const result = await recordOverdue(tx, county, today, BY);
        const { found, gone, assigned } = result;
        if (found + gone + assigned === 0) throw new NothingChanged('nothing is late that was not');
        return { result, changes: { on: today, found, gone, assigned } };
      },
    );
    return done.repeated ? null : done.result;
  } catch (error) {
    if (error instanceof NothingChanged) return null;
    throw error;
  }
}

export interface OverdueOptions {
  readonly database: Database;
  readonly onError: (error: unknown) => void;
  /** Milliseconds, as `Date.now`. */
  readonly clock?: () => number;
}

/**
 * A missed deadline is a finding: looked for at start, at each change of the day, and in a county where a step was
 * taken. Two servers do it one after the other and the second finds nothing to write; one that is killed has written
 * all or nothing, and the next start does it again.
 */
export function startOverdueRunner({
  database,
  onError,
  clock = () => Date.now(),
}: OverdueOptions): OverdueRunner {
  let stopped = false;
  let day = '';
  let working: Promise<void> = Promise.resolve();
  const kicked = new Set<string>();
  let soon: NodeJS.Timeout | undefined;

  const queue = (work: () => Promise<void>): void => {
    working = working.then(() => (stopped ? undefined : work())).catch(onError);
  };
  const each = async (counties: Iterable<string>, today: string): Promise<void> => {
    for (const county of counties) if (!stopped) await overdueIn(database, county, today);
  };
  const look = (): void => {
    const today = dayInChina(clock());
    if (today === day) return;
    day = today;
    queue(async () => {
      try {
        const scope = { region: COUNTRY, user: '' };
        await each(await database.read(scope, (tx) => countiesWithOverdue(tx, today)), today);
      } catch (error) {
        // Looked at again at the next turn.
        day = '';
        throw error;
      }
    });
  };
  const timer = setInterval(look, LOOK_EVERY);
  timer.unref();
  look();
  return {
    kick(county) {
      kicked.add(county);
      soon ??= setTimeout(() => {
        soon = undefined;
        const counties = [...kicked];
        kicked.clear();
        queue(() => each(counties, dayInChina(clock())));
      }, TOGETHER).unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      await working;
    },
  };
}
