import { betterAuth } from 'better-auth';
import { twoFactor, username } from 'better-auth/plugins';
import pg from 'pg';

/** A session nobody uses for so long is over, seconds. */
export const IDLE_SECONDS = 8 * 60 * 60;
/** Where we tell the library the caller's address, which the frame knows and it does not. */
export const ADDRESS_HEADER = 'x-mingbai-address';
export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 200;

export interface AuthOptions {
  /** For role `mingbai_auth`, which sees schema `auth` and nothing else. */
  readonly url: string;
  /** Signs cookies and encrypts second-factor secrets; 32 characters or more, kept beside the keys. */
  readonly secret: string;
  /** Cookies for https only, with the `__Secure-` prefix. */
  readonly secure: boolean;
}

/**
 * The sign-in library on tables of its own. Its HTTP routes are not mounted: our endpoints call it, so there is
 * one way in, one journal, one lock-out.
 */
export function openLibrary(options: AuthOptions) {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 4,
    application_name: 'mingbai-auth',
    options: '-c search_path=auth',
  });
  pool.on('error', () => undefined);
  const auth = betterAuth({
    appName: '明白账',
    baseURL: options.secure ? 'https://mingbai.invalid' : 'http://mingbai.invalid',
    secret: options.secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
    },
    session: { expiresIn: IDLE_SECONDS, updateAge: 10 * 60, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: 'mingbai',
      useSecureCookies: options.secure,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/api' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 64,
        displayUsername: false,
        usernameValidator: (name) => /^[a-z0-9._-]+$/i.test(name),
      }),
      twoFactor({ issuer: '明白账' }),
    ],
  });
  return { auth, pool };
}

export type Library = ReturnType<typeof openLibrary>;
