import pg from 'pg';
import { scopeOf } from '@mingbai/core';
import { bundling, type Answer, type Ask, type Statement } from './bundle.ts';
import { planned, plansFor, PREPARED, type Plans } from './plans.ts';
import { SCOPE, type Scope, scopeStatement, settingsOf } from './scope.ts';
import {
  lanes,
  travelTogether,
  type Opening,
  type QuickWork,
  type Ride,
  type Rider,
  type SharedWork,
} from './together.ts';
import { sqlOver, type KeepTx, type ReadTx, type Sql } from './tx.ts';

export interface Database {
  /**
   * One read-only transaction within the scope. `onAccess` is told the state of sessions and grants as it is in
   * this transaction (see `accessOf`), before the first answer; what it throws ends the transaction.
   */
  read<T>(scope: Scope, work: (tx: ReadTx) => Promise<T>, onAccess?: (access: string) => void): Promise<T>;
  /** One transaction for what is not the register (jobs, staging, sign-in state). */
  keep<T>(scope: Scope, work: (tx: KeepTx) => Promise<T>): Promise<T>;
  /** The same, seeing one moment throughout, whatever others commit meanwhile. */
  keepAtOnce<T>(scope: Scope, work: (tx: KeepTx) => Promise<T>): Promise<T>;
  /** For `runCommand` alone. */
  transact<T>(scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * The same on a connection where questions may be sent before the answers to those before them have come. What is
   * asked at once leaves with the beginning, and what `last` waits for together with the end. No COPY.
   */
  transactQuickly<T>(scope: Scope, work: QuickWork<T>): Promise<T>;
  /**
   * The same for work that may be run again: whoever waits at the same time shares a transaction (see `lanes`), in which
   * `opening` is asked together with the scope. `alone` is the work where it is not shared.
   */
  transactTogether<T, O extends pg.QueryResultRow>(
    scope: Scope,
    opening: Opening,
    work: SharedWork<T, O>,
    alone: QuickWork<T>,
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
  // A lost connection is not the end of the server: the pool replaces it, and whoever was using it is told by the
  // question that fails.
  for (const one of [pool, looks]) {
    one.on('error', () => undefined);
    one.on('connect', (client) => client.on('error', () => undefined));
  }

  // A look wrote nothing, so nobody waits for its end: it is ended together with the beginning of the next transaction
  // on the connection, which saves a message each time, and soon in any case.
  const leftOpen = new WeakMap<pg.PoolClient, NodeJS.Timeout>();
  const end = (client: pg.PoolClient): Promise<unknown> => {
    leftOpen.delete(client);
    return client.query('rollback').catch(() => undefined);
  };
  const begin = (client: pg.PoolClient, ask: Ask, how: Statement): Promise<unknown> => {
    const left = leftOpen.get(client);
    clearTimeout(left);
    leftOpen.delete(client);
    return Promise.all([left === undefined ? undefined : ask(ROLLBACK), ask(how)]);
  };

  async function transact<T>(
    scope: Scope,
    work: (sql: Sql) => Promise<T>,
    mode: '' | 'isolation level repeatable read' = '',
  ): Promise<T> {
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

  async function transactQuickly<T>(scope: Scope, work: QuickWork<T>): Promise<T> {
    const client = await looks.connect();
    const ask = bundling(client);
    let broken: Error | undefined;
    const begun = Promise.all([begin(client, ask, BEGIN), ask(scopeStatement(scope))]);
    // Where the beginning fails all that follows fails because of it.
    begun.catch(() => undefined);
    try {
      const { result, last } = await work(sqlOver(client, planned(ask, PREPARED)));
      last.catch(() => undefined);
      const committed = commit(ask);
      committed.catch(() => undefined);
      await last;
      await committed;
      return result;
    } catch (error) {
      await ask(ROLLBACK).catch((lost: Error) => (broken = lost));
      await begun;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** A transaction of several: each statement goes in the scope of whose it is. */
  async function ride(): Promise<Ride> {
    const client = await looks.connect();
    const ask = bundling(client);
    let holder: Rider | undefined;
    let plans: Ask;
    const begun = begin(client, ask, BEGIN);
    begun.catch(() => undefined);
    const own = (rider: Rider): Ask => {
      return (statement) => {
        if (holder !== rider) {
          holder = rider;
          // Should it fail, so does the question behind it.
          ask(scopeStatement(rider.scope)).catch(() => undefined);
          plans = planned(ask, PREPARED);
        }
        return plans(statement);
      };
    };
    const rollback = async (): Promise<void> => {
      let broken: Error | undefined;
      await ask(ROLLBACK).catch((lost: Error) => (broken = lost));
      client.release(broken);
    };
    return {
      enter(rider) {
        const { name, columns } = rider.opening;
        const text = `${SCOPE.text}, ${columns}`;
        const opened = ask<never>({ ...scopeStatement(rider.scope), name, text }).then(
          ({ rows: [row] }) => row as never,
        );
        opened.catch(() => undefined);
        holder = rider;
        plans = planned(ask, PREPARED);
        return { sql: sqlOver(client, own(rider)), opened };
      },
      async commit() {
        try {
          await commit(ask);
        } catch (error) {
          await rollback();
          throw error;
        }
        client.release();
      },
      rollback,
    };
  }
  const depart = lanes(LANES, SEATS, (riders) =>
    travelTogether(riders, ride, ({ scope, alone }) => transactQuickly(scope, alone)),
  );

  return {
    async read(scope, work, onAccess) {
      const client = await looks.connect();
      const ask = bundling(client);
      try {
        const begun = begin(client, ask, BEGIN_READ);
        return await look(client, ask, begun, scope, work, onAccess);
      } finally {
        leftOpen.set(client, setTimeout(() => void end(client), LEFT_OPEN).unref());
        client.release();
      }
    },
    keep: (scope, work) => transact(scope, (sql) => work(sql as KeepTx)),
    keepAtOnce: (scope, work) =>
      transact(scope, (sql) => work(sql as KeepTx), 'isolation level repeatable read'),
    transact: (scope, work) => transact(scope, work),
    transactQuickly,
    transactTogether: <T, O extends pg.QueryResultRow>(
      scope: Scope,
      opening: Opening,
      work: SharedWork<T, O>,
      alone: QuickWork<T>,
    ) =>
      new Promise<T>((resolve, reject) =>
        depart({ scope, opening, work, alone, resolve: resolve as Rider['resolve'], reject }),
      ),
    connect: () => pool.connect(),
    close: async () => void (await Promise.all([pool.end(), looks.end()])),
  };
}

/** The beginning, the scope and the first questions leave together; the answers come in their order. */
async function look<T>(
  client: pg.PoolClient,
  ask: Ask,
  begun: Promise<unknown>,
  scope: Scope,
  work: (tx: ReadTx) => Promise<T>,
  onAccess: ((access: string) => void) | undefined,
): Promise<T> {
  const { low, high } = scopeOf(scope.region);
  const enter = onAccess === undefined ? ENTER : ENTER_AND_ACCESS;
  let entered: Promise<Answer<{ access?: string }>> | undefined;
  let planning: Ask | undefined;
  // How the first question is planned is said on entering.
  const first = (plans: Plans): Ask => {
    entered = ask({ ...enter, values: [low, high, scope.user, plans] });
    return planned(ask, plans);
  };
  const done = (async () =>
    work(sqlOver(client, (statement) => (planning ??= first(plansFor(statement)))(statement))))();
  if (planning === undefined) planning = first('auto');
  // Where entering fails the work fails because of it, and is not what went wrong.
  const settled = done.catch(() => undefined);
  try {
    const [, set] = await Promise.all([begun, entered]);
    onAccess?.(set?.rows[0]?.access ?? '');
  } catch (error) {
    await settled;
    throw error;
  }
  return done;
}

const BEGIN = { name: 'begin', text: 'begin' };
const BEGIN_READ = { name: 'begin-read', text: 'begin read only' };
const ROLLBACK = { name: 'rollback', text: 'rollback' };
/** When the process dies after its writes were sent, they are undone. */
const COMMIT: Statement = { name: 'commit', text: 'commit', heard: true };
/** A transaction in which a statement failed unheard is answered without an error, and undone. */
async function commit(ask: Ask): Promise<void> {
  if ((await ask(COMMIT)).tag !== 'COMMIT') throw new Error('a statement of the transaction failed');
}
/** Shared transactions under way at once, where none of them is slow, and how many share one at most. */
const LANES = 2;
const SEATS = 8;
/** Milliseconds that a look may stay open after its answer. */
const LEFT_OPEN = 20;
/** No single look may hold a connection longer than a minute: whoever asked has gone by then. */
const ENTER = { name: 'enter', text: `${SCOPE.text}, set_config('statement_timeout', '60s', true)` };
const ENTER_AND_ACCESS = {
  name: 'enter-access',
  text: `${ENTER.text}, (select version::text from mingbai.access) as access`,
};
