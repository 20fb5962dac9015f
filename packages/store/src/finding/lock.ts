import type { WriteTx } from '../db/tx.ts';

const LEDGER_LOCK = 10;

/**
 * Until the transaction ends. Decisions go side by side (each locks its rows); a run stands alone, because it says
 * what becomes of a finding from what it was when it looked.
 */
export async function lockLedger(tx: WriteTx, county: string, by: 'run' | 'decision'): Promise<void> {
  const shared = by === 'run' ? '' : '_shared';
  await tx.find(`select pg_advisory_xact_lock${shared}($1, $2)`, [LEDGER_LOCK, Number(county)]);
}
