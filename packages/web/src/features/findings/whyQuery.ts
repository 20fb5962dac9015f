import { queryOptions } from '@tanstack/react-query';
import { explainFinding } from '@mingbai/core/api';
import { call } from '../../api/call.ts';

/** Asked once for the reasons and for the names of the facts. */
export function whyQuery(id: string) {
  return queryOptions({
    queryKey: ['findings', 'why', id],
    queryFn: ({ signal }) => call(explainFinding, { params: { id }, signal }),
  });
}
