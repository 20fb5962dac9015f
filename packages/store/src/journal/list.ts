import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';

/** An entry as people read it; `actor` is the account's name where the scope knows it. */
export interface ListedEntry {
  readonly id: string;
  readonly county: string;
  readonly at: Date;
  readonly actor: string;
  /** The person's name, where the account is known. */
  readonly actorName: string | null;
  readonly role: string;
  readonly command: string;
  readonly region: RegionCode;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly changes: unknown;
  readonly seal: number | null;
}

export interface JournalFilter {
  readonly command?: string | undefined;
  /** Account id or user name. */
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Newest first, within the scope. */
export async function listEntries(
  tx: ReadTx,
  filter: JournalFilter,
): Promise<{ total: number; rows: ListedEntry[] }> {
  const where = `where ($1::text is null or j.command = $1) and ($3::text is null or j.subject = $3)
    and ($2::text is null or j.actor in (select $2 union select user_id from mingbai.account where username = lower($2)))`;
  const values = [filter.command ?? null, filter.actor ?? null, filter.subject ?? null];
  const count = await tx.find<{ total: number }>(
    `select count(*)::int as total from mingbai.journal j ${where}`,
    values,
  );
  const rows = await tx.rows<ListedEntry>(
    `select j.id::text, lpad(j.county::text, 6, '0') as county, j.at, coalesce(a.username, j.actor) as actor, a.name as "actorName", j.role,
       j.command, lpad(j.region::text, 12, '0') as region, j.subject, j.reason, j.changes, s.number as seal
     from mingbai.journal j
     left join mingbai.account a on a.user_id = j.actor
     left join mingbai.sealed_entry s on s.county = j.county and s.entry = j.id
     ${where} order by j.at desc, j.id desc limit $4 offset $5`,
    [...values, filter.limit, filter.offset],
  );
  return { total: count?.total ?? 0, rows };
}

export interface ListedSeal {
  readonly county: string;
  readonly number: number;
  readonly at: Date;
  readonly entries: number;
  /** Hex. */
  readonly hash: string;
  readonly previous: string;
}

/** Newest first, within the scope. */
export async function listSealsOf(
  tx: ReadTx,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: ListedSeal[] }> {
  const count = await tx.find<{ total: number }>('select count(*)::int as total from mingbai.seal');
  const rows = await tx.rows<ListedSeal>(
    `select lpad(county::text, 6, '0') as county, number, at, entries, encode(hash, 'hex') as hash, encode(previous, 'hex') as previous
     from mingbai.seal order by at desc, county, number desc limit $1 offset $2`,
    [page.limit, page.offset],
  );
  return { total: count?.total ?? 0, rows };
}
