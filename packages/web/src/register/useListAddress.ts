import { useLocation, useNavigate } from '@tanstack/react-router';
import { pick } from '../app/address.ts';
import { listPage, nextSort } from './listPage.ts';
import { isNumber } from './numbers.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** A number searched for: goes with the entry of the history and stands in no address. */
    typed?: string;
  }
}

type Search = Readonly<Record<string, string | undefined>>;

/**
 * A list whose filters, page and order stand in the address. A change of filter starts at the first page
 * and replaces the address, so that typing does not fill the history of the browser.
 */
export function useListAddress(to: '/households' | '/persons', search: Search, filters: readonly string[]) {
  const navigate = useNavigate();
  const typed = useLocation({ select: ({ state }) => state.typed });
  const asked: Search = typed === undefined ? search : { ...search, q: typed };
  const go = (change: Search, replace: boolean) => {
    const next = { ...asked, ...change };
    const { q } = next;
    const apart = q !== undefined && isNumber(q);
    const keys = Object.keys(next).filter((key) => !(apart && key === 'q'));
    void navigate({ to, search: pick(next, keys), replace, state: apart ? { typed: q } : {} });
  };
  const filter = pick(asked, filters);
  const { page, rows, offset, limit } = listPage(pick(search, ['page', 'rows']));
  return {
    filter,
    filtered: Object.keys(filter).length > 0,
    page,
    rows,
    offset,
    limit,
    change: (next: Search) => go({ ...next, page: undefined }, true),
    turn: (nextPage: number, size: number) =>
      go({ page: String(size === rows ? nextPage : 1), rows: String(size) }, false),
    order: (key: string) => go({ sort: nextSort(search['sort'], key), page: undefined }, false),
    clear: () => void navigate({ to, search: {} }),
  };
}
