/**
 * The part of an address after `?`. The router's own reader would parse `411525199003071234` as a number
 * and lose its last digits, so here every value is text, as it stands.
 */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search.startsWith('?') ? search.slice(1) : search));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value));
  }
  const text = query.toString();
  // Commas part several values of one filter; they are legal in a query and easier to read as they are.
  return text === '' ? '' : `?${text.replaceAll('%2C', ',')}`;
}

/** Keeps the keys a page knows, drops the empty ones. */
export function pick<K extends string>(
  search: Readonly<Record<string, unknown>>,
  keys: readonly K[],
): { [P in K]?: string } {
  const kept: { [P in K]?: string } = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') kept[key] = value;
  }
  return kept;
}

/** Whole number in an address, or the default when it is none. */
export function integer(text: string | undefined, fallback: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : fallback;
}

/** Where to go after signing in: only inside this console. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}
