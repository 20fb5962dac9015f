import { CallProblem } from './problem.ts';

const KEPT = 'mingbai.signedIn';

/**
 * Whether this browser has signed in. The cookie itself is out of the console's sight, and to ask the server on a first
 * visit is to be refused, which the browser's console shows as an error.
 */
export function hasSignedIn(): boolean {
  return localStorage.getItem(KEPT) !== null;
}

export function noteSignedIn(signedIn: boolean): void {
  if (signedIn) localStorage.setItem(KEPT, '1');
  else localStorage.removeItem(KEPT);
}

/** What the server would say. */
export function notSignedIn(): CallProblem {
  const same = { zh: '', en: '' };
  return new CallProblem({ code: 'not-signed-in', message: same, fix: same, details: {} }, 401);
}
