import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UNIT_NAMES_EN } from '@mingbai/core';
import { judgeHousehold, type HouseholdJudgement } from '@mingbai/core/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { colon, listMark } from '../findings/words.ts';
import { resultWords, valueWords } from '../policy/resultWords.ts';
import { useWords } from '../policy/useWords.ts';
import { DecisionsMade } from '../policy/household/DecisionsMade.tsx';
import { RecordDecision } from '../policy/household/RecordDecision.tsx';
import '../findings/findings.css';

/** What the policy of today says of this household, each with its reasons and what would change it. */
export function Judgements({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [asked, ask] = useState(false);
  const query = useQuery({
    queryKey: ['judgements', id],
    queryFn: ({ signal }) => call(judgeHousehold, { params: { id }, query: {}, signal }),
    enabled: asked,
  });
  return (
    <section className="panel" aria-labelledby="judgements">
      <h2 id="judgements">{t('judgements.title')}</h2>
      <p className="soft">
        {t('judgements.why')}{' '}
        <Link to="/households/$id/policies" params={{ id }}>
          {t('sheet.open')}
        </Link>
      </p>
      {!asked && <Button onClick={() => ask(true)}>{t('judgements.show')}</Button>}
      {asked && query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.map((one) => (
        <Judgement key={`${one.decision.zh} ${one.person?.id ?? ''}`} one={one} household={id} />
      ))}
      <DecisionsMade household={id} />
    </section>
  );
}

/** More amounts than these are read among the reasons. */
const FEW = 3;
const YUAN = { zh: '元', en: UNIT_NAMES_EN.元 };

function Judgement({ one, household }: { readonly one: HouseholdJudgement; readonly household: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useWords();
  const blank = t('judgements.blank');
  const result = resultWords(one.result, words, language, blank);
  const asked = language === 'zh' ? one.question : one.questionEn;
  const figures = (one.figures ?? []).map(
    (each) => `${each[language]} ${count(each.value)} ${YUAN[language]}`,
  );
  return (
    <details className="judgement">
      <summary>
        {one.person !== null && `${one.person.name ?? ''} `}
        {/* The question, where there is one: a name such as 低于监测线 read before its outcome says the contrary. */}
        {asked ?? `${one.decision[language]}${colon(language)}`} <strong>{result}</strong>
        {figures.length > 0 && figures.length <= FEW && (
          <span className="soft"> {figures.join(listMark(language))}</span>
        )}
      </summary>
      <p className="soft">
        {asked != null && `${one.decision[language]} · `}
        {t('judgements.source')}
        {colon(language)}
        {one.source[language]} · {t('judgements.version', { from: one.from, version: one.version })}
      </p>
      {one.parameters.length > 0 && (
        <p className="soft">
          {t('judgements.parameters')}
          {colon(language)}
          {one.parameters
            .map((each) => `${each.name[language]} ${count(each.value)} · ${each.source[language]}`)
            .join(language === 'zh' ? '；' : '; ')}
        </p>
      )}
      {one.missing.length > 0 && (
        <p className="soft">
          {t('judgements.missing', { names: one.missing.map(words.name).join(listMark(language)) })}
        </p>
      )}
      <h3>{t('judgements.steps')}</h3>
      <ol className="trace">
        {one.sentences.map((each, at) => (
          <li key={`${at} ${each.zh}`} style={{ marginInlineStart: each.depth * 12 }}>
            {each[language]}
          </li>
        ))}
      </ol>
      {one.changes.length > 0 && (
        <>
          <h3>{t('judgements.changes')}</h3>
          <ul>
            {one.changes.map((each) => (
              <li key={`${each.fact} ${each.to}`}>
                {t('judgements.change', {
                  fact: words.name(each.fact),
                  from: valueWords(each.from, words, language, blank),
                  to: valueWords(each.to, words, language, blank),
                  result: resultWords(each.entries ?? [], words, language, blank),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <RecordDecision household={household} one={one} />
    </details>
  );
}
