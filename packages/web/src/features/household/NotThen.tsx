import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';
import { AsOf } from './AsOf.tsx';

interface Props {
  readonly error: unknown;
  readonly when: { readonly asOf?: string; readonly knownAt?: string };
}

/** A household that did not exist on the day, or was not yet recorded, is no error: it is the answer. */
export function NotThen({ error, when }: Props) {
  const { t } = useTranslation();
  const today = useToday();
  if (asProblem(error).status !== 404) return <ProblemNote error={error} />;
  const days = [when.asOf, when.knownAt].filter((day) => day !== undefined);
  return (
    <div className="stack">
      <PageTitle text={t('asOf.notThen', { days: days.join(' / ') })} />
      <AsOf asOf={when.asOf ?? today} knownAt={when.knownAt ?? today} past />
      <p className="panel state">{t('asOf.notThenWhy')}</p>
    </div>
  );
}
