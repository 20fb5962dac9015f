import { createHash } from 'node:crypto';
import { BY_TEXT, type ReadTx } from '@mingbai/store';
import type pg from 'pg';

/** A statement as the product sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

/** What one request asks of the database, with the settings that row-level security holds it to. */
export interface Replay {
  readonly low: string;
  readonly high: string;
  readonly user: string;
  readonly statements: readonly Statement[];
}

/** The transaction, noting what runs in it. */
export function recorder(tx: ReadTx): { readonly tx: ReadTx; readonly statements: Statement[] } {
  const statements: Statement[] = [];
  const note = (text: string, values: readonly unknown[] = [], name?: string | typeof BY_TEXT): void => {
    const own = name === BY_TEXT ? createHash('sha256').update(text).digest('hex').slice(0, 32) : name;
    statements.push({ text, values, ...(own === undefined ? {} : { name: own }) });
  };
  return {
    statements,
    tx: {
      client: tx.client,
      rows(text, values, name) {
        note(text, values, name);
        return tx.rows(text, values, name);
      },
      find(text, values, name) {
        note(text, values, name);
        return tx.find(text, values, name);
      },
      run(text, values) {
        note(text, values);
        return tx.run(text, values);
      },
    },
  };
}

/** As many connections as the server has. */
export const CONNECTIONS = 12;

/** Runs it again by itself: begin with the settings, the statements, commit. Answers the rows of the last one. */
export async function replay(pool: pg.Pool, { low, high, user, statements }: Replay): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin read only; select set_config('mingbai.low', '${BigInt(low)}', true), set_config('mingbai.high', '${BigInt(high)}', true), ` +
        `set_config('mingbai.user', ${client.escapeLiteral(user)}, true)` +
        // As the product has it: what is prepared is planned once.
        (statements.some(({ name }) => name !== undefined)
          ? `, set_config('plan_cache_mode', 'force_generic_plan', true)`
          : ''),
    );
    let rows: unknown[] = [];
    for (const { text, values, name } of statements) {
      const result = await client.query<Record<string, unknown>>({
        text,
        values: [...values],
        ...(name === undefined ? {} : { name }),
      });
      rows = result.rows;
    }
    await client.query('commit');
    return rows;
  } finally {
    client.release();
  }
}
