import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, RegionCodeText, RegionRef, RoleName } from './shapes.ts';

export const Grant = z.object({
  id: Id,
  role: RoleName,
  region: RegionRef,
  department: z.string().nullable(),
});
export type Grant = z.infer<typeof Grant>;

export const Session = z.object({
  user: z.object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    totp: z.boolean(),
    mustChangePassword: z.boolean(),
  }),
  grants: z.array(Grant),
  /** The hat worn now; null when the account has no grant yet. */
  active: Grant.nullable(),
  permissions: z.array(z.string()),
});
export type Session = z.infer<typeof Session>;

export const getSession = endpoint({
  method: 'GET',
  path: '/session',
  access: 'signed-in',
  summary: 'Who I am and what I may do',
  reply: Session,
});

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  access: 'anyone',
  summary: 'Sign in with user name and password; `totp` when the answer before asked for it',
  body: z.object({
    username: z.string().min(1).max(64),
    password: z.string().min(1).max(200),
    /** Six digits of the authenticator, or a backup code. */
    totp: z
      .string()
      .regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/)
      .optional(),
  }),
  reply: z.object({ signedIn: z.boolean(), needsTotp: z.boolean() }),
});
export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  access: 'signed-in',
  summary: 'End this session',
  reply: z.object({}),
});
export const wearGrant = endpoint({
  method: 'POST',
  path: '/session/grant',
  access: 'signed-in',
  summary: 'Wear another hat',
  body: z.object({ grantId: Id }),
  reply: Session,
});
export const changePassword = endpoint({
  method: 'POST',
  path: '/session/password',
  access: 'signed-in',
  summary: 'Change my password (12 characters or more); ends my other sessions',
  body: z.object({ current: z.string(), next: z.string().min(12).max(200) }),
  reply: z.object({}),
});
export const startTotp = endpoint({
  method: 'POST',
  path: '/session/totp',
  access: 'signed-in',
  summary: 'Begin a second factor: URI for the authenticator',
  body: z.object({ password: z.string() }),
  reply: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }),
});
export const confirmTotp = endpoint({
  method: 'POST',
  path: '/session/totp/confirm',
  access: 'signed-in',
  summary: 'Confirm the second factor with a first code',
  body: z.object({ code: z.string().regex(/^\d{6}$/) }),
  reply: z.object({}),
});
export const stopTotp = endpoint({
  method: 'DELETE',
  path: '/session/totp',
  access: 'signed-in',
  summary: 'Remove the second factor',
  body: z.object({ password: z.string() }),
  reply: z.object({}),
});

/** First run: no account exists yet. */
export const getSetup = endpoint({
  method: 'GET',
  path: '/setup',
  access: 'anyone',
  summary: 'Is this a new installation?',
  reply: z.object({ needed: z.boolean(), version: z.string() }),
});
export const setupRegions = endpoint({
  method: 'GET',
  path: '/setup/regions',
  access: 'anyone',
  summary: 'Provinces, cities, counties to choose from (only while setup is needed)',
  query: z.object({ under: RegionCodeText.optional() }),
  reply: z.array(RegionRef),
});
export const runSetup = endpoint({
  method: 'POST',
  path: '/setup',
  access: 'anyone',
  summary:
    'Pick the county and create the system administrator; the security and audit administrators get one-time passwords, shown once',
  body: z.object({
    county: RegionCodeText,
    username: z.string().min(2).max(64),
    name: z.string().min(1).max(64),
    password: z.string().min(12).max(200),
  }),
  reply: z.object({
    accounts: z.array(z.object({ username: z.string(), role: RoleName, password: z.string().nullable() })),
  }),
});
