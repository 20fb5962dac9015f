import { COUNTRY } from '@mingbai/core';
import { endExpired, sealJournal } from '@mingbai/store';
import type { Services } from '../frame/context.ts';
import { sweepSessions } from '../auth/sessions.ts';

const SEAL_EVERY = 5_000;
const SWEEP_EVERY = 10 * 60_000;

/** Work beside the requests: sealing the journal, sweeping sessions that ran out. `stop` waits and seals once more. */
export function startBackground(services: Pick<Services, 'database' | 'library' | 'log'>): {
  stop(): Promise<void>;
} {
  const seal = repeat(SEAL_EVERY, services, () => sealJournal(services.database));
  const sweep = repeat(SWEEP_EVERY, services, async () => {
    const ended = await sweepSessions(services.library);
    await services.database.keep({ region: COUNTRY, user: '' }, (tx) => endExpired(tx, ended));
  });
  return {
    async stop() {
      await sweep.stop();
      await seal.stop();
      await sealJournal(services.database).catch((error: unknown) => complain(services, error));
    },
  };
}

/** One run after the other, never two at once; one that fails is logged and tried again at its next turn. */
function repeat(
  every: number,
  services: Pick<Services, 'log'>,
  work: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = work()
      .catch((error: unknown) => complain(services, error))
      .finally(() => (busy = false));
  }, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

function complain({ log }: Pick<Services, 'log'>, error: unknown): void {
  log.error(
    { kind: error instanceof Error ? error.name : typeof error, code: (error as { code?: string }).code },
    'background',
  );
}
