import { countyOf, type RegionCode } from '@mingbai/core';
import type { Database } from '../db/database.ts';
import type { WriteTx } from '../db/tx.ts';

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
  return database.transact({ region: actor.region, user: actor.id }, async (sql) => {
    const county = countyOf(command.region);
    if (command.idempotencyKey !== undefined) {
      const earlier = await entryOfKey(sql, county, actor.id, command.idempotencyKey);
      if (earlier !== undefined) return { entry: earlier, repeated: true };
    }
    const start = await sql.find<{ entry: string; at: Date }>(
      `select nextval('mingbai.entry_id') as entry, now() as at`,
    );
    if (start === undefined) throw new Error('nextval gave no row');
    const done = await work({ ...sql, entry: start.entry, at: start.at } as WriteTx);
    await sql.run(
      `insert into mingbai.journal (county, id, at, actor, role, command, region, subject, reason, changes, evidence, idempotency_key)
       values ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        county,
        start.entry,
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
    );
    return { entry: start.entry, result: done.result, repeated: false };
  });
}

/** Waits for a first attempt that is still under way, so that the same key never runs twice side by side. */
async function entryOfKey(
  sql: { find: WriteTx['find'] },
  county: string,
  actor: string,
  key: string,
): Promise<string | undefined> {
  await sql.find(`select pg_advisory_xact_lock(hashtextextended($1, 42))`, [`${county}/${actor}/${key}`]);
  const row = await sql.find<{ id: string }>(
    `select id from mingbai.journal where county = $1 and actor = $2 and idempotency_key = $3`,
    [county, actor, key],
  );
  return row?.id;
}
