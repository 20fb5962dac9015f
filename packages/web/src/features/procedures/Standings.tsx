import type { MayBegin } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { colon, listMark } from '../findings/words.ts';
import { Zh } from '../policy/Zh.tsx';

type OneStanding = MayBegin['standing'][number];

/** How the conditions of the policy stand by the register: of one household fact by fact, of several who does not meet them. */
export function Standings({ asked }: { readonly asked: readonly MayBegin[] }) {
  const { t } = useTranslation();
  const able = asked.filter(({ refusal, standing }) => refusal?.code !== 'condition' && standing.length > 0);
  const [only, ...more] = able;
  if (only === undefined) return null;
  if (more.length === 0)
    return (
      <>
        {only.standing.map((one) => (
          <StandingOne key={`${one.step.zh} ${one.decision.zh}`} one={one} />
        ))}
      </>
    );
  const short = able.flatMap(({ place, title, standing }) =>
    standing.flatMap((one) => (one.holds === false ? [{ place, title, one }] : [])),
  );
  return (
    <section className="stack" aria-label={t('procedures.stands')}>
      <h3>{t('procedures.stands')}</h3>
      <p>
        {short.length === 0
          ? t('procedures.standsNone', { n: count(able.length) })
          : t('procedures.standsMany', { n: count(able.length), short: count(short.length) })}
      </p>
      <ul>
        {short.map(({ place, title, one }) => (
          <li key={`${place} ${one.decision.zh}`}>
            <strong>{title}</strong> <Result one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StandingOne({ one }: { readonly one: OneStanding }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { decision, step, facts, later, holds } = one;
  const told = (value: OneStanding['facts'][number]['value']): string => {
    if (value === null) return t('procedures.notSaid');
    if (typeof value === 'boolean') return t(value ? 'procedures.yes' : 'procedures.no');
    return typeof value === 'number' ? count(value) : value;
  };
  return (
    <section className="stack" aria-label={`${t('procedures.stands')} ${decision[language]}`}>
      <h3>
        {t('procedures.stands')} · {decision[language]}
      </h3>
      {facts.length > 0 && (
        <dl className="answers">
          {facts.map((fact) => (
            <div key={fact.zh}>
              <dt>{fact[language]}</dt>
              <dd>{fact.value === false ? <strong>{told(fact.value)}</strong> : told(fact.value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        {holds === null ? null : (
          <strong>{t(holds ? 'procedures.standsMet' : 'procedures.standsNot')} </strong>
        )}
        {holds !== true && <Result one={one} />}
      </p>
      <p className="soft">
        {later.length > 0 &&
          `${t('procedures.standsLater', { what: later.map((each) => each[language]).join(listMark(language)) })} `}
        {t('procedures.standsWhen', { step: step[language] })}
      </p>
    </section>
  );
}

function Result({ one }: { readonly one: OneStanding }) {
  const language = useLanguage();
  return (
    <Zh>
      {one.result
        .filter(({ value }) => value !== '')
        .map(({ name, value }) => (name === null ? value : `${name}${colon(language)}${value}`))
        .join(language === 'zh' ? '；' : '; ')}
    </Zh>
  );
}
