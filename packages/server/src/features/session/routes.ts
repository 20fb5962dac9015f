import { COUNTRY, Problem } from '@mingbai/core';
import {
  changePassword,
  confirmTotp,
  getSession,
  signIn,
  signOut,
  startTotp,
  stopTotp,
  wearGrant,
} from '@mingbai/core/api';
import type { Session } from '@mingbai/core/api';
import { findWho } from '@mingbai/store';
import type { SessionCall } from '../../frame/context.ts';
import { implementPublic, implementSession } from '../../frame/implement.ts';
import { Pace } from '../../frame/pace.ts';
import { beginTotp, changeOwnPassword, endTotp, finishTotp, signOutOf, wear } from './own.ts';
import { signInWith } from './sign-in.ts';
import { viewSession } from './view.ts';

/** Sign-ins of one address a minute: a whole office may sit behind one. */
const SIGN_INS = 60;

export function sessionRoutes() {
  const pace = new Pace(SIGN_INS, 60);
  return [
    implementSession(getSession, (call) => current(call)),
    implementPublic(signIn, async ({ body, request, reply, services, address }) => {
      pace.take(address);
      const agent = request.headers['user-agent'] ?? '';
      const { username, password, totp: code } = body;
      const done = await signInWith(services, { username, password, code, address, agent });
      if (done.needsCode) return { signedIn: false, needsTotp: true };
      void reply.header('set-cookie', done.cookies);
      return { signedIn: true, needsTotp: false };
    }),
    implementSession(signOut, async (call) => {
      await signOutOf(call);
      return {};
    }),
    implementSession(wearGrant, async (call) => {
      await wear(call);
      return current(call);
    }),
    implementSession(changePassword, async (call) => {
      await changeOwnPassword(call);
      return {};
    }),
    implementSession(startTotp, (call) => beginTotp(call)),
    implementSession(confirmTotp, async (call) => {
      await finishTotp(call);
      return {};
    }),
    implementSession(stopTotp, async (call) => {
      await endTotp(call);
      return {};
    }),
  ];
}

function current({ who, services }: SessionCall<unknown, unknown, unknown>): Promise<Session> {
  return services.database.read({ region: COUNTRY, user: who.userId }, async (tx) => {
    const now = await findWho(tx, who.sessionId);
    if (now === undefined) throw new Problem('not-signed-in');
    return viewSession(tx, now);
  });
}
