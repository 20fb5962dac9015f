import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { getPolicyDraft } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { PageTitle } from '../../../ui/PageTitle.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import '../../findings/findings.css';
import '../policy.css';
import { DraftState } from './DraftState.tsx';
import { Editor } from './Editor.tsx';

/** One policy being written: its tables and figures, its cases, what it would change, and its way to publication. */
export function DraftPage() {
  const { id } = useParams({ from: '/shell/policy/drafts/$id' });
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => call(getPolicyDraft, { params: { id }, signal }),
    // What is being typed must not be pulled away.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const { draft } = query.data;
  return (
    <div className="stack policy">
      <PageTitle text={t('drafts.title', { name: draft.title[language] })} />
      <section className="panel stack" aria-label={t('drafts.about')}>
        <p className="row">
          <Link to="/policy" search={{ view: 'drafts' }}>
            {t('drafts.back')}
          </Link>
          <DraftState draft={draft} />
          <span className="soft">
            {t('drafts.holds', { place: draft.place ?? draft.region, from: draft.from })} ·{' '}
            {t('policy.version')} <code>{draft.version}</code> · {draft.createdBy}
          </span>
        </p>
      </section>
      <Editor opened={query.data} />
    </div>
  );
}
