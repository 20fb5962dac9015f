import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

const PAGE = 50;

interface Page<Row> {
  readonly rows: readonly Row[];
  /** Of the filter; given with the first page alone. */
  readonly total: number | null;
  /** Where the page behind it begins; null: there is none. */
  readonly next: string | null;
}

/** A list that is read page after page, each from where the one before it ended. */
export function usePages<Got extends Page<unknown>>(
  queryKey: QueryKey,
  get: (query: { readonly limit: number; readonly after?: string }, signal: AbortSignal) => Promise<Got>,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      get({ limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages ?? [];
  const first: Got | undefined = pages[0];
  const rows: Got['rows'][number][] = pages.flatMap((page) => page.rows);
  return { query, first, rows, total: first?.total ?? 0 };
}
