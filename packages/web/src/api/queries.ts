import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { getSession, getSetup } from '@mingbai/core/api';
import { call } from './call.ts';
import { CallProblem, isSignedOut } from './problem.ts';
import { hasSignedIn, noteSignedIn, notSignedIn } from './signedIn.ts';

const SESSION_KEY = ['session'] as const;

export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: async ({ signal }) => {
    if (!hasSignedIn()) throw notSignedIn();
    return call(getSession, { signal });
  },
  staleTime: 5 * 60_000,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(getSetup, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** One client a page. A session that ended elsewhere is noticed by whichever question is asked next. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isSignedOut(error)) noteSignedIn(false);
        if (isSignedOut(error) && query.queryKey[0] !== SESSION_KEY[0]) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // An answer is an answer; only silence or a broken server is asked twice.
        retry: (count, error) =>
          count < 1 && (!(error instanceof CallProblem) || error.status === 0 || error.status >= 502),
      },
    },
  });
}
