import { queryOptions } from '@tanstack/react-query';
import { listPapers, type PaperKind } from '@mingbai/core/api';
import { call } from '../../api/call.ts';

/** The papers of the area; templates do not change while the server runs. */
export const papersQuery = queryOptions({
  queryKey: ['papers'],
  queryFn: ({ signal }) => call(listPapers, { signal }),
  staleTime: 5 * 60_000,
});

/** Printed at once; a file with every household in it is a job. */
export function isJob({ subject, isFile }: Pick<PaperKind, 'subject' | 'isFile'>): boolean {
  return subject === 'household' || isFile;
}
