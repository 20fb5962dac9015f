import {
  addGrant,
  createUser,
  listSessions,
  listUsers,
  removeGrant,
  resetPassword,
  revokeSession,
  updateUser,
} from '@mingbai/core/api';
import { implement } from '../../frame/implement.ts';
import {
  createUserOf,
  endSessionsOf,
  findUsers,
  getUser,
  resetPasswordOf,
  sessionsOfUser,
  updateUserOf,
} from './commands.ts';
import { addGrantOf, removeGrantOf } from './grants.ts';

export const userRoutes = [
  implement(listUsers, (call) => findUsers(call, call.query)),
  implement(createUser, (call) => createUserOf(call, call.body)),
  implement(updateUser, (call) => updateUserOf(call, call.params.id, call.body)),
  implement(resetPassword, async (call) => ({ password: await resetPasswordOf(call, call.params.id) })),
  implement(addGrant, async (call) => {
    await addGrantOf(call, call.params.id, call.body);
    return getUser(call, call.params.id);
  }),
  implement(removeGrant, async (call) => {
    await removeGrantOf(call, call.params.id, call.params.grant);
    return getUser(call, call.params.id);
  }),
  implement(listSessions, (call) => sessionsOfUser(call, call.params.id)),
  implement(revokeSession, async (call) => ({
    ended: await endSessionsOf(call, call.params.id, call.params.session),
  })),
];
