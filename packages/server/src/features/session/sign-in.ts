import { COUNTRY, Problem } from '@mingbai/core';
import {
  ATTEMPTS,
  LOCK_MINUTES,
  beginAttempt,
  changeAccount,
  findAccountByName,
  openSession,
  runCommand,
  takeBackAttempt,
  type Account,
  type Attempt,
} from '@mingbai/store';
import { ADDRESS_HEADER } from '../../auth/library.ts';
import { findSessionByToken, removeSessions } from '../../auth/sessions.ts';
import { checkSignIn, type Checked } from '../../auth/sign-in.ts';
import type { Services } from '../../frame/context.ts';

const SYSTEM = { region: COUNTRY, user: '' };

export interface SignInInput {
  readonly username: string;
  readonly password: string;
  readonly code: string | undefined;
  readonly address: string;
  readonly agent: string;
}

export type SignedIn =
  | { readonly needsCode: true }
  | { readonly needsCode: false; readonly cookies: readonly string[] };

/**
 * One answer for a wrong name and a wrong password, after the same work; five in a row lock the name for a
 * quarter of an hour, whether somebody has it or not. Throws `wrong-password`, `wrong-code`,
 * `too-many-attempts`, `account-disabled`.
 */
export async function signInWith(services: Services, input: SignInInput): Promise<SignedIn> {
  const username = input.username.trim().toLowerCase();
  const account = await services.database.read(SYSTEM, (tx) => findAccountByName(tx, username));
  const attempt =
    account === undefined
      ? services.unknownNames.begin(username)
      : await services.database.keep(SYSTEM, (tx) => beginAttempt(tx, account.id));
  if (attempt.number > ATTEMPTS) throw locked(attempt);
  const headers = new Headers({ [ADDRESS_HEADER]: input.address, 'user-agent': input.agent });
  const checked = await checkSignIn(services.library, username, input.password, input.code, headers);
  // A name that the library alone knows is what a crash left half-made: nobody's.
  if (account === undefined) {
    await dropSession(services, checked);
    throw attempt.number >= ATTEMPTS ? locked(attempt) : new Problem('wrong-password');
  }
  if (checked.is === 'needs-code') {
    await services.database.keep(SYSTEM, (tx) => takeBackAttempt(tx, account.id));
    return { needsCode: true };
  }
  if (checked.is !== 'right') {
    await journalFailure(services, account, attempt, checked.is, input.address);
    throw attempt.number >= ATTEMPTS ? locked(attempt) : new Problem(checked.is);
  }
  if (account.disabled) {
    await dropSession(services, checked);
    throw new Problem('account-disabled');
  }
  await open(services, account, checked.token, input.address);
  return { needsCode: false, cookies: checked.cookies };
}

async function open(services: Services, account: Account, token: string, address: string): Promise<void> {
  const session = await findSessionByToken(services.library, token);
  if (session === undefined) throw new Error('the session that was just made is gone');
  await runCommand(
    services.database,
    actorOf(account),
    { name: 'account.sign_in', region: account.region, subject: `account:${account.id}` },
    async (tx) => {
      await changeAccount(tx, account.id, { unlocked: true });
      await openSession(tx, session.id, account.id, null);
      return { result: undefined, changes: { address, secondFactor: account.totp } };
    },
  );
}

async function journalFailure(
  services: Services,
  account: Account,
  attempt: Attempt,
  why: string,
  address: string,
): Promise<void> {
  const name = attempt.number >= ATTEMPTS ? 'account.lock' : 'account.sign_in_failed';
  await runCommand(
    services.database,
    actorOf(account),
    { name, region: account.region, subject: `account:${account.id}` },
    async () => ({ result: undefined, changes: { why, attempt: attempt.number, address } }),
  );
}

/** Before the session there is no hat. */
function actorOf(account: Account) {
  return { id: account.id, role: 'none', region: account.region };
}

async function dropSession(services: Services, checked: Checked): Promise<void> {
  if (checked.is !== 'right') return;
  const session = await findSessionByToken(services.library, checked.token);
  if (session !== undefined) await removeSessions(services.library, [session.id]);
}

function locked(attempt: Attempt): Problem {
  const left = (attempt.lockedUntil?.getTime() ?? Date.now() + LOCK_MINUTES * 60_000) - Date.now();
  return new Problem('too-many-attempts', { minutes: Math.max(1, Math.ceil(left / 60_000)) });
}
