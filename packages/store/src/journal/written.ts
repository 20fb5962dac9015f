import { COUNTRY, type Noun } from '@mingbai/core';
import type { Database } from '../db/database.ts';
import { interruptible } from '../db/interrupt.ts';
import type { Sql } from '../db/tx.ts';
import { NOUN_TABLES } from '../register/nouns.ts';

/** By noun: how many statements an entry wrote, and the hash (hex) of their hashes. Nouns it did not touch are left out. */
export type Written = Readonly<Partial<Record<Noun, readonly [statements: number, hash: string]>>>;

const SYSTEM = { region: COUNTRY, user: '' };

/** Ids whose statements are hashed together: so much is in memory at once, whatever an import wrote. */
const BUCKET_BITS = 16;

/**
 * Each entry's statements of a noun, counted and hashed (SHA-256), present and past alike, in an order that does not
 * depend on where they lie: mostly that of the table, which is quick to sort. A statement is hashed as the text of its row:
 * columns that are added later stand at its end and are empty in it, which is cut off.
 */
function hashedStatements(noun: Noun, which: string): string {
  return `select entry, sum(statements)::int as statements, encode(sha256(string_agg(hash, '' order by bucket)), 'hex') as hash
    from (
      select entry, bucket, count(*) as statements, sha256(string_agg(hash, '' order by id, valid_from, hash)) as hash
      from (
        select s.entry, s.id >> ${BUCKET_BITS} as bucket, s.id, s.valid_from, sha256(convert_to(rtrim(s::text, ',)'), 'UTF8')) as hash
        from mingbai.${noun}_said s ${which}
      ) each group by entry, bucket
    ) buckets group by entry`;
}

/** The text of a row is the same for every reader; and a county is not read within the minute of a look. */
const SAME_TEXT = `select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
  set_config('bytea_output', 'hex', true), set_config('statement_timeout', '0', true)`;

/**
 * What each of these entries, in ascending order, wrote. Noun by noun, each in a look of its own: what is read long is
 * not kept from an import that wants an empty table for itself. `signal` ends it.
 */
export async function writtenBy(
  database: Pick<Database, 'read'>,
  entries: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Written>> {
  const written = new Map<string, Written>(entries.map((entry) => [entry, {}]));
  for (const { noun } of NOUN_TABLES) {
    signal?.throwIfAborted();
    const rows = await database.read(SYSTEM, (tx) =>
      interruptible(signal, database, tx, () => statementsOf(tx, noun, entries)),
    );
    for (const { entry, statements, hash } of rows)
      written.set(entry, { ...written.get(entry), [noun]: [statements, hash] });
  }
  return written;
}

interface EntryStatements {
  readonly entry: string;
  readonly statements: number;
  readonly hash: string;
}

async function statementsOf(sql: Sql, noun: Noun, entries: readonly string[]): Promise<EntryStatements[]> {
  await sql.find(SAME_TEXT);
  const which = 'where s.entry between $1 and $2 and s.entry in (select unnest($3::bigint[]))';
  return sql.rows<{ entry: string; statements: number; hash: string }>(
    `select entry::text, statements, hash from (${hashedStatements(noun, which)}) each`,
    [entries[0], entries.at(-1), entries],
  );
}

export interface RegisterCheck {
  /** Statements held against what was sealed of their entries. */
  readonly statements: number;
  /** Statements whose entry is not sealed yet. */
  readonly waiting: number;
  /** Statements whose entry was sealed before seals covered what it wrote. */
  readonly before: number;
  /** Entries whose statements are not those that were sealed; the first hundred of each noun. */
  readonly broken: readonly AlteredStatements[];
}

export interface AlteredStatements {
  readonly noun: Noun;
  /** Journal entry that wrote them. */
  readonly entry: string;
  /** Its command, or null where the journal has no such entry. */
  readonly command: string | null;
  readonly sealed: number;
  readonly found: number;
}

/**
 * Holds every statement of the register against the seals: what somebody changed, added or took away beside the
 * commands shows in the entry that is said to have written it. The seals themselves are for `verifyJournal`.
 */
export async function verifyRegister(sql: Sql): Promise<RegisterCheck> {
  await sql.find(SAME_TEXT);
  const checks: RegisterCheck[] = [];
  for (const { noun } of NOUN_TABLES) checks.push(await verifyNoun(sql, noun));
  return {
    statements: sum(checks.map((one) => one.statements)),
    waiting: sum(checks.map((one) => one.waiting)),
    before: sum(checks.map((one) => one.before)),
    broken: checks.flatMap((one) => one.broken),
  };
}

async function verifyNoun(sql: Sql, noun: Noun): Promise<RegisterCheck> {
  const [counted] = await sql.rows<Omit<RegisterCheck, 'broken'> & { broken: AlteredStatements[] | null }>(
    `with found as (${hashedStatements(noun, '')}),
     sealed as (
       select entry, (written->'${noun}'->>0)::int as statements, written->'${noun}'->>1 as hash
       from mingbai.sealed_entry where written ? '${noun}'
     ),
     held as (
       select entry, coalesce(f.statements, 0) as found, coalesce(s.statements, 0) as sealed,
         f.hash is distinct from s.hash as differs,
         case when s.entry is not null or e.written is not null then 'sealed'
           when e.entry is not null then 'before' when j.id is not null then 'waiting' else 'unknown' end as state,
         j.command
       from found f full join sealed s using (entry)
       left join mingbai.sealed_entry e using (entry) left join mingbai.journal j on j.id = entry
     )
     select coalesce(sum(found) filter (where state = 'sealed'), 0)::float8 as statements,
       coalesce(sum(found) filter (where state = 'waiting'), 0)::float8 as waiting,
       coalesce(sum(found) filter (where state = 'before'), 0)::float8 as before,
       (select json_agg(altered) from (
          select '${noun}' as noun, entry::text, command, sealed, found from held
          where state = 'unknown' or state = 'sealed' and differs order by held.entry limit 100
        ) altered) as broken
     from held`,
  );
  if (counted === undefined) throw new Error(`nothing was counted of ${noun}`);
  return { ...counted, broken: counted.broken ?? [] };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
