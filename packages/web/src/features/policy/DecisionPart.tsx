import type { PolicyDecisionView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { InBoth } from './InBoth.tsx';
import { Named } from './Named.tsx';
import { RuleTable } from './RuleTable.tsx';
import { Zh } from './Zh.tsx';

/** One decision in plain words: what it needs, and how it is made. */
export function DecisionPart({ decision }: { readonly decision: PolicyDecisionView }) {
  const { t } = useTranslation();
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
              {at > 0 && ', '}
              <Named name={fact.name} />
              {fact.unit !== null && (
                <>
                  {' '}
                  (<Zh>{fact.unit}</Zh>)
                </>
              )}
            </span>
          ))}
        </p>
      )}
      {requires.length > 0 && (
        <p className="soft">
          {t('policy.restsOn')}: <Zh>{requires.join('、')}</Zh>
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
                  {held.value} <Zh>{unit}</Zh> ({t('policy.since', { from: held.from })}
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
              <code className="policy-step">
                {step.name !== null && `${step.name} = `}
                {step.text}
              </code>
            </p>
          ) : (
            <RuleTable table={step.table} names={facts.map((fact) => fact.name)} />
          )}
        </div>
      ))}
    </section>
  );
}
