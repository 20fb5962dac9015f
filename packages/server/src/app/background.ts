import { COUNTRY } from '@mingbai/core';
import { endExpired, sealJournal } from '@mingbai/store';
import type { FastifyBaseLogger } from 'fastify';
import type { Services } from '../frame/context.ts';
import { sweepSessions } from '../auth/sessions.ts';

const SEAL_EVERY = 5_000;
const SWEEP_EVERY = 10 * 60_000;
const EVIDENCE_EVERY = 60_000;
/** What a large import wrote takes longer to seal: nobody who stops the server waits for that. */
const LAST_SEAL = 2_000;

/**
 * Work beside the requests: sealing the journal, sweeping sessions that ran out, and uploads of evidence. `stop` waits
 * and seals once more; what that would take long for is sealed by the next server.
 */
export function startBackground(services: Pick<Services, 'database' | 'library' | 'log' | 'evidence'>): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const sealing = (signal: AbortSignal): Promise<unknown> =>
    sealJournal(services.database, undefined, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  const seal = repeat(SEAL_EVERY, services, () => sealing(stopping.signal));
  const sweep = repeat(SWEEP_EVERY, services, async () => {
    const ended = await sweepSessions(services.library);
    await services.database.keep({ region: COUNTRY, user: '' }, (tx) => endExpired(tx, ended));
  });
  // What a server that ended has left is gone on with at once.
  void services.evidence.sweep().catch((error: unknown) => complain(services.log, error));
  const evidence = repeat(EVIDENCE_EVERY, services, () => services.evidence.sweep());
  return {
    async stop() {
      await evidence.stop();
      await sweep.stop();
      stopping.abort();
      await seal.stop();
      await sealing(AbortSignal.timeout(LAST_SEAL)).catch((error: unknown) => complain(services.log, error));
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
      .catch((error: unknown) => complain(services.log, error))
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

/** What failed, by kind and SQLSTATE: messages may quote data. */
export function complain(log: FastifyBaseLogger, error: unknown): void {
  const kind = error instanceof Error ? error.name : typeof error;
  log.error({ kind, code: (error as { code?: string } | undefined)?.code }, 'background');
}
