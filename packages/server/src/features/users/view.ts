import type { User } from '@mingbai/core/api';
import { grantsOf, liveSessionIds, type Account, type ReadTx } from '@mingbai/store';
import { sessionsOf } from '../../auth/sessions.ts';
import type { Services } from '../../frame/context.ts';
import { viewGrant } from '../session/view.ts';

/** Accounts with their grants and how often they are signed in; grants outside the scope stay unseen. */
export async function viewUsers(
  services: Services,
  tx: ReadTx,
  accounts: readonly Account[],
): Promise<User[]> {
  const ids = accounts.map((account) => account.id);
  const grants = await grantsOf(tx, ids);
  const live = new Set((await liveSessionIds(tx, ids)).map((session) => session.sessionId));
  const sessions = (await sessionsOf(services.library, ids)).filter((session) => live.has(session.id));
  return accounts.map((account) => ({
    id: account.id,
    username: account.username,
    name: account.name,
    disabled: account.disabled,
    lockedUntil:
      account.lockedUntil !== null && account.lockedUntil > new Date()
        ? account.lockedUntil.toISOString()
        : null,
    totp: account.totp,
    lastSeen: account.lastSeen?.toISOString() ?? null,
    sessions: sessions.filter((session) => session.userId === account.id).length,
    grants: grants.filter((grant) => grant.userId === account.id).map(viewGrant),
  }));
}
