import { COUNTRY, Problem, may, type Permission } from '@mingbai/core';
import { findWho, noteSeen, runCommand, type Who } from '@mingbai/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call, Input, Services, SessionCall } from './context.ts';

/** The session behind the request, judged anew by the register each time: ended, disabled and re-granted act at once. */
export async function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
): Promise<Who> {
  const identity = await services.identify(request.headers.cookie);
  if (identity === undefined) throw new Problem('not-signed-in');
  const scope = { region: COUNTRY, user: identity.userId };
  const who = await services.database.read(scope, (tx) => findWho(tx, identity.sessionId));
  if (who === undefined || who.userId !== identity.userId) throw new Problem('not-signed-in');
  if (who.disabled) throw new Problem('account-disabled');
  if (identity.cookies.length > 0) void reply.header('set-cookie', identity.cookies);
  if (identity.fresh) await services.database.keep(scope, (tx) => noteSeen(tx, identity.userId));
  return who;
}

/** The caller in the hat worn now, with what it may do checked: first by role here, then by region in PostgreSQL. */
export function inRole<P, Q, B>(call: SessionCall<P, Q, B>, access: Permission | 'signed-in'): Call<P, Q, B> {
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
    read: (work) => database.read(scope, work),
    command: (command, work) => runCommand(database, actor, command, work),
  };
}

export function withWho<P, Q, B>(input: Input<P, Q, B>, who: Who): SessionCall<P, Q, B> {
  return { ...input, who };
}
