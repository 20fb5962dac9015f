import type { Scope } from './scope.ts';
import type { Sql } from './tx.ts';

/** Work of a transaction whose last statements are sent and not waited for. */
export type QuickWork<T> = (sql: Sql) => Promise<{ readonly result: T; readonly last: Promise<unknown> }>;

/** Thrown where nothing was written: of a shared transaction the others go on. */
export class Untouched extends Error {
  override readonly name: string = 'Untouched';
}

/** What is asked together with the scope: columns of one row, under a name of its own. */
export interface Opening {
  readonly name: string;
  readonly columns: string;
}

/** The same that gets the row of its opening. */
export type SharedWork<T, O> = (
  sql: Sql,
  opened: Promise<O>,
) => Promise<{ readonly result: T; readonly last: Promise<unknown> }>;

/** One who waits for a transaction. */
export interface Rider {
  readonly scope: Scope;
  readonly opening: Opening;
  readonly work: SharedWork<unknown, never>;
  /** What is done in a transaction of its own. */
  readonly alone: QuickWork<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A transaction that is open on a connection. */
export interface Ride {
  /** Asks the opening of one of those who share it; all they ask is asked in their own scope. */
  enter(rider: Rider): { readonly sql: Sql; readonly opened: Promise<never> };
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * Whoever comes while the lanes are taken waits, and goes with the others who wait: a commit has its price however much
 * it carries. Each of those who share a transaction is in it with all or nothing, and is answered after the commit.
 */
export function lanes(count: number, seats: number, travel: (riders: readonly Rider[]) => Promise<void>) {
  const waiting: Rider[] = [];
  let taken = 0;
  let leaving = false;
  const leave = (): void => {
    leaving = false;
    while (taken < count && waiting.length > 0) {
      taken += 1;
      const free = once(() => {
        taken -= 1;
        soon();
      });
      const slow = setTimeout(free, PATIENCE);
      void travel(waiting.splice(0, seats)).finally(() => {
        clearTimeout(slow);
        free();
      });
    }
  };
  // Those who come in one turn of the event loop leave together.
  const soon = (): void => {
    if (leaving) return;
    leaving = true;
    setImmediate(leave);
  };
  return (rider: Rider): void => {
    waiting.push(rider);
    soon();
  };
}

/** Milliseconds after which those who travel hold up nobody else. */
const PATIENCE = 100;

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

/**
 * Runs what several brought in one transaction, side by side. Where any of it fails all of it is undone and `alone` runs
 * each again, so that nobody fails for another.
 */
export async function travelTogether(
  riders: readonly Rider[],
  open: () => Promise<Ride>,
  alone: (rider: Rider) => Promise<unknown>,
): Promise<void> {
  if (riders.length > 1) {
    const arrived = await shared(riders, open).catch(() => undefined);
    if (arrived !== undefined) {
      for (const settle of arrived) settle();
      return;
    }
  }
  await Promise.all(riders.map((rider) => alone(rider).then(rider.resolve, rider.reject)));
}

/** How each is to be answered once all is committed; rejects when it was not. */
async function shared(riders: readonly Rider[], open: () => Promise<Ride>): Promise<(() => void)[]> {
  const ride = await open();
  // Nobody may be under way any more when the connection is given back.
  const works = await Promise.allSettled(riders.map((rider) => work(rider, ride)));
  const failed = works.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await ride.rollback();
    throw failed.reason;
  }
  await ride.commit();
  return works.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

async function work(rider: Rider, ride: Ride): Promise<() => void> {
  try {
    const { sql, opened } = ride.enter(rider);
    const { result, last } = await rider.work(sql, opened);
    last.catch(() => undefined);
    return () => void last.then(() => rider.resolve(result), rider.reject);
  } catch (error) {
    if (error instanceof Untouched) return () => rider.reject(error);
    throw error;
  }
}
