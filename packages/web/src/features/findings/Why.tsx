import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { colon } from './words.ts';
import { whyQuery } from './whyQuery.ts';

/** The rule beside its reasons: which facts decided, how the condition came out, what would turn it. */
export function Why({ id, rule }: { readonly id: string; readonly rule: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery(whyQuery(id));
  const why = query.data;
  return (
    <section className="panel" aria-labelledby="why">
      <h2 id="why">{t('findings.why')}</h2>
      <p>{rule}</p>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {why?.when === null && <p className="soft">{t('findings.ruleGone')}</p>}
      {why !== undefined && why.when !== null && (
        <>
          {!why.sameVersion && <p className="soft">{t('findings.ruleChanged')}</p>}
          {why.words !== null && <p>{why.words[language]}</p>}
          {why.decided.length > 0 && (
            <>
              <h3>{t('findings.decidedBy')}</h3>
              <ul>
                {why.decided.map((each) => (
                  <li key={each.zh}>
                    {each[language]}
                    {colon(language)}
                    {each.value[language]}
                  </li>
                ))}
              </ul>
            </>
          )}
          {why.turns.length > 0 && (
            <>
              <h3>{t('findings.turns')}</h3>
              <ul>
                {why.turns.map((each) => (
                  <li key={each.zh}>{each[language]}</li>
                ))}
              </ul>
            </>
          )}
          {why.trace.length > 0 && (
            <details>
              <summary>{t('findings.trace')}</summary>
              <pre className="rule-text">{why.when}</pre>
              <ul className="trace">
                {why.trace.map((part, at) => (
                  // Parts may read alike; their place is what tells them apart.
                  <li key={at} style={{ marginInlineStart: part.depth * 12 }}>
                    {part[language]}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}
