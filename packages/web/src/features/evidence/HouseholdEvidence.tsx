import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EvidenceKind } from '@mingbai/core';
import { listEvidence } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { EvidenceUpload } from './EvidenceUpload.tsx';
import { Tiles } from './Tiles.tsx';

const KINDS: readonly EvidenceKind[] = ['photo', 'film', 'scan', 'document', 'signature'];

/** Photos and papers about one household: its house, its water, its certificates. */
export function HouseholdEvidence({ id, region }: { readonly id: string; readonly region: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const mine = permissions.includes('evidence.read');
  const subject = `household:${id}`;
  const key = ['evidence', 'subject', subject];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(listEvidence, { query: { subject }, signal }),
    enabled: mine,
  });
  if (!mine) return null;
  const rows = query.data?.filter(({ state }) => state === 'kept') ?? [];
  return (
    <section className="panel stack" aria-labelledby="evidence">
      <h2 id="evidence">{t('evidence.ofHousehold', { count: rows.length })}</h2>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && rows.length === 0 && <p className="soft">{t('evidence.none')}</p>}
      {permissions.includes('evidence.write') && (
        <EvidenceUpload
          value={[]}
          onChange={() => void client.invalidateQueries({ queryKey: key })}
          kinds={KINDS}
          region={region}
          subject={subject}
          listed={false}
        />
      )}
      <Tiles rows={rows} />
    </section>
  );
}
