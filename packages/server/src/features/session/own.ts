import { Problem } from '@mingbai/core';
import {
  changeAccount,
  endSessions,
  findGrant,
  openSession,
  runCommand,
  type Command,
  type Done,
  type WriteTx,
} from '@mingbai/store';
import { MIN_PASSWORD } from '../../auth/library.ts';
import { findSessionByToken, removeSessions } from '../../auth/sessions.ts';
import { refused, wrongPassword } from '../../auth/sign-in.ts';
import type { SessionCall } from '../../frame/context.ts';

/** Why a password does not do. */
export const HAS_NAME = { detail: 'contains the user name', detailZh: '含用户名' } as const;

type OwnCall<B> = SessionCall<undefined, undefined, B>;

/** A command about one's own account: journaled where the account belongs, in the hat worn. */
async function own<T>(
  { who, services }: Pick<SessionCall<unknown, unknown, unknown>, 'who' | 'services'>,
  name: string,
  work: (tx: WriteTx) => Promise<Done<T>>,
): Promise<void> {
  const actor = { id: who.userId, role: who.hat?.role ?? 'none', region: who.home };
  const command: Command = { name, region: who.home, subject: `account:${who.userId}` };
  await runCommand(services.database, actor, command, work);
}

export async function signOutOf(call: OwnCall<undefined>): Promise<void> {
  await own(call, 'account.sign_out', async (tx) => {
    await endSessions(tx, call.who.userId, { session: call.who.sessionId });
    return { result: undefined, changes: {} };
  });
  await removeSessions(call.services.library, [call.who.sessionId]);
  const { authCookies } = await call.services.library.auth.$context;
  const { name, attributes } = authCookies.sessionToken;
  void call.reply.header(
    'set-cookie',
    `${name}=; Path=${attributes.path ?? '/'}; Max-Age=0; HttpOnly; SameSite=Strict${attributes.secure === true ? '; Secure' : ''}`,
  );
}

export async function wear(call: OwnCall<{ grantId: string }>): Promise<void> {
  const { who, body } = call;
  await own(call, 'session.wear', async (tx) => {
    const grant = await findGrant(tx, who.userId, body.grantId);
    if (grant === undefined) throw new Problem('not-found');
    await openSession(tx, who.sessionId, who.userId, grant.id);
    return {
      result: undefined,
      changes: { from: who.hat?.id ?? null, to: grant.id, role: grant.role, region: grant.region },
    };
  });
}

/** The library ends all sessions and opens a new one, whose cookie goes back. */
export async function changeOwnPassword(call: OwnCall<{ current: string; next: string }>): Promise<void> {
  const { who, body, services } = call;
  assertFit(body.next, body.current, who.username);
  const { response, headers } = await services.library.auth.api
    .changePassword({
      body: { currentPassword: body.current, newPassword: body.next, revokeOtherSessions: true },
      headers: ownHeaders(call),
      returnHeaders: true,
    })
    .catch(wrongPassword);
  await moveSession(call, response.token, 'account.change_password', { mustChangePassword: false }, 'all');
  void call.reply.header('set-cookie', headers.getSetCookie());
}

export async function beginTotp(
  call: OwnCall<{ password: string }>,
): Promise<{ uri: string; backupCodes: string[] }> {
  const started = await call.services.library.auth.api
    .enableTwoFactor({ body: { password: call.body.password, method: 'totp' }, headers: ownHeaders(call) })
    .catch(wrongPassword);
  if (started.method !== 'totp') throw new TypeError(started.method);
  // The library names the account by the address it wanted; people know their user name.
  const uri = started.totpURI.replaceAll(
    encodeURIComponent(`${call.who.username}@mingbai.invalid`),
    call.who.username,
  );
  return { uri, backupCodes: started.backupCodes };
}

export async function finishTotp(call: OwnCall<{ code: string }>): Promise<void> {
  const done = await call.services.library.auth.api
    .verifyTOTP({ body: { code: call.body.code }, headers: ownHeaders(call), returnHeaders: true })
    .catch(refused);
  if (done === undefined) throw new Problem('wrong-code');
  const fresh = tokenOf(done.headers.getSetCookie());
  await moveSession(call, fresh, 'account.add_second_factor', { totp: true }, 'this');
  void call.reply.header('set-cookie', done.headers.getSetCookie());
}

export async function endTotp(call: OwnCall<{ password: string }>): Promise<void> {
  const { headers } = await call.services.library.auth.api
    .disableTwoFactor({
      body: { password: call.body.password },
      headers: ownHeaders(call),
      returnHeaders: true,
    })
    .catch(wrongPassword);
  await moveSession(
    call,
    tokenOf(headers.getSetCookie()),
    'account.remove_second_factor',
    { totp: false },
    'this',
  );
  void call.reply.header('set-cookie', headers.getSetCookie());
}

/** After such a change the library has a new session in the old one's place: the hat moves to it. */
async function moveSession(
  call: OwnCall<unknown>,
  token: string | null | undefined,
  command: string,
  change: { readonly mustChangePassword?: boolean; readonly totp?: boolean },
  ended: 'all' | 'this',
): Promise<void> {
  const { who, services } = call;
  const session = token == null ? undefined : await findSessionByToken(services.library, token);
  await own(call, command, async (tx) => {
    await changeAccount(tx, who.userId, change);
    if (session !== undefined) {
      await endSessions(tx, who.userId, ended === 'all' ? { all: true } : { session: who.sessionId });
      await openSession(tx, session.id, who.userId, who.hat?.id ?? null);
    }
    return { result: undefined, changes: change };
  });
}

/** A session cookie is `token.signature`. */
function tokenOf(lines: readonly string[]): string | undefined {
  const line = lines.find((one) => one.includes('session_token=') && !/max-age=0\b/i.test(one));
  const value = line?.slice(line.indexOf('=') + 1).split(';')[0];
  return value === undefined ? undefined : decodeURIComponent(value).split('.')[0];
}

function ownHeaders(call: OwnCall<unknown>): Headers {
  return new Headers({ cookie: call.request.headers.cookie ?? '' });
}

function assertFit(next: string, current: string, username: string): void {
  const why =
    [...next].length < MIN_PASSWORD
      ? { detail: `fewer than ${MIN_PASSWORD} characters`, detailZh: `不足 ${MIN_PASSWORD} 个字符` }
      : next === current
        ? { detail: 'the old one', detailZh: '与原密码相同' }
        : next.toLowerCase().includes(username.toLowerCase())
          ? HAS_NAME
          : undefined;
  if (why !== undefined) throw new Problem('password-unfit', why);
}
