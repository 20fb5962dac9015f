import pg from 'pg';
import { scopeOf, type RegionCode } from '@mingbai/core';
import { sqlOver, type KeepTx, type ReadTx, type Sql } from './tx.ts';

/** Who asks, and how far they see. Set for each transaction; row-level security holds them to it. */
export interface Scope {
  readonly region: RegionCode;
  /** Account id; '' for the system itself. */
  readonly user: string;
}

/** How a command begins: as the first attempt with its key, or after one that was committed. */
export interface Begun {
  readonly earlier: string | null;
  readonly entry: string;
  readonly at: Date;
}

export interface Database {
  /**
   * One read-only transaction within the scope. `onAccess` is told the state of sessions and grants as it is in
   * this transaction (see `accessOf`), before the first answer; what it throws ends the transaction.
   */
  read<T>(scope: Scope, work: (tx: ReadTx) => Promise<T>, onAccess?: (access: string) => void): Promise<T>;
  /** One transaction for what is not the register (jobs, staging, sign-in state). */
  keep<T>(scope: Scope, work: (tx: KeepTx) => Promise<T>): Promise<T>;
  /** For `runCommand` alone. */
  transact<T>(scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * The same on a connection where questions may be sent before the answers to those before them have come; `key` as a
   * command has it. What `last` is answered only has to be known before the transaction counts as done. No COPY.
   */
  transactQuickly<T>(
    scope: Scope,
    key: { readonly county: string; readonly key: string | undefined },
    work: (
      sql: Sql,
      begun: Promise<Begun>,
    ) => Promise<{ readonly result: T; readonly last: Promise<unknown> }>,
  ): Promise<T>;
  /** A connection held for long, e.g. with an advisory lock. */
  connect(): Promise<pg.PoolClient>;
  close(): Promise<void>;
}

export function openDatabase(url: string, options: { connections?: number; name?: string } = {}): Database {
  const config = {
    connectionString: url,
    max: options.connections ?? 10,
    application_name: options.name ?? 'mingbai',
  };
  const pool = new pg.Pool(config);
  // Questions are sent without waiting for the answer to the one before: a look is one round trip, not four.
  // COPY cannot be had on such a connection, so what writes has its own.
  const looks = new pg.Pool({ ...config, pipeline: true });
  // A lost idle connection is not the end of the server: the pool replaces it.
  pool.on('error', () => undefined);
  looks.on('error', () => undefined);

  // A look wrote nothing, so nobody waits for its end: it is ended together with the beginning of the next one on
  // the connection, which saves a message each time, and soon in any case.
  const leftOpen = new WeakMap<pg.PoolClient, NodeJS.Timeout>();
  const end = (client: pg.PoolClient): Promise<unknown> => {
    leftOpen.delete(client);
    return client.query('rollback').catch(() => undefined);
  };

  async function transact<T>(scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`begin; ${settingsOf(client, scope)}`);
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
    async read(scope, work, onAccess) {
      const client = await looks.connect();
      const left = leftOpen.get(client);
      clearTimeout(left);
      try {
        return await look(client, left !== undefined, scope, work, onAccess);
      } finally {
        leftOpen.set(client, setTimeout(() => void end(client), LEFT_OPEN).unref());
        client.release();
      }
    },
    keep: (scope, work) => transact(scope, (sql) => work(sql as KeepTx)),
    transact,
    async transactQuickly(scope, { county, key }, work) {
      const client = await looks.connect();
      const left = leftOpen.get(client);
      clearTimeout(left);
      leftOpen.delete(client);
      let broken: Error | undefined;
      const { low, high } = scopeOf(scope.region);
      const gather = gatherer(client);
      gather();
      const opened = client.query(left === undefined ? 'begin' : 'rollback; begin');
      const values = [low, high, scope.user, county, key ?? null];
      const entered = client.query<Begun>({ ...BEGIN_COMMAND, values });
      const begun = Promise.all([opened, entered]).then(
        ([
          ,
          {
            rows: [row],
          },
        ]) => {
          if (row === undefined) throw new Error('a function gave no row');
          return row;
        },
      );
      // Where the beginning fails all that follows fails because of it.
      begun.catch(() => undefined);
      try {
        const { result, last } = await work(sqlOver(client, gather), begun);
        last.catch(() => undefined);
        gather();
        const committed = client.query('commit');
        committed.catch(() => undefined);
        await last;
        await committed;
        return result;
      } catch (error) {
        await client.query('rollback').catch((lost: Error) => (broken = lost));
        await begun;
        throw error;
      } finally {
        client.release(broken);
      }
    },
    connect: () => pool.connect(),
    close: async () => void (await Promise.all([pool.end(), looks.end()])),
  };
}

/** What is asked without waiting in between leaves in one message: each costs both ends more than what is in it. */
function gatherer(client: pg.PoolClient): () => void {
  const { stream } = client.connection;
  let gathering = false;
  return () => {
    if (gathering) return;
    gathering = true;
    stream.cork();
    // After all that follows at once: promises that are fulfilled already come first.
    process.nextTick(() => {
      gathering = false;
      stream.uncork();
    });
  };
}

/** The beginning, the scope and the first question leave together; the answers come in their order. */
async function look<T>(
  client: pg.PoolClient,
  leftOpen: boolean,
  scope: Scope,
  work: (tx: ReadTx) => Promise<T>,
  onAccess: ((access: string) => void) | undefined,
): Promise<T> {
  const { low, high } = scopeOf(scope.region);
  const enter = onAccess === undefined ? ENTER : ENTER_AND_ACCESS;
  let plans: Plans | undefined;
  let entered: Promise<pg.QueryResult<{ access?: string }>> | undefined;
  const planBy = (wanted: Plans): void => {
    if (entered === undefined) entered = client.query({ ...enter, values: [low, high, scope.user, wanted] });
    // Should it fail, so does the question behind it.
    else if (plans !== wanted) client.query({ ...PLAN_BY, values: [wanted] }).catch(() => undefined);
    plans = wanted;
  };
  const { stream } = client.connection;
  stream.cork();
  let answers, done;
  try {
    const begun = client.query(leftOpen ? 'rollback; begin read only' : 'begin read only');
    done = (async () =>
      work(sqlOver(client, (prepared) => planBy(prepared ? 'force_generic_plan' : 'auto'))))();
    if (plans === undefined) planBy('auto');
    answers = Promise.all([begun, entered]);
  } finally {
    stream.uncork();
  }
  // Where entering fails the work fails because of it, and is not what went wrong.
  const settled = done.catch(() => undefined);
  try {
    const [, set] = await answers;
    onAccess?.(set?.rows[0]?.access ?? '');
  } catch (error) {
    await settled;
    throw error;
  }
  return done;
}

/**
 * What is prepared is planned once, for any values: its statements are written so that one plan is right for all,
 * and planning one costs more than answering it. Left to itself the planner often judges otherwise.
 */
type Plans = 'force_generic_plan' | 'auto';

const SETTINGS = `set_config('mingbai.low', $1, true), set_config('mingbai.high', $2, true), set_config('mingbai.user', $3, true)`;
/** Milliseconds that a look may stay open after its answer. */
const LEFT_OPEN = 20;
/** No single look may hold a connection longer than a minute: whoever asked has gone by then. */
const ENTER = {
  name: 'enter',
  text: `select ${SETTINGS}, set_config('plan_cache_mode', $4, true), set_config('statement_timeout', '60s', true)`,
};
const ENTER_AND_ACCESS = {
  name: 'enter-access',
  text: `${ENTER.text}, (select version::text from mingbai.access) as access`,
};
const BEGIN_COMMAND = {
  name: 'begin-command',
  text: 'select earlier, entry, at from mingbai.begin_command($1, $2, $3, $4, $5)',
};
const PLAN_BY = { name: 'plan-by', text: `select set_config('plan_cache_mode', $1, true)` };

/** One round trip: codes are digits by type, the account id is quoted. */
function settingsOf(client: pg.PoolClient, scope: Scope): string {
  const { low, high } = scopeOf(scope.region);
  return (
    `select set_config('mingbai.low', '${BigInt(low)}', true), set_config('mingbai.high', '${BigInt(high)}', true), ` +
    `set_config('mingbai.user', ${client.escapeLiteral(scope.user)}, true)`
  );
}
