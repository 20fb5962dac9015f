import { integer } from '../app/address.ts';

const ROWS = [20, 50, 100, 200];

/** Page and rows of the address as the contract wants them. Page 1 is the first. */
export function listPage(search: { readonly page?: string; readonly rows?: string }) {
  const asked = integer(search.rows, 20);
  const rows = ROWS.includes(asked) ? asked : 20;
  const page = Math.max(1, integer(search.page, 1));
  return { page, rows, offset: (page - 1) * rows, limit: rows };
}

/** `-members` ↔ { key: 'members', descending: true }. */
export function readSort(text: string | undefined): { key: string; descending: boolean } | undefined {
  if (text === undefined) return undefined;
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

/** A click on a heading: ascending, then descending, then the list's own order. */
export function nextSort(now: string | undefined, key: string): string | undefined {
  if (now === key) return `-${key}`;
  return now === `-${key}` ? undefined : key;
}
