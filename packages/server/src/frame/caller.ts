import { COUNTRY, Problem, may, type Permission } from '@mingbai/core';
import { findWho, noteSeen, runCommand, type Who } from '@mingbai/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../auth/identify.ts';
import type { Call, Input, Services, SessionCall } from './context.ts';
import type { Standing } from './known.ts';

/** The session behind the request, by its cookie alone: whether it stands is for the register to say. */
export async function identityOf(request: FastifyRequest, services: Services): Promise<Identity> {
  const identity = await services.identify(request.headers.cookie);
  if (identity === undefined) throw new Problem('not-signed-in');
  return identity;
}

/** Who that is, judged by the register now: ended, disabled and re-granted act at once. */
export async function callerOf(identity: Identity, reply: FastifyReply, services: Services): Promise<Who> {
  const scope = { region: COUNTRY, user: identity.userId };
  let access = '';
  const who = await services.database.read(
    scope,
    (tx) => findWho(tx, identity.sessionId),
    (now) => (access = now),
  );
  if (who === undefined || who.userId !== identity.userId) throw new Problem('not-signed-in');
  if (who.disabled) throw new Problem('account-disabled');
  services.known.remember({ who, access });
  if (identity.cookies.length > 0) void reply.header('set-cookie', identity.cookies);
  if (identity.fresh) await services.database.keep(scope, (tx) => noteSeen(tx, identity.userId));
  return who;
}

/**
 * The caller in the hat worn now, with what it may do checked: first by role here, then by region in PostgreSQL.
 * `standing`: the caller is taken from memory, and every transaction makes sure first that this still holds.
 */
export function inRole<P, Q, B>(
  call: SessionCall<P, Q, B>,
  access: Permission | 'signed-in',
  standing?: Standing,
): Call<P, Q, B> {
  const { who, services } = call;
  if (who.mustChangePassword) throw new Problem('password-must-change');
  const { hat } = who;
  if (hat === null) throw new Problem('no-role');
  if (access !== 'signed-in' && !may(hat.role, access)) throw new Problem('not-allowed');
  const actor = { id: who.userId, role: hat.role, region: hat.region };
  const scope = { region: hat.region, user: who.userId };
  const { database, vault } = services;
  return {
    ...call,
    hat,
    role: hat.role,
    region: hat.region,
    actor,
    scope,
    database,
    vault,
    read: (work) => database.read(scope, work, standing?.hold),
    command: (command, work) => runCommand(database, actor, command, work),
  };
}

export function withWho<P, Q, B>(input: Input<P, Q, B>, who: Who): SessionCall<P, Q, B> {
  return { ...input, who };
}
