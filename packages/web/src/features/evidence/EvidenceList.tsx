import { useQuery } from '@tanstack/react-query';
import { listEvidence, type EvidenceRef } from '@mingbai/core/api';
import { call } from '../../api/call.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { Tiles } from './Tiles.tsx';

export interface EvidenceListProps {
  readonly value: readonly Pick<EvidenceRef, 'id'>[];
  /** Takes it out of the list, and nothing more: evidence once kept stays. */
  readonly onRemove?: (id: string) => void;
}

/** Evidence by its ids: small pictures, and opening, which is journaled. */
export function EvidenceList({ value, onRemove }: EvidenceListProps) {
  const ids = value.map(({ id }) => id).join(',');
  const query = useQuery({
    queryKey: ['evidence', 'ids', ids],
    queryFn: ({ signal }) => call(listEvidence, { query: { ids }, signal }),
    enabled: ids !== '',
  });
  if (ids === '') return null;
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  return <Tiles rows={query.data} {...(onRemove === undefined ? {} : { onRemove })} />;
}
