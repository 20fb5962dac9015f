import { wayOf } from '@mingbai/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { getCase, type CasePage as Page } from '@mingbai/core/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { RegionPath } from '../../ui/RegionPath.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { CasePapers } from '../papers/CasePapers.tsx';
import { Act } from './Act.tsx';
import { Answers } from './Answers.tsx';
import { CaseFindings } from './CaseFindings.tsx';
import { CaseStanding } from './CaseStanding.tsx';
import { Diagram } from './Diagram.tsx';
import { Timeline } from './Timeline.tsx';
import { caseTone } from './words.ts';
import './procedures.css';

/** One case: where it stands, what can be done and from which day, by when, and everything that was done. */
export function CasePage() {
  const { id } = useParams({ from: '/shell/cases/$id' });
  const query = useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => call(getCase, { params: { id }, signal }),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  return <Case page={query.data} />;
}

function Case({ page }: { readonly page: Page }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [asked, ask] = useState<string | null>(null);
  const { procedure } = page.definition;
  return (
    <div className="stack">
      <RegionPath path={page.path} here={page.region} />
      <div className="row">
        <PageTitle text={`${page.title} · ${page.procedure.name[language]}`} />
        <StateWord tone={caseTone(page)}>{page.stateName[language]}</StateWord>
        {page.noun === 'household' && page.subject !== null && (
          <Link to="/households/$id" params={{ id: page.subject }}>
            {t('procedures.household')}
          </Link>
        )}
      </div>
      <Standing page={page} />
      <CaseFindings findings={page.findings} />
      {page.open.length > 0 && (
        <section className="panel" aria-labelledby="can">
          <h2 id="can">{t('procedures.can')}</h2>
          <ul className="case-open">
            {page.open.map(({ action, name, refusal, fromDay }) => (
              <li key={action} className="row">
                <Button
                  type={refusal === null && wayOf(procedure, action) === 'on' ? 'primary' : 'default'}
                  disabled={refusal !== null}
                  onClick={() => ask(action)}
                >
                  {name[language]}
                </Button>
                {refusal !== null && (
                  <span className="soft">
                    {refusal.what[language]} {fromDay === null && refusal.fix[language]}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked !== null && (
        <Act
          procedure={procedure}
          name={asked}
          given={page.given}
          owed={page.owed.map(({ key }) => key)}
          cases={[
            {
              id: page.id,
              title: page.title,
              base: page.base,
              household: page.noun === 'household' ? page.subject : null,
              region: page.region.code,
            },
          ]}
          onClose={() => ask(null)}
          onDone={() => undefined}
        />
      )}
      <CaseStanding page={page} />
      <CasePapers id={page.id} />
      <section className="panel" aria-labelledby="way">
        <h2 id="way">{t('procedures.way')}</h2>
        <Diagram view={page.definition} here={page.state} passed={page.timeline.map(({ state }) => state)} />
      </section>
      <section className="panel" aria-labelledby="past">
        <h2 id="past">{t('procedures.past')}</h2>
        <Timeline lines={page.timeline} procedure={procedure} names={page.names} />
      </section>
      {page.timeline.filter(({ given }) => Object.keys(given).length > 0).length > 1 && (
        <section className="panel" aria-labelledby="given">
          <h2 id="given">{t('procedures.given')}</h2>
          <Answers procedure={procedure} given={page.given} names={page.names} />
        </section>
      )}
    </div>
  );
}

/** By when, since when, what hangs out, what is still owed. */
function Standing({ page }: { readonly page: Page }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { notice, deadlines, owed, list } = page;
  return (
    <ul className="standing">
      <li>{t('procedures.since', { day: page.since })}</li>
      {deadlines.map(({ key, name, due, late }) => (
        <li key={key}>
          {name[language]}
          {t('procedures.until', { day: due })} {late && <strong>{t('procedures.late')}</strong>}
        </li>
      ))}
      {notice !== null && (
        <li>
          <Link to="/notices/$id" params={{ id: notice.notice }}>
            {t('procedures.noticeUntil', { day: notice.until })}
          </Link>
          {notice.openObjections > 0 && <strong> {t('notices.open', { n: notice.openObjections })}</strong>}
        </li>
      )}
      {owed.length > 0 && (
        <li>{t('procedures.owed', { what: owed.map(({ name }) => name[language]).join(' · ') })}</li>
      )}
      {list !== null && (
        <li>
          <Link to="/cases" search={{ list: list.id }}>
            {t('procedures.ofList', { name: list.name })}
          </Link>
        </li>
      )}
    </ul>
  );
}
