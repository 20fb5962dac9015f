import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Props {
  readonly error: unknown;
  readonly when: { readonly asOf?: string; readonly knownAt?: string };
}

/** A household that did not exist on the day, or was not yet recorded, is no error: it is the answer. */
export function NotThen({ error, when }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/households/$id' });
  if (asProblem(error).status !== 404) return <ProblemNote error={error} />;
  const days = [when.asOf, when.knownAt].filter((day) => day !== undefined);
  return (
    <div className="panel state">
      <PageTitle text={t('asOf.notThen', { days: days.join(' / ') })} />
      <p>{t('asOf.notThenWhy')}</p>
      <button type="button" className="linklike" onClick={() => void navigate({ search: {} })}>
        {t('asOf.now')}
      </button>
    </div>
  );
}
