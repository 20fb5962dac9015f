import type { PolicyDecided } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { listMark } from '../findings/words.ts';
import { Named } from './Named.tsx';
import { ValueText } from './ValueText.tsx';
import { Said } from './Said.tsx';
import { useWords } from './useWords.ts';

/** What was decided, why, by which figures, and what would change it. */
export function Answer({ decided }: { readonly decided: PolicyDecided }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useWords();
  const { result, explanation } = decided;
  const { sentences, parameters, missing, notes, changes } = explanation;
  return (
    <div className="stack">
      <h3>{t('policy.result')}</h3>
      <div>
        <strong>
          <ValueText value={result} />
        </strong>
      </div>
      {missing.length > 0 && (
        <p className="soft">
          {t('policy.missing')}: {missing.map(words.name).join(listMark(language))}
        </p>
      )}
      {notes.length > 0 && <p className="soft">{notes.map((note) => note[language]).join('; ')}</p>}
      {parameters.length > 0 && (
        <>
          <h3>{t('policy.used')}</h3>
          <ul className="policy-value">
            {parameters.map((each) => (
              <li key={each.name}>
                <Said text={each.name} as="name" />: {each.value} ({t('policy.since', { from: each.from })};{' '}
                <Named name={each.source} />)
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('policy.reasons')}</h3>
      <ol className="trace">
        {sentences.map((each, at) => (
          <li key={`${at} ${each.zh}`} style={{ marginInlineStart: each.depth * 12 }}>
            <span lang={language === 'zh' ? 'zh-CN' : undefined}>{each[language]}</span>
          </li>
        ))}
      </ol>
      {changes.length > 0 && (
        <>
          <h3>{t('policy.changes')}</h3>
          <ul className="policy-value">
            {changes.map((each) => (
              <li key={`${each.fact} ${JSON.stringify(each.to)}`}>
                <Said text={each.fact} as="name" />{' '}
                <span>
                  {t('policy.instead', { from: brief(each.from), to: brief(each.to) })}{' '}
                  <ValueText value={each.result} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );

  function brief(value: PolicyDecided['result']): string {
    if (value === null) return t('policy.blank');
    if (typeof value === 'boolean') return t(value ? 'policy.yes' : 'policy.no');
    return typeof value === 'string' ? words.value(value) : JSON.stringify(value);
  }
}
