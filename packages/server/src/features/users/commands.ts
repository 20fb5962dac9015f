import { Problem, isWithin } from '@mingbai/core';
import type { User } from '@mingbai/core/api';
import {
  changeAccount,
  endSessions,
  findAccount,
  listAccounts,
  liveSessionIds,
  reachOf,
  type Account,
  type ReadTx,
} from '@mingbai/store';
import { oneTimePassword } from '../../auth/credentials.ts';
import { removeSessions, sessionsOf } from '../../auth/sessions.ts';
import type { Call } from '../../frame/context.ts';
import { createAccount } from './create.ts';
import { resetPasswordAs } from './reset.ts';
import { viewUsers } from './view.ts';

type AnyCall = Call<unknown, unknown, unknown>;

export async function getAccount(tx: ReadTx, id: string): Promise<Account> {
  const account = await findAccount(tx, id);
  if (account === undefined) throw new Problem('not-found');
  return account;
}

/** Whoever has a role beyond my area is looked after by those above me: else a reset would lend me that role. */
async function getOwnAccount(call: AnyCall, id: string): Promise<Account> {
  return call.read(async (tx) => {
    const account = await getAccount(tx, id);
    const reach = await reachOf(tx, id);
    if (reach.some((grant) => !isWithin(grant.region, call.region))) throw new Problem('not-allowed');
    return account;
  });
}

export function getUser(call: AnyCall, id: string): Promise<User> {
  return call.read(async (tx) => {
    const [user] = await viewUsers(call.services, tx, [await getAccount(tx, id)]);
    if (user === undefined) throw new Problem('not-found');
    return user;
  });
}

export function findUsers(call: AnyCall, filter: Parameters<typeof listAccounts>[1]) {
  return call.read(async (tx) => {
    const { total, rows } = await listAccounts(tx, filter);
    return { total, rows: await viewUsers(call.services, tx, rows) };
  });
}

export async function createUserOf(call: AnyCall, input: { username: string; name: string }) {
  const password = oneTimePassword();
  const id = await createAccount(call.services, call.actor, {
    ...input,
    password,
    region: call.region,
    mustChangePassword: true,
  });
  return { user: await getUser(call, id), password };
}

export async function updateUserOf(
  call: AnyCall,
  id: string,
  change: { name?: string | undefined; disabled?: boolean | undefined },
) {
  if (change.disabled === true && id === call.who.userId) throw new Problem('not-allowed');
  const before = await getOwnAccount(call, id);
  await call.command(
    { name: 'account.change', region: before.region, subject: `account:${id}` },
    async (tx) => {
      await changeAccount(tx, id, change);
      if (change.disabled === true) await endSessions(tx, id, { all: true });
      return {
        result: undefined,
        changes: { old: { name: before.name, disabled: before.disabled }, new: change },
      };
    },
  );
  if (change.disabled === true) await removeAllSessions(call, id);
  return getUser(call, id);
}

export async function resetPasswordOf(call: AnyCall, id: string): Promise<string> {
  if (id === call.who.userId) throw new Problem('not-allowed');
  return resetPasswordAs(call.services, call.actor, await getOwnAccount(call, id));
}

export async function sessionsOfUser(call: AnyCall, id: string) {
  const live = await call.read(async (tx) => {
    await getAccount(tx, id);
    return (await liveSessionIds(tx, [id])).map((session) => session.sessionId);
  });
  const sessions = await sessionsOf(call.services.library, [id]);
  return sessions
    .filter((session) => live.includes(session.id))
    .map((session) => ({
      id: session.id,
      createdAt: session.createdAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      address: session.address,
      agent: session.agent,
    }));
}

/** One session, or `all`; how many ended. */
export async function endSessionsOf(call: AnyCall, id: string, session: string): Promise<number> {
  const account = await call.read((tx) => getAccount(tx, id));
  const which = session === 'all' ? { all: true as const } : { session };
  const done = await call.command(
    { name: 'session.end', region: account.region, subject: `account:${id}` },
    async (tx) => {
      const ended = await endSessions(tx, id, which);
      if (ended === 0 && session !== 'all') throw new Problem('not-found');
      return { result: ended, changes: { ended, all: session === 'all' } };
    },
  );
  if (session === 'all') await removeAllSessions(call, id);
  else await removeSessions(call.services.library, [session]);
  return done.repeated ? 0 : done.result;
}

async function removeAllSessions(call: AnyCall, id: string): Promise<void> {
  const sessions = await sessionsOf(call.services.library, [id]);
  await removeSessions(
    call.services.library,
    sessions.map((session) => session.id),
  );
}
