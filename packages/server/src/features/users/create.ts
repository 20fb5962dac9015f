import { Problem, type RegionCode } from '@mingbai/core';
import {
  insertAccount,
  isUsernameTaken,
  lockUsername,
  runCommand,
  type Actor,
  type WriteTx,
} from '@mingbai/store';
import { createCredentials, removeCredentials, removeLeftover } from '../../auth/credentials.ts';
import type { Door } from './door.ts';

export interface AccountInput {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  /** Whose administrators look after it. */
  readonly region: RegionCode;
  readonly mustChangePassword: boolean;
}

/** One account, journaled; answers its id. Throws `name-taken`. */
export async function createAccount(door: Door, actor: Actor, input: AccountInput): Promise<string> {
  const username = input.username.toLowerCase();
  let id: string | undefined;
  try {
    await runCommand(door.database, actor, { name: 'account.create', region: input.region }, async (tx) => {
      id = await insertWithCredentials(door, tx, { ...input, username });
      return { result: undefined, subject: `account:${id}`, changes: { username, name: input.name } };
    });
  } catch (error) {
    if (id !== undefined) await removeCredentials(door.library, id);
    throw nameTaken(error, username);
  }
  if (id === undefined) throw new Error('the account has no id');
  return id;
}

/**
 * Both halves of an account. The library's is not part of the transaction: whoever calls this takes it away
 * again when the transaction fails; what a crash leaves is removed here, next time, and lets nobody in meanwhile.
 */
export async function insertWithCredentials(door: Door, tx: WriteTx, input: AccountInput): Promise<string> {
  const { username, name, password, region, mustChangePassword } = input;
  // One at a time for a name: the second must not take the first one's half for a leftover.
  await lockUsername(tx, username);
  if (await isUsernameTaken(tx, username)) throw new Problem('name-taken', { name: username });
  await removeLeftover(door.library, username);
  const id = await createCredentials(door.library, { username, name, password });
  try {
    await insertAccount(tx, { id, username, name, region, mustChangePassword });
  } catch (error) {
    await removeCredentials(door.library, id);
    throw nameTaken(error, username);
  }
  return id;
}

/** PostgreSQL's unique_violation: two made the same name at once. */
function nameTaken(error: unknown, name: string): unknown {
  return (error as { code?: string }).code === '23505' ? new Problem('name-taken', { name }) : error;
}
