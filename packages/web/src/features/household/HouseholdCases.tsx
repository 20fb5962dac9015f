import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listHouseholdCases } from '@mingbai/core/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { Begin } from '../procedures/Begin.tsx';
import { caseTone } from '../procedures/words.ts';

/** Where the household stands in each procedure, and all it went through. */
export function HouseholdCases({ id, region }: { readonly id: string; readonly region: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const [beginning, begin] = useState(false);
  const mine = permissions.includes('procedure.read');
  const query = useQuery({
    queryKey: ['household', id, 'cases'],
    queryFn: ({ signal }) => call(listHouseholdCases, { params: { id }, signal }),
    enabled: mine,
  });
  if (!mine) return null;
  return (
    <section className="panel" aria-labelledby="cases">
      <div className="row">
        <h2 id="cases">{t('procedures.ofHousehold')}</h2>
        <span className="grow" />
        {permissions.includes('procedure.act') && (
          <Button size="small" onClick={() => begin(true)}>
            {t('procedures.begin')}
          </Button>
        )}
      </div>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className="soft">{t('procedures.noneOfHousehold')}</p>}
      <ul className="plain-list">
        {query.data?.map((row) => (
          <li key={row.id}>
            <Link to="/cases/$id" params={{ id: row.id }}>
              {row.procedure.name[language]}
            </Link>{' '}
            <StateWord tone={caseTone(row)}>{row.stateName[language]}</StateWord>{' '}
            <span className="soft">
              {t('procedures.since', { day: row.since })}
              {row.due !== null && t('procedures.until', { day: row.due })}
              {row.late && ` ${t('procedures.late')}`}
            </span>
          </li>
        ))}
      </ul>
      {beginning && <Begin about={{ id, region }} onClose={() => begin(false)} />}
    </section>
  );
}
