import { useNavigate } from '@tanstack/react-router';
import { pick } from '../app/address.ts';
import { listPage, nextSort } from './listPage.ts';

type Search = Readonly<Record<string, string | undefined>>;

/**
 * A list whose filters, page and order stand in the address. A change of filter starts at the first page
 * and replaces the address, so that typing does not fill the history of the browser.
 */
export function useListAddress(to: '/households' | '/persons', search: Search, filters: readonly string[]) {
  const navigate = useNavigate();
  const go = (change: Search, replace: boolean) => {
    const next = { ...search, ...change };
    void navigate({ to, search: pick(next, Object.keys(next)), replace });
  };
  const filter = pick(search, filters);
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
