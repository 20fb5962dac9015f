import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Grant } from './session.ts';
import { Id, Page, RegionCodeText, RoleName } from './shapes.ts';

export const User = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  disabled: z.boolean(),
  lockedUntil: z.string().nullable(),
  totp: z.boolean(),
  lastSeen: z.string().nullable(),
  sessions: z.number(),
  grants: z.array(Grant),
});
export type User = z.infer<typeof User>;
const UserParam = z.object({ id: z.string().max(64) });
export const listUsers = endpoint({
  method: 'GET',
  path: '/users',
  access: 'user.read',
  summary: 'Accounts of my area',
  query: z.object({ ...Page, q: z.string().max(40).optional() }),
  reply: z.object({ total: z.number(), rows: z.array(User) }),
});
export const createUser = endpoint({
  method: 'POST',
  path: '/users',
  access: 'user.write',
  summary: 'New account with a one-time password, shown once',
  body: z.object({
    username: z.string().regex(/^[a-z0-9._-]{2,40}$/),
    name: z.string().trim().min(1).max(40),
  }),
  reply: z.object({ user: User, password: z.string() }),
});
export const updateUser = endpoint({
  method: 'PATCH',
  path: '/users/:id',
  access: 'user.write',
  summary: 'Rename, disable or enable',
  params: UserParam,
  body: z.object({ name: z.string().trim().min(1).max(40).optional(), disabled: z.boolean().optional() }),
  reply: User,
});
export const resetPassword = endpoint({
  method: 'POST',
  path: '/users/:id/password',
  access: 'user.write',
  summary: 'New one-time password, shown once; ends all sessions and the lock',
  params: UserParam,
  reply: z.object({ password: z.string() }),
});
export const addGrant = endpoint({
  method: 'POST',
  path: '/users/:id/grants',
  access: 'grant.write',
  summary: 'Give a role in a region of my area',
  params: UserParam,
  body: z.object({ role: RoleName, region: RegionCodeText, department: z.string().max(40).optional() }),
  reply: User,
});
export const removeGrant = endpoint({
  method: 'DELETE',
  path: '/users/:id/grants/:grant',
  access: 'grant.write',
  summary: 'Take a role away',
  params: z.object({ id: z.string().max(64), grant: Id }),
  reply: User,
});
export const listSessions = endpoint({
  method: 'GET',
  path: '/users/:id/sessions',
  access: 'session.revoke',
  summary: 'Where the account is signed in',
  params: UserParam,
  reply: z.array(
    z.object({
      id: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
      address: z.string().nullable(),
      agent: z.string().nullable(),
    }),
  ),
});
export const revokeSession = endpoint({
  method: 'DELETE',
  path: '/users/:id/sessions/:session',
  access: 'session.revoke',
  summary: 'End one session, or all with `all`',
  params: z.object({ id: z.string().max(64), session: z.string().max(64) }),
  reply: z.object({ ended: z.number() }),
});

export const JournalEntry = z.object({
  id: Id,
  county: z.string(),
  at: z.string(),
  /** The name to sign in with; of what no account did, its own word. */
  actor: z.string(),
  actorName: z.string().nullable(),
  role: z.string(),
  command: z.string(),
  region: RegionCodeText,
  subject: z.string().nullable(),
  reason: z.string().nullable(),
  changes: z.unknown(),
  seal: z.number().nullable(),
  regionName: z.string().nullable(),
  /** The subject in words, where the reader's area has it: name, and the head of a household or the like. */
  about: z.object({ name: z.string(), more: z.string().nullable() }).nullable(),
  /** Of an entry about several things instead of one: how many, of which kind, and the first of them that have a name. */
  several: z
    .object({
      noun: z.enum(['household', 'village', 'case', 'finding']),
      count: z.number(),
      first: z.array(z.object({ case: Id, name: z.string() })),
    })
    .nullable(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;
export const listJournal = endpoint({
  method: 'GET',
  path: '/journal',
  access: 'journal.read',
  summary: 'Who did what, newest first',
  query: z.object({
    ...Page,
    command: z.string().optional(),
    actor: z.string().optional(),
    subject: z.string().optional(),
  }),
  reply: z.object({ total: z.number(), rows: z.array(JournalEntry) }),
});
export const listSeals = endpoint({
  method: 'GET',
  path: '/journal/seals',
  access: 'journal.read',
  summary: 'The chain of seals: keep the newest hash outside this server',
  query: z.object(Page),
  reply: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        county: z.string(),
        countyName: z.string().nullable(),
        number: z.number(),
        at: z.string(),
        entries: z.number(),
        hash: z.string(),
        previous: z.string(),
      }),
    ),
  }),
});
export const verifyJournal = endpoint({
  method: 'POST',
  path: '/journal/verify',
  access: 'journal.read',
  summary: 'Walk the chain and recompute every hash',
  reply: z.object({
    counties: z.array(
      z.object({
        county: z.string(),
        countyName: z.string().nullable(),
        entries: z.number(),
        seals: z.number(),
        unsealed: z.number(),
        intact: z.boolean(),
        broken: z.string().nullable(),
      }),
    ),
  }),
});
