import type { KeepTx } from '../db/tx.ts';
import { NOUN_TABLES } from './nouns.ts';

/**
 * Analyses those tables of the register of which the planner knows nothing, or no longer the right thing: small imports
 * leave that to autovacuum, which comes a minute later, and a statement over everything planned without it may
 * take minutes for seconds. To be called before such a statement.
 */
export async function refreshStale(tx: KeepTx): Promise<void> {
  const rows = await tx.rows<{ noun: string }>(
    `select c.relname as noun from pg_class c join pg_stat_user_tables s on s.relid = c.oid
     where c.relnamespace = 'mingbai'::regnamespace and c.relname = any($1)
       and (c.reltuples < 0 or s.n_mod_since_analyze > 50 + c.reltuples / 10)`,
    [NOUN_TABLES.map(({ noun }) => noun)],
  );
  if (rows.length > 0) await tx.find('select mingbai.refresh_statistics($1)', [rows.map(({ noun }) => noun)]);
}
