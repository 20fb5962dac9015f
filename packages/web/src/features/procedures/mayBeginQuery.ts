import { mayBegin } from '@mingbai/core/api';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

export type BeginSubject = { readonly household?: string; readonly place?: string };

/** For whom a procedure can be begun, and how its conditions stand; without one, which of all can be. */
export function mayBeginQuery(procedure: string | undefined, subjects: readonly BeginSubject[]) {
  return queryOptions({
    queryKey: ['may-begin', procedure, subjects],
    queryFn: ({ signal }) =>
      call(mayBegin, {
        body: { ...(procedure === undefined ? {} : { procedure }), subjects: [...subjects] },
        signal,
      }),
    enabled: subjects.length > 0,
  });
}
