import { cookieValue } from './cookies.ts';
import type { Library } from './library.ts';

export interface Identity {
  readonly sessionId: string;
  readonly userId: string;
  /** The library moves the end of a session that is used; then it sends the cookie again. */
  readonly cookies: readonly string[];
  /** Looked up just now rather than remembered. */
  readonly fresh: boolean;
}

/** For so long the library is not asked again whose cookie this is, ms. Whether the session still lives, and what
 * the account may do, is asked of the register at every request. */
const REMEMBER = 60_000;
const REMEMBERED = 10_000;

export type Identify = (cookie: string | undefined) => Promise<Identity | undefined>;

export function identifier(library: Library): Identify {
  const known = new Map<
    string,
    { readonly sessionId: string; readonly userId: string; readonly until: number }
  >();
  let name: string | undefined;
  return async (cookie) => {
    name ??= (await library.auth.$context).authCookies.sessionToken.name;
    const value = cookieValue(cookie, name);
    if (value === undefined) return undefined;
    const remembered = known.get(value);
    if (remembered !== undefined && remembered.until > Date.now()) {
      return { sessionId: remembered.sessionId, userId: remembered.userId, cookies: [], fresh: false };
    }
    known.delete(value);
    const { response, headers } = await library.auth.api.getSession({
      headers: new Headers({ cookie: `${name}=${value}` }),
      returnHeaders: true,
    });
    if (response === null) return undefined;
    const identity = { sessionId: response.session.id, userId: response.user.id };
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(value, { ...identity, until: Date.now() + REMEMBER });
    return { ...identity, cookies: headers.getSetCookie(), fresh: true };
  };
}
