import { useQuery } from '@tanstack/react-query';
import { getHousehold, getHouseholdHistory } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';
import { AsOf } from './AsOf.tsx';
import { firstSaid } from './firstSaid.ts';

interface Props {
  readonly id: string;
  readonly error: unknown;
  readonly when: { readonly asOf?: string; readonly knownAt?: string };
}

/** A household of which nothing was said for the day, or known by then, is no error: since when it is, is the answer. */
export function NotThen({ id, error, when }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const missing = asProblem(error).status === 404;
  const now = useQuery({
    queryKey: ['household', id, {}],
    queryFn: ({ signal }) => call(getHousehold, { params: { id }, query: {}, signal }),
    enabled: missing,
  });
  const history = useQuery({
    queryKey: ['history', id],
    queryFn: ({ signal }) => call(getHouseholdHistory, { params: { id }, signal }),
    enabled: missing,
  });
  const failed = missing ? (now.error ?? history.error) : error;
  if (failed !== null) return <ProblemNote error={failed} />;
  if (!now.isSuccess || !history.isSuccess) return <Loading />;
  const days = [when.asOf, when.knownAt].filter((day) => day !== undefined);
  const said = firstSaid(history.data);
  const identified = valueText(IDENTIFIED, now.data.household.values['identified_on'], language);
  return (
    <div className="stack">
      <PageTitle text={t('asOf.notThen', { days: days.join(' / ') })} />
      <AsOf asOf={when.asOf ?? today} knownAt={when.knownAt ?? today} past />
      <div className="panel state">
        {said !== undefined && (
          <p>{t('asOf.notThenWhy', { first: said.validFrom, recorded: moment(said.at) })}</p>
        )}
        {identified !== '' && (
          <p>{t('asOf.identified', { field: fieldLabel(IDENTIFIED, language), on: identified })}</p>
        )}
      </div>
    </div>
  );
}

const IDENTIFIED = 'household.identified_on';
