import { randomInt } from 'node:crypto';
import type { Library } from './library.ts';

/** Makes the library's half of an account and returns its id. A half left over by a crash gives way. */
export async function createCredentials(
  library: Library,
  account: { readonly username: string; readonly name: string; readonly password: string },
): Promise<string> {
  const context = await library.auth.$context;
  const hash = await context.password.hash(account.password);
  const user = await context.internalAdapter.createUser(
    {
      // The library wants an address; nobody is ever written to.
      email: `${account.username}@mingbai.invalid`,
      emailVerified: true,
      name: account.name,
      username: account.username,
    },
    { method: 'admin' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: hash,
  });
  return user.id;
}

export async function removeCredentials(library: Library, userId: string): Promise<void> {
  await library.pool.query('delete from auth."user" where id = $1', [userId]);
}

/** Removes what a crash between the two halves left: a name the library knows and the register does not. */
export async function removeLeftover(library: Library, username: string): Promise<void> {
  await library.pool.query('delete from auth."user" where username = $1', [username]);
}

/** Also ends every session, and takes the second factor away: whoever lost the password has often lost the phone. */
export async function setPassword(library: Library, userId: string, password: string): Promise<void> {
  const context = await library.auth.$context;
  await context.internalAdapter.updatePassword(userId, await context.password.hash(password));
  await context.internalAdapter.deleteUserSessions(userId);
  await library.pool.query('delete from auth."twoFactor" where "userId" = $1', [userId]);
  await library.pool.query('update auth."user" set "twoFactorEnabled" = false where id = $1', [userId]);
}

/** Letters and digits that nobody mistakes for one another: 16 of 31 are 79 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** For one use, to be read out or copied from a screen: `k7mq-…`, four groups of four. */
export function oneTimePassword(): string {
  const signs = Array.from({ length: 16 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return signs.replace(/(.{4})(?=.)/g, '$1-');
}
