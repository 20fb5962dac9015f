import { countyOf, type RegionCode } from '@mingbai/core';
import type { Begun, Database } from '../db/database.ts';
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
  const scope = { region: actor.region, user: actor.id };
  const run = async (sql: Sql, { earlier, entry, at }: Begun): Promise<Ran<T>> => {
    if (earlier !== null) return { result: { entry: earlier, repeated: true }, last: Promise.resolve() };
    const done = await work({ ...sql, entry, at } as WriteTx);
    if (command.quick !== true) await done.last;
    const last = Promise.all([done.last, append(sql, actor, command, entry, done)]);
    return { result: { entry, result: done.result, repeated: false }, last };
  };
  const key = { county: countyOf(command.region), key: command.idempotencyKey };
  if (command.quick === true)
    return database.transactQuickly(scope, key, async (sql, begun) => run(sql, await begun));
  return database.transact(scope, async (sql) => {
    const { result, last } = await run(sql, await begin(sql, actor, key));
    await last;
    return result;
  });
}

interface Ran<T> {
  readonly result: Outcome<T>;
  readonly last: Promise<unknown>;
}

/**
 * Waits for a first attempt that is still under way, so that the same key never runs twice side by side; what it left
 * is looked for by a statement of its own, which sees it.
 */
async function begin(
  sql: Sql,
  actor: Actor,
  { county, key }: { readonly county: string; readonly key: string | undefined },
): Promise<Begun> {
  let earlier: string | null = null;
  if (key !== undefined) {
    await sql.find(`select pg_advisory_xact_lock(hashtextextended($1, 42))`, [
      `${county}/${actor.id}/${key}`,
    ]);
    const row = await sql.find<{ id: string }>(
      `select id from mingbai.journal where county = $1 and actor = $2 and idempotency_key = $3`,
      [county, actor.id, key],
    );
    earlier = row?.id ?? null;
  }
  const start = await sql.find<{ entry: string; at: Date }>(
    `select nextval('mingbai.entry_id') as entry, now() as at`,
  );
  if (start === undefined) throw new Error('nextval gave no row');
  return { earlier, ...start };
}

function append<T>(sql: Sql, actor: Actor, command: Command, entry: string, done: Done<T>): Promise<unknown> {
  return sql.run(
    `insert into mingbai.journal (county, id, at, actor, role, command, region, subject, reason, changes, evidence, idempotency_key)
     values ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
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
