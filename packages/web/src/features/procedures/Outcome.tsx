import type { CasesActed } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** What was done, and of each that was not why and what to do. */
export function Outcome({ outcome }: { readonly outcome: CasesActed }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="problem" role="alert">
      {outcome.accepted.length > 0 && <p>{t('procedures.done', { n: count(outcome.accepted.length) })}</p>}
      <p>
        <strong>{t('procedures.refused', { n: count(outcome.refused.length) })}</strong>
      </p>
      <ul>
        {outcome.refused.map((one) => (
          <li key={`${one.place}-${one.case ?? ''}`}>
            {one.title !== '' && <strong>{one.title} </strong>}
            {one.what[language]}
            {one.code !== 'form' && ` ${one.fix[language]}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
