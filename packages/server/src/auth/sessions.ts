import type { Library } from './library.ts';

/** A session as its list shows it. */
export interface SessionInfo {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly agent: string | null;
}

/** Sessions that have not run out, newest first. */
export async function sessionsOf(library: Library, userIds: readonly string[]): Promise<SessionInfo[]> {
  const { rows } = await library.pool.query<SessionInfo>(
    `select id, "userId", "createdAt", "expiresAt", nullif("ipAddress", '') as address, nullif("userAgent", '') as agent
     from auth.session where "userId" = any($1) and "expiresAt" > now() order by "createdAt" desc`,
    [userIds],
  );
  return rows;
}

/** The library's half of ending sessions; the register's half is what refuses them. */
export async function removeSessions(library: Library, sessionIds: readonly string[]): Promise<void> {
  await library.pool.query('delete from auth.session where id = any($1)', [sessionIds]);
}

export async function findSessionByToken(
  library: Library,
  token: string,
): Promise<{ id: string; userId: string } | undefined> {
  const { rows } = await library.pool.query<{ id: string; userId: string }>(
    'select id, "userId" from auth.session where token = $1 and "expiresAt" > now()',
    [token],
  );
  return rows[0];
}

/** Sessions and codes that have run out; returns the ids of the sessions. */
export async function sweepSessions(library: Library): Promise<string[]> {
  await library.pool.query('delete from auth.verification where "expiresAt" < now()');
  const { rows } = await library.pool.query<{ id: string }>(
    'delete from auth.session where "expiresAt" < now() returning id',
  );
  return rows.map((row) => row.id);
}
