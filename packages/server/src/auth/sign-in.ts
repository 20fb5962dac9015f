import { Problem } from '@mingbai/core';
import { APIError } from 'better-auth/api';
import { cookieHeader } from './cookies.ts';
import type { Library } from './library.ts';

export type Checked =
  | { readonly is: 'wrong-password' | 'wrong-code' | 'needs-code' }
  | { readonly is: 'right'; readonly token: string; readonly cookies: readonly string[] };

/** Password, then the second factor where the account has one: six digits or a backup code. Opens a session. */
export async function checkSignIn(
  { auth }: Library,
  username: string,
  password: string,
  code: string | undefined,
  headers: Headers,
): Promise<Checked> {
  const first = await auth.api
    .signInUsername({ body: { username, password }, headers, returnHeaders: true })
    .catch(refused);
  if (first === undefined || first.response === null) return { is: 'wrong-password' };
  if (!('twoFactorRedirect' in first.response)) {
    return { is: 'right', token: first.response.token, cookies: first.headers.getSetCookie() };
  }
  if (code === undefined) return { is: 'needs-code' };
  const second = new Headers(headers);
  second.set('cookie', cookieHeader(first.headers.getSetCookie()));
  const call = { body: { code }, headers: second, returnHeaders: true as const };
  const done = code.includes('-')
    ? await auth.api.verifyBackupCode(call).catch(refused)
    : await auth.api.verifyTOTP(call).catch(refused);
  if (done?.response.token === undefined) return { is: 'wrong-code' };
  return { is: 'right', token: done.response.token, cookies: done.headers.getSetCookie() };
}

/** The library says no with an error of its own kind; all else is ours to report. */
export function refused(error: unknown): undefined {
  if (error instanceof APIError && error.statusCode < 500) return undefined;
  throw error;
}

/** As `refused`, for a password asked once more. */
export function wrongPassword(error: unknown): never {
  refused(error);
  throw new Problem('wrong-password');
}
