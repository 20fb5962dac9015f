import { changeAccount, endSessions, runCommand, type Account, type Actor } from '@mingbai/store';
import { oneTimePassword, setPassword } from '../../auth/credentials.ts';
import type { Door } from './door.ts';

/**
 * A one-time password in the old one's place; ends the lock, the second factor and every session. The register's
 * sessions go in the same transaction, so the old ones are refused from the moment the new password counts.
 */
export async function resetPasswordAs(door: Door, actor: Actor, account: Account): Promise<string> {
  const password = oneTimePassword();
  const command = {
    name: 'account.reset_password',
    region: account.region,
    subject: `account:${account.id}`,
  };
  await runCommand(door.database, actor, command, async (tx) => {
    await changeAccount(tx, account.id, { mustChangePassword: true, totp: false, unlocked: true });
    await endSessions(tx, account.id, { all: true });
    await setPassword(door.library, account.id, password);
    return { result: undefined, changes: { secondFactor: false } };
  });
  return password;
}
