import type { PolicyCheck, PolicyTableFinding } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { StateWord } from '../../../ui/StateWord.tsx';
import { Said } from '../Said.tsx';

/** What is wrong with the draft, and what its rows leave open or say twice. */
export function Findings({ check, busy }: { readonly check: PolicyCheck; readonly busy: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { problems, findings, unsure } = check;
  return (
    <section className="panel stack" aria-labelledby="draft-findings">
      <h2 id="draft-findings">
        {t('drafts.check')} {busy && <span className="soft">{t('drafts.checking')}</span>}
      </h2>
      <div className="stack" aria-live="polite">
        {problems.length === 0 && findings.length === 0 && <p>{t('drafts.nothingWrong')}</p>}
        {problems.length > 0 && (
          <ul className="policy-value">
            {problems.map((problem, at) => (
              <li key={`${at} ${problem.zh}`}>
                <StateWord tone="red">{t('drafts.wrong')}</StateWord>{' '}
                {problem.where !== null && `${problem.where[language]}: `}
                {problem.text !== null && problem.text !== '' && (
                  <>
                    <code>
                      {problem.text.slice(0, problem.from)}
                      <mark>{problem.text.slice(problem.from, problem.to) || ' '}</mark>
                      {problem.text.slice(problem.to)}
                    </code>{' '}
                  </>
                )}
                {problem[language]}
              </li>
            ))}
          </ul>
        )}
        {findings.length > 0 && (
          <ul className="policy-value">
            {findings.map((finding, at) => (
              <li key={`${at} ${finding.kind}`}>
                <Finding finding={finding} />
              </li>
            ))}
          </ul>
        )}
        {unsure.map((each) => (
          <p className="soft" key={`${each.decision} ${each.zh}`}>
            <Said text={each.decision} as="name" />: {each[language]}
          </p>
        ))}
      </div>
    </section>
  );
}

function Finding({ finding }: { readonly finding: PolicyTableFinding }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { kind, decision, rows, example } = finding;
  return (
    <>
      <StateWord tone={kind === 'gap' || kind === 'hidden' ? 'amber' : 'red'}>
        {t(`drafts.finding.${kind}`)}
      </StateWord>{' '}
      <Said text={decision} as="name" />
      {rows.length > 0 && ` ${t('drafts.rows', { rows: rows.join(', ') })}`}
      {example.length > 0 && (
        <>
          {' '}
          {t('drafts.example')}{' '}
          {example.map(({ input, value }, at) => (
            <span key={input}>
              {at > 0 && (language === 'zh' ? '；' : '; ')}
              <Said text={input} as="name" /> ={' '}
              {value === '' ? t('policy.blank') : <Said text={unquoted(value)} as="value" />}
            </span>
          ))}
        </>
      )}
    </>
  );
}

/** Texts come as cells have them. */
function unquoted(value: string): string {
  return /^"([^"]*)"$/.exec(value)?.[1] ?? value;
}
