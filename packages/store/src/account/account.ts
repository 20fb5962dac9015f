import { regionCode, type RegionCode } from '@mingbai/core';
import type { KeepTx, ReadTx, Sql, WriteTx } from '../db/tx.ts';

/** A person's log-in as the register knows it; the password and second factor are the sign-in library's. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly region: RegionCode;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  readonly totp: boolean;
  readonly lockedUntil: Date | null;
  readonly lastSeen: Date | null;
}

const COLUMNS = `user_id as id, username, name, lpad(region::text, 12, '0') as region, disabled,
  must_change_password as "mustChangePassword", totp, locked_until as "lockedUntil", last_seen as "lastSeen"`;

/** Within the scope of the transaction, as everything here. */
export function findAccount(tx: ReadTx, id: string): Promise<Account | undefined> {
  return tx.find<Account>(`select ${COLUMNS} from mingbai.account where user_id = $1`, [id]);
}

export function findAccountByName(tx: ReadTx, username: string): Promise<Account | undefined> {
  return tx.find<Account>(`select ${COLUMNS} from mingbai.account where username = $1`, [
    username.toLowerCase(),
  ]);
}

/** By anybody, in any county. */
export async function isUsernameTaken(tx: ReadTx, username: string): Promise<boolean> {
  const row = await tx.find<{ taken: boolean }>('select mingbai.is_username_taken($1) as taken', [username]);
  return row?.taken ?? true;
}

/** Until the transaction ends. */
export async function lockUsername(tx: WriteTx, username: string): Promise<void> {
  await tx.find('select pg_advisory_xact_lock(hashtextextended($1, 43))', [username]);
}

export interface AccountList {
  readonly total: number;
  readonly rows: Account[];
}

export async function listAccounts(
  tx: ReadTx,
  filter: { readonly q?: string | undefined; readonly offset: number; readonly limit: number },
): Promise<AccountList> {
  const pattern = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const where = `where username ilike $1 or name ilike $1`;
  const count = await tx.find<{ total: number }>(
    `select count(*)::int as total from mingbai.account ${where}`,
    [pattern],
  );
  const rows = await tx.rows<Account>(
    `select ${COLUMNS} from mingbai.account ${where} order by username limit $2 offset $3`,
    [pattern, filter.limit, filter.offset],
  );
  return { total: count?.total ?? 0, rows };
}

export interface NewAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly region: RegionCode;
  readonly mustChangePassword: boolean;
}

export async function insertAccount(tx: WriteTx, account: NewAccount): Promise<void> {
  await tx.run(
    `insert into mingbai.account (user_id, username, name, region, must_change_password) values ($1, $2, $3, $4, $5)`,
    [account.id, account.username, account.name, account.region, account.mustChangePassword],
  );
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly mustChangePassword?: boolean | undefined;
  readonly totp?: boolean | undefined;
  readonly unlocked?: true;
}

export async function changeAccount(tx: WriteTx, id: string, change: AccountChange): Promise<void> {
  await tx.run(
    `update mingbai.account set name = coalesce($2, name), disabled = coalesce($3, disabled),
       must_change_password = coalesce($4, must_change_password), totp = coalesce($5, totp),
       failed_attempts = case when $6 then 0 else failed_attempts end,
       locked_until = case when $6 then null else locked_until end
     where user_id = $1`,
    [
      id,
      change.name ?? null,
      change.disabled ?? null,
      change.mustChangePassword ?? null,
      change.totp ?? null,
      change.unlocked ?? false,
    ],
  );
}

/** Is there anybody who could sign in? Asked over the whole installation. */
export async function hasAccounts(tx: Sql): Promise<boolean> {
  return (await tx.find('select from mingbai.account limit 1')) !== undefined;
}

export async function noteSeen(tx: KeepTx, id: string): Promise<void> {
  await tx.run('update mingbai.account set last_seen = now() where user_id = $1', [id]);
}

/** The region as people see it; the name it carries today. */
export interface NamedRegion {
  readonly code: RegionCode;
  readonly name: string;
  readonly level: number;
}

export async function findNamedRegion(tx: ReadTx, code: RegionCode): Promise<NamedRegion | undefined> {
  const row = await tx.find<{ name: string; level: number }>(
    `select name, level from mingbai.region where code = $1 and current_date >= valid_from and current_date < valid_to`,
    [code],
  );
  return row === undefined ? undefined : { code: regionCode(code), ...row };
}
