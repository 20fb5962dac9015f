import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { listDecisions } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { ModelList } from './ModelList.tsx';
import { ModelView } from './ModelView.tsx';
import '../findings/findings.css';
import './policy.css';

/** The policy library: every decision with its table, sources and cases; one of them to be asked and tried. */
export function PolicyPage() {
  const { t } = useTranslation();
  const { model } = useSearch({ from: '/shell/policy' });
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
        <ModelList models={models} refused={query.data.refused} />
      )}
      {query.data !== undefined && model !== undefined && chosen === undefined && <p>{t('policy.none')}</p>}
      {chosen !== undefined && <ModelView key={chosen.file} model={chosen} models={models} />}
    </div>
  );
}
