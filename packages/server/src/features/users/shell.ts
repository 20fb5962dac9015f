import { userInfo } from 'node:os';
import { COUNTRY, Problem, type RegionCode, type Role } from '@mingbai/core';
import {
  findAccountByName,
  grantsOf,
  listAccounts,
  runCommand,
  type Account,
  type Actor,
  type RoleGrant,
} from '@mingbai/store';
import type { Door } from './door.ts';
import { insertChecked } from './grants.ts';
import { resetPasswordAs } from './reset.ts';

/** Whoever can start the shell here holds the keys already: over the whole country, and journaled by name. */
export function shellActor(): Actor {
  return { id: `shell:${userInfo().username}`, role: 'shell', region: COUNTRY };
}

const SCOPE = { region: COUNTRY, user: '' };

export function accountNamed(door: Door, username: string): Promise<Account> {
  return door.database.read(SCOPE, async (tx) => {
    const account = await findAccountByName(tx, username);
    if (account === undefined) throw new Problem('not-found');
    return account;
  });
}

export interface AccountLine extends Account {
  readonly grants: readonly RoleGrant[];
}

export function allAccounts(door: Door): Promise<AccountLine[]> {
  return door.database.read(SCOPE, async (tx) => {
    const { rows } = await listAccounts(tx, { offset: 0, limit: 10_000 });
    const grants = await grantsOf(
      tx,
      rows.map((account) => account.id),
    );
    return rows.map((account) => ({
      ...account,
      grants: grants.filter((grant) => grant.userId === account.id),
    }));
  });
}

/** The new one-time password. */
export async function resetPasswordOfName(door: Door, username: string): Promise<string> {
  return resetPasswordAs(door, shellActor(), await accountNamed(door, username));
}

export interface ShellGrant {
  readonly username: string;
  readonly role: Role;
  readonly region: RegionCode;
  readonly department?: string | undefined;
}

export async function grantTo(door: Door, { username, ...grant }: ShellGrant): Promise<void> {
  const { id } = await accountNamed(door, username);
  const command = { name: 'grant.add', region: grant.region, subject: `account:${id}` };
  await runCommand(door.database, shellActor(), command, async (tx) => {
    const made = await insertChecked(tx, { userId: id, ...grant });
    return { result: undefined, changes: { ...made } };
  });
}
