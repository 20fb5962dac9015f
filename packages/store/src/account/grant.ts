import { countyOf, type RegionCode, type Role } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';

/** A role in a region, as bound to an account. */
export interface RoleGrant {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly region: RegionCode;
  readonly regionName: string;
  /** 0 country … 5 village. */
  readonly regionLevel: number;
  readonly department: string | null;
}

export const GRANT_COLUMNS = `g.id::text, g.user_id as "userId", g.role, lpad(g.region::text, 12, '0') as region,
  coalesce(r.name, '') as "regionName", coalesce(r.level, 0)::int as "regionLevel", g.department`;
export const GRANT_REGION = `left join mingbai.region r
  on r.code = g.region and current_date >= r.valid_from and current_date < r.valid_to`;

/** Living grants of these accounts, oldest first. */
export function grantsOf(tx: ReadTx, userIds: readonly string[]): Promise<RoleGrant[]> {
  return tx.rows<RoleGrant>(
    `select ${GRANT_COLUMNS} from mingbai.role_grant g ${GRANT_REGION}
     where g.user_id = any($1) and g.ended_at is null order by g.id`,
    [userIds],
  );
}

export function findGrant(tx: ReadTx, userId: string, id: string): Promise<RoleGrant | undefined> {
  return tx.find<RoleGrant>(
    `select ${GRANT_COLUMNS} from mingbai.role_grant g ${GRANT_REGION}
     where g.id = $1 and g.user_id = $2 and g.ended_at is null`,
    [id, userId],
  );
}

/** Every role the account has, also outside the scope: to judge what may be done to it, never to show. */
export function reachOf(tx: ReadTx, userId: string): Promise<{ role: Role; region: RegionCode }[]> {
  return tx.rows(`select role, lpad(region::text, 12, '0') as region from mingbai.reach_of($1)`, [userId]);
}

export interface NewGrant {
  readonly userId: string;
  readonly role: Role;
  readonly region: RegionCode;
  readonly department: string | null;
}

/** The id of the grant; the same grant twice is one. */
export async function insertGrant(tx: WriteTx, grant: NewGrant): Promise<string> {
  const values = [grant.userId, grant.role, grant.region, grant.department];
  const row =
    (await tx.find<{ id: string }>(
      `insert into mingbai.role_grant (user_id, role, region, department) values ($1, $2, $3, $4)
       on conflict do nothing returning id::text`,
      values,
    )) ??
    (await tx.find<{ id: string }>(
      `select id::text from mingbai.role_grant where user_id = $1 and role = $2 and region = $3
         and department is not distinct from $4 and ended_at is null`,
      values,
    ));
  if (row === undefined) throw new Error(`grant in ${countyOf(grant.region)} was neither made nor found`);
  return row.id;
}

export async function endGrant(tx: WriteTx, id: string): Promise<boolean> {
  return (
    (await tx.run('update mingbai.role_grant set ended_at = now() where id = $1 and ended_at is null', [
      id,
    ])) === 1
  );
}
