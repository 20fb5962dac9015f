import { countyOf, type RegionCode } from '@mingbai/core';
import type { Database } from '../db/database.ts';
import { Untouched } from '../db/together.ts';
import type { Sql, WriteTx } from '../db/tx.ts';

/** Who acts: an account in a role, or the shell of the machine. */
export interface Actor {
  /** Account id, or `shell:<operating-system user>`. */
  readonly id: string;
  readonly role: string;
  /** The area the actor may write in. */
  readonly region: RegionCode;
}

export interface Command {
  /** Its name, `noun.verb`. */
  readonly name: string;
  /** Where it acts: must lie in the actor's area. */
  readonly region: RegionCode;
  /** `noun:id`, when it is about one thing. */
  readonly subject?: string;
  readonly reason?: string;
  readonly evidence?: readonly Evidence[];
  /** The same key from the same actor again answers the first entry and does nothing. */
  readonly idempotencyKey?: string;
  /** Its work does without COPY: its statements need not wait for each other's answers. */
  readonly quick?: true;
  /** A quick one whose work can be run again: it may share its transaction with others. */
  readonly repeatable?: true;
}

/** A document an action rests on: its name and the SHA-256 of its bytes (hex). */
export interface Evidence {
  readonly name: string;
  readonly sha256: string;
}

export interface Done<T> {
  readonly result: T;
  /** Put into the entry: what changed, old and new; for bulk commands the counts. Never a sealed value. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** When the subject is only known at the end (a new row). */
  readonly subject?: string;
  /** Documents that are only known within the transaction; instead of the command's. */
  readonly evidence?: readonly Evidence[];
  /** What was sent and not waited for. */
  readonly last?: Promise<unknown> | undefined;
}

export type Outcome<T> =
  | { readonly entry: string; readonly result: T; readonly repeated: false }
  | { readonly entry: string; readonly repeated: true };

/**
 * The only way to change the register: runs `work` in one transaction in the actor's scope and appends the
 * journal entry to it. Either both are there after commit, or neither.
 */
export function runCommand<T>(
  database: Database,
  actor: Actor,
  command: Command,
  work: (tx: WriteTx) => Promise<Done<T>>,
): Promise<Outcome<T>> {
  return runCommandWith(database, actor, command, () => Promise.resolve(), work);
}

/**
 * What work asks first: sent with the beginning of the command, and answered though its key came before. `shared`: in a
 * transaction with others, where what fails is done again alone.
 */
export type Ahead<A> = (sql: Sql, shared: boolean) => Promise<A>;

/** The same with the answer to what was asked ahead, which a quick command gets without a round trip of its own. */
export function runCommandWith<A, T>(
  database: Database,
  actor: Actor,
  command: Command,
  ahead: Ahead<A>,
  work: (tx: WriteTx, asked: A) => Promise<Done<T>>,
): Promise<Outcome<T>> {
  const scope = { region: actor.region, user: actor.id };
  const finish = async (sql: Sql, { entry, at }: Opened, asked: Promise<A>): Promise<Ran<T>> => {
    try {
      const done = await work({ ...sql, entry, at } as WriteTx, await asked);
      const last = Promise.all([done.last, append(sql, actor, command, entry, done)]);
      return { result: { entry, result: done.result, repeated: false }, last };
    } catch (error) {
      // Whoever comes with the key of another who shares a transaction has not waited for it: the work refuses them.
      const first = error instanceof Untouched ? await earlier(sql, actor, command) : undefined;
      if (first === undefined) throw error;
      return again(first.id);
    }
  };
  const ask = (sql: Sql, shared: boolean): Promise<A> => {
    const asked = ahead(sql, shared);
    // Where the beginning fails, so does this.
    asked.catch(() => undefined);
    return asked;
  };
  const run = async (sql: Sql): Promise<Ran<T>> => {
    const begun = begin(sql, actor, command);
    const asked = ask(sql, false);
    const opened = await begun;
    return opened.earlier === undefined ? finish(sql, opened, asked) : again(opened.earlier);
  };
  if (command.repeatable === true) {
    const shared = async (sql: Sql, opened: Promise<Opened>): Promise<Ran<T>> => {
      const asked = ask(sql, true);
      return finish(sql, await opened, asked);
    };
    return database.transactTogether(scope, OPENING, shared, run);
  }
  if (command.quick === true) return database.transactQuickly(scope, run);
  return database.transact(scope, async (sql) => {
    const { result, last } = await run(sql);
    await last;
    return result;
  });
}

interface Ran<T> {
  readonly result: Outcome<T>;
  readonly last: Promise<unknown>;
}

/** Its key came before: nothing is done. */
function again(entry: string): Ran<never> {
  return { result: { entry, repeated: true }, last: Promise.resolve() };
}

interface Begun extends Opened {
  /** The entry of a first attempt with the same key. */
  readonly earlier: string | undefined;
}

/**
 * Draws the number of the entry, and waits for a first attempt that is still under way, so that the same key never
 * runs twice side by side; what it left is looked for by a statement of its own, which sees it.
 */
async function begin(sql: Sql, actor: Actor, command: Command): Promise<Begun> {
  const { region, idempotencyKey: key } = command;
  const county = countyOf(region);
  const lock = key === undefined ? null : `${county}/${actor.id}/${key}`;
  const [start, first] = await Promise.all([
    sql.find<Opened & { readonly [column: string]: unknown }>(START, [lock], 'command-start'),
    earlier(sql, actor, command),
  ]);
  if (start === undefined) throw new Error('nextval gave no row');
  return { earlier: first?.id, entry: start.entry, at: start.at };
}

/** The entry of a first attempt with the same key. */
async function earlier(
  sql: Sql,
  actor: Actor,
  { region, idempotencyKey: key }: Command,
): Promise<{ readonly id: string } | undefined> {
  if (key === undefined) return undefined;
  return sql.find<{ id: string }>(EARLIER, [countyOf(region), actor.id, key], 'command-earlier');
}

/** The number of an entry and its moment. */
interface Opened {
  readonly entry: string;
  readonly at: Date;
}
const ENTRY = `nextval('mingbai.entry_id') as entry, now() as at`;
const OPENING = { name: 'command-opening', columns: ENTRY };
/** Without a key there is no lock. */
const START = `select ${ENTRY}, pg_advisory_xact_lock(hashtextextended($1, 42)) as lock`;
const EARLIER = 'select id from mingbai.journal where county = $1 and actor = $2 and idempotency_key = $3';

function append<T>(sql: Sql, actor: Actor, command: Command, entry: string, done: Done<T>): Promise<unknown> {
  return sql.run(
    APPEND,
    [
      countyOf(command.region),
      entry,
      actor.id,
      actor.role,
      command.name,
      command.region,
      done.subject ?? command.subject ?? null,
      command.reason ?? null,
      JSON.stringify(done.changes),
      JSON.stringify(done.evidence ?? command.evidence ?? []),
      command.idempotencyKey ?? null,
    ],
    'command-append',
  );
}

const APPEND = `insert into mingbai.journal (county, id, at, actor, role, command, region, subject, reason, changes, evidence, idempotency_key)
  values ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
