import type { PolicyDecisionView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { listMark } from '../findings/words.ts';
import { InBoth } from './InBoth.tsx';
import { Named } from './Named.tsx';
import { RuleTable } from './RuleTable.tsx';
import { Said } from './Said.tsx';

/** One decision in plain words: what it needs, and how it is made. */
export function DecisionPart({ decision }: { readonly decision: PolicyDecisionView }) {
  const { t } = useTranslation();
  const mark = listMark(useLanguage());
  const { name, question, questionEn, description, descriptionEn, facts, requires, parameters, steps } =
    decision;
  return (
    <section className="panel stack" aria-label={t('policy.how')}>
      <h3>
        <Named name={name} />
      </h3>
      {(question ?? description) !== null && (
        <p>
          <InBoth zh={question} en={questionEn} /> <InBoth zh={description} en={descriptionEn} />
        </p>
      )}
      {facts.length > 0 && (
        <p className="soft">
          {t('policy.facts')}:{' '}
          {facts.map((fact, at) => (
            <span key={fact.name.zh}>
              {at > 0 && mark}
              <Named name={fact.name} />
              {fact.unit !== null && (
                <>
                  {' '}
                  (<Said text={fact.unit} as="unit" />)
                </>
              )}
            </span>
          ))}
        </p>
      )}
      {requires.length > 0 && (
        <p className="soft">
          {t('policy.restsOn')}:{' '}
          {requires.map((each, at) => (
            <span key={each}>
              {at > 0 && mark}
              <Said text={each} as="name" />
            </span>
          ))}
        </p>
      )}
      {parameters.length > 0 && (
        <ul className="soft policy-value">
          {parameters.map(({ id, name: called, unit, held }) => (
            <li key={id}>
              <Named name={called} />:{' '}
              {held === null ? (
                t('policy.notSet')
              ) : (
                <>
                  {held.value} {unit !== null && <Said text={unit} as="unit" />} (
                  {t('policy.since', { from: held.from })}
                  {held.source.zh !== '' && (
                    <>
                      ; <Named name={held.source} />
                    </>
                  )}
                  )
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {steps.map((step, at) => (
        <div key={`${at} ${step.name ?? ''}`} style={{ marginInlineStart: step.depth * 14 }}>
          {step.table === null ? (
            <p>
              {step.words !== undefined && (
                <>
                  {step.name !== null && (
                    <>
                      <Said text={step.name} as="name" /> ={' '}
                    </>
                  )}
                  <InBoth zh={step.words.zh} en={step.words.en} />
                  <br />
                </>
              )}
              <code className="policy-step">
                {step.name !== null && `${step.name} = `}
                {step.text}
              </code>
            </p>
          ) : (
            <RuleTable table={step.table} />
          )}
        </div>
      ))}
    </section>
  );
}
