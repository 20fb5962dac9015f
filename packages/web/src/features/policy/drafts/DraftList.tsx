import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  listPolicyDrafts,
  listPolicyEditions,
  type PolicyDraft,
  type PolicyEdition,
} from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { moment } from '../../../format/values.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { Named } from '../Named.tsx';
import { DraftState } from './DraftState.tsx';

/** What is being written, and what has been published. */
export function DraftList({ tries }: { readonly tries: boolean }) {
  const { t } = useTranslation();
  const drafts = useQuery({
    queryKey: ['drafts'],
    queryFn: ({ signal }) => call(listPolicyDrafts, { signal }),
    enabled: tries,
  });
  const editions = useQuery({
    queryKey: ['policy', 'editions'],
    queryFn: ({ signal }) => call(listPolicyEditions, { signal }),
  });
  return (
    <div className="stack">
      {tries && (
        <section className="panel stack" aria-labelledby="drafts">
          <h2 id="drafts">{t('drafts.drafts')}</h2>
          {drafts.isPending && <Loading />}
          {drafts.isError && <ProblemNote error={drafts.error} onRetry={() => void drafts.refetch()} />}
          {drafts.data?.drafts.length === 0 && <p className="soft">{t('drafts.none')}</p>}
          {drafts.data !== undefined && drafts.data.drafts.length > 0 && (
            <DataTable<PolicyDraft>
              caption={t('drafts.drafts')}
              rows={drafts.data.drafts}
              rowKey={({ id }) => id}
              cards
              columns={[
                {
                  key: 'name',
                  title: t('policy.name'),
                  header: true,
                  render: ({ id, title }) => (
                    <Link to="/policy/drafts/$id" params={{ id }}>
                      <Named name={title} />
                    </Link>
                  ),
                },
                { key: 'state', title: t('drafts.stateOf'), render: (draft) => <DraftState draft={draft} /> },
                { key: 'place', title: t('policy.region'), render: ({ place, region }) => place ?? region },
                { key: 'from', title: t('drafts.from'), render: ({ from }) => from },
                { key: 'by', title: t('drafts.by'), render: ({ createdBy }) => createdBy },
                { key: 'at', title: t('drafts.changed'), render: ({ changedAt }) => moment(changedAt) },
              ]}
            />
          )}
        </section>
      )}
      <section className="panel stack" aria-labelledby="editions">
        <h2 id="editions">{t('drafts.editions')}</h2>
        {editions.isPending && <Loading />}
        {editions.isError && <ProblemNote error={editions.error} onRetry={() => void editions.refetch()} />}
        {editions.data !== undefined && <Editions editions={editions.data.editions} />}
      </section>
    </div>
  );
}

/** Published decisions and figures, with who asked, who approved and why. */
export function Editions({ editions }: { readonly editions: readonly PolicyEdition[] }) {
  const { t } = useTranslation();
  if (editions.length === 0) return <p className="soft">{t('drafts.noEditions')}</p>;
  return (
    <DataTable<PolicyEdition>
      caption={t('drafts.editions')}
      rows={editions}
      rowKey={({ id }) => id}
      cards
      columns={[
        {
          key: 'name',
          title: t('policy.name'),
          header: true,
          render: ({ kind, id, title, number }) => (
            <>
              {kind === 'decision' ? (
                <Link to="/policy" search={{ model: `editions/${id}` }}>
                  <Named name={title} />
                </Link>
              ) : (
                <Named name={title} />
              )}{' '}
              {t('drafts.number', { number })}
            </>
          ),
        },
        { key: 'value', title: t('drafts.figure'), numeric: true, render: ({ value }) => value ?? '' },
        { key: 'place', title: t('policy.region'), render: ({ place, region }) => place ?? region },
        { key: 'from', title: t('drafts.from'), render: ({ from }) => from },
        {
          key: 'source',
          title: t('policy.source'),
          wrap: true,
          render: ({ source }) => <Named name={source} />,
        },
        {
          key: 'who',
          title: t('drafts.who'),
          wrap: true,
          render: ({ proposer, approver, reason }) => `${proposer} → ${approver}：${reason}`,
        },
        { key: 'at', title: t('drafts.published'), render: ({ at }) => moment(at) },
        {
          key: 'version',
          title: t('policy.version'),
          minor: true,
          render: ({ version }) => <code>{version}</code>,
        },
      ]}
    />
  );
}
