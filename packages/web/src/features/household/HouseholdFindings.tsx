import { useQuery } from '@tanstack/react-query';
import { FINDING_STATES } from '@mingbai/core';
import { listHouseholdFindings } from '@mingbai/core/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { stateTone } from '../findings/words.ts';
import '../findings/findings.css';

/** What contradicts what about this household, open ones first. */
export function HouseholdFindings({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const mine = permissions.includes('finding.read');
  const query = useQuery({
    queryKey: ['findings', 'household', id],
    queryFn: ({ signal }) => call(listHouseholdFindings, { params: { id }, signal }),
    enabled: mine,
  });
  if (!mine) return null;
  return (
    <section className="panel" aria-labelledby="findings">
      <h2 id="findings">{t('findings.ofHousehold')}</h2>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className="soft">{t('findings.noneOfHousehold')}</p>}
      <ul className="plain-list">
        {query.data?.map((row) => (
          <li key={row.id}>
            <StateWord tone={stateTone(row.state)}>{FINDING_STATES[row.state][language]}</StateWord>{' '}
            <Link to="/findings/$id" params={{ id: row.id }}>
              {row.message[language]}
            </Link>
            {row.noun === 'person' && <span className="soft"> {row.subject.name}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
