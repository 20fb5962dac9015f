import type { KeepTx, ReadTx, WriteTx } from '../db/tx.ts';
import type { RegionCode, Role } from '@mingbai/core';

/** Who stands behind a session, with the hat it wears: all the frame needs for one request, in one query. */
export interface Who {
  readonly sessionId: string;
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  /** Whose administrators look after the account. */
  readonly home: RegionCode;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  readonly totp: boolean;
  readonly hat: Hat | null;
}

export interface Hat {
  readonly id: string;
  readonly role: Role;
  readonly region: RegionCode;
  readonly regionName: string;
  readonly regionLevel: number;
  readonly department: string | null;
}

type WhoRow = Omit<Who, 'hat'> & { readonly [K in keyof Hat as `hat_${K}`]: Hat[K] | null };

/** Undefined when the session was ended. A hat that was taken away gives way to the oldest one left. */
export async function findWho(tx: ReadTx, sessionId: string): Promise<Who | undefined> {
  const row = await tx.find<WhoRow>(WHO, [sessionId], 'who');
  if (row === undefined) return undefined;
  const { hat_id, hat_role, hat_region, hat_regionName, hat_regionLevel, hat_department, ...who } = row;
  if (hat_id === null || hat_role === null || hat_region === null) return { ...who, hat: null };
  return {
    ...who,
    hat: {
      id: hat_id,
      role: hat_role,
      region: hat_region,
      regionName: hat_regionName ?? '',
      regionLevel: hat_regionLevel ?? 0,
      department: hat_department,
    },
  };
}

const WHO = `select s.session_id as "sessionId", a.user_id as "userId", a.username, a.name,
    lpad(a.region::text, 12, '0') as home, a.disabled, a.must_change_password as "mustChangePassword", a.totp,
    g.id::text as hat_id, g.role as hat_role, lpad(g.region::text, 12, '0') as hat_region,
    r.name as "hat_regionName", r.level::int as "hat_regionLevel", g.department as hat_department
  from mingbai.session_grant s
  join mingbai.account a on a.user_id = s.user_id
  left join lateral (select * from mingbai.role_grant x where x.user_id = a.user_id and x.ended_at is null
    order by (x.id = s.grant_id) desc nulls last, x.id limit 1) g on true
  left join mingbai.region r on r.code = g.region and current_date >= r.valid_from and current_date < r.valid_to
  where s.session_id = $1`;

export async function openSession(
  tx: KeepTx | WriteTx,
  sessionId: string,
  userId: string,
  grantId: string | null,
): Promise<void> {
  await tx.run(
    `insert into mingbai.session_grant (session_id, user_id, grant_id) values ($1, $2, $3)
     on conflict (session_id) do update set grant_id = excluded.grant_id, worn_at = now()`,
    [sessionId, userId, grantId],
  );
}

/** How many ended: one, or with `all` every one of the account but `except`. */
export function endSessions(
  tx: KeepTx | WriteTx,
  userId: string,
  which: { readonly session: string } | { readonly all: true; readonly except?: string },
): Promise<number> {
  if ('session' in which) {
    return tx.run('delete from mingbai.session_grant where user_id = $1 and session_id = $2', [
      userId,
      which.session,
    ]);
  }
  return tx.run('delete from mingbai.session_grant where user_id = $1 and session_id is distinct from $2', [
    userId,
    which.except ?? null,
  ]);
}

export async function liveSessionIds(
  tx: ReadTx,
  userIds: readonly string[],
): Promise<{ userId: string; sessionId: string }[]> {
  return tx.rows(
    `select user_id as "userId", session_id as "sessionId" from mingbai.session_grant where user_id = any($1)`,
    [userIds],
  );
}

/** The register's half of sessions that ran out. */
export function endExpired(tx: KeepTx, sessionIds: readonly string[]): Promise<number> {
  return tx.run('delete from mingbai.session_grant where session_id = any($1)', [sessionIds]);
}
