import { useQuery } from '@tanstack/react-query';
import { FINDING_ACTIONS, FINDING_SEVERITIES, FINDING_STATES, type FindingAction } from '@mingbai/core';
import { getFinding } from '@mingbai/core/api';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel } from '../../register/labels.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { RegionPath } from '../../ui/RegionPath.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { Decide } from './Decide.tsx';
import { FactTable } from './FactTable.tsx';
import { Held } from './Held.tsx';
import { Past } from './Past.tsx';
import { Why } from './Why.tsx';
import { colon, listMark, severityTone, stateTone } from './words.ts';
import './findings.css';

/** One finding: what is wrong, by which facts, why, what to do, and everything that was done about it. */
export function FindingPage() {
  const { id } = useParams({ from: '/shell/findings/$id' });
  const { t } = useTranslation();
  const language = useLanguage();
  const [asked, ask] = useState<FindingAction | null>(null);
  const query = useQuery({
    queryKey: ['findings', 'one', id],
    queryFn: ({ signal }) => call(getFinding, { params: { id }, signal }),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const page = query.data;
  return (
    <div className="stack">
      <RegionPath path={page.path} here={page.region} />
      <div className="row">
        <PageTitle text={page.message[language]} />
        <StateWord tone={severityTone(page.severity)}>
          {FINDING_SEVERITIES[page.severity][language]}
        </StateWord>
        <StateWord tone={stateTone(page.state)}>{FINDING_STATES[page.state][language]}</StateWord>
        {page.times > 1 && <span className="soft">{t('findings.times', { count: page.times })}</span>}
      </div>
      <Held page={page} />
      {page.may.length > 0 && (
        <div className="row" role="group" aria-label={t('findings.batch')}>
          {page.may.map((action) => (
            <Button key={action} onClick={() => ask(action)}>
              {FINDING_ACTIONS[action][language]}
            </Button>
          ))}
        </div>
      )}
      {asked !== null && (
        <Decide
          action={asked}
          size={1}
          what={{ ids: [id] }}
          onClose={() => ask(null)}
          onDone={() => void query.refetch()}
        />
      )}
      <div className="finding-grid">
        <section className="panel" aria-labelledby="advice">
          <h2 id="advice">{t('findings.advice')}</h2>
          <p>{page.advice[language]}</p>
          <p className="soft">
            {t('findings.lookAt')}
            {colon(language)}
            {page.fields.map((field) => fieldLabel(field, language)).join(listMark(language))}
          </p>
          {page.citation !== null && (
            <p className="soft">
              {t('findings.citation')}
              {colon(language)}
              {page.citation}
            </p>
          )}
          <h3>{t('findings.facts')}</h3>
          <FactTable id={id} facts={page.facts} />
        </section>
        <Why id={id} rule={`${page.rule.id} ${page.rule.title[language]}`} />
        <Past lines={page.actions} />
      </div>
    </div>
  );
}
