import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listDecisions } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { DraftList } from './drafts/DraftList.tsx';
import { ModelList } from './ModelList.tsx';
import { ModelView } from './ModelView.tsx';
import '../findings/findings.css';
import './policy.css';

/** The policy library: every decision with its table, sources and cases; one of them to be asked and tried. */
export function PolicyPage() {
  const { t } = useTranslation();
  const { model, view } = useSearch({ from: '/shell/policy' });
  const navigate = useNavigate({ from: '/policy' });
  const tries = useQuery(sessionQuery).data?.permissions.includes('policy.try') === true;
  const query = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => call(listDecisions, { signal }),
    staleTime: 600_000,
  });
  const models = query.data?.models ?? [];
  const chosen = models.find(({ file }) => file === model);
  return (
    <div className="stack policy">
      <PageTitle text={t('menu.policy')} />
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && model === undefined && (
        <Tabs
          label={t('menu.policy')}
          chosen={view ?? 'library'}
          onChoose={(key) => void navigate({ search: key === 'library' ? {} : { view: key }, replace: true })}
          tabs={[
            {
              key: 'library',
              label: t('policy.list'),
              content: () => <ModelList models={models} refused={query.data.refused} />,
            },
            { key: 'drafts', label: t('drafts.tab'), content: () => <DraftList tries={tries} /> },
          ]}
        />
      )}
      {query.data !== undefined && model !== undefined && chosen === undefined && <p>{t('policy.none')}</p>}
      {chosen !== undefined && <ModelView key={chosen.file} model={chosen} models={models} />}
    </div>
  );
}
