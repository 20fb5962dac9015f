import pg from 'pg';
import { scopeOf, type RegionCode } from '@mingbai/core';
import { sqlOver, type KeepTx, type ReadTx, type Sql } from './tx.ts';

/** Who asks, and how far they see. Set for each transaction; row-level security holds them to it. */
export interface Scope {
  readonly region: RegionCode;
  /** Account id; '' for the system itself. */
  readonly user: string;
}

export interface Database {
  /** One read-only transaction within the scope. */
  read<T>(scope: Scope, work: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** One transaction for what is not the register (jobs, staging, sign-in state). */
  keep<T>(scope: Scope, work: (tx: KeepTx) => Promise<T>): Promise<T>;
  /** For `runCommand` alone. */
  transact<T>(scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T>;
  /** A connection held for long, e.g. with an advisory lock. */
  connect(): Promise<pg.PoolClient>;
  close(): Promise<void>;
}

export function openDatabase(url: string, options: { connections?: number; name?: string } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: options.name ?? 'mingbai',
  });
  // A lost idle connection is not the end of the server: the pool replaces it.
  pool.on('error', () => undefined);

  async function transact<T>(scope: Scope, mode: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`begin ${mode}; ${settingsOf(client, scope)}`);
      const result = await work(sqlOver(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => (broken = lost));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    read: (scope, work) => transact(scope, `read only; set local statement_timeout = '${READ_LIMIT}'`, work),
    keep: (scope, work) => transact(scope, '', (sql) => work(sql as KeepTx)),
    transact: (scope, work) => transact(scope, '', work),
    connect: () => pool.connect(),
    close: () => pool.end(),
  };
}

/** No single look may hold a connection longer: whoever asked has gone by then. */
const READ_LIMIT = '60s';

/** One round trip: codes are digits by type, the account id is quoted. */
function settingsOf(client: pg.PoolClient, scope: Scope): string {
  const { low, high } = scopeOf(scope.region);
  return (
    `select set_config('mingbai.low', '${BigInt(low)}', true), set_config('mingbai.high', '${BigInt(high)}', true), ` +
    `set_config('mingbai.user', ${client.escapeLiteral(scope.user)}, true)`
  );
}
