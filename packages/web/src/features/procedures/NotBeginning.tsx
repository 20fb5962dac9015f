import { Link } from '@tanstack/react-router';
import type { MayBegin } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** Of whom the procedure cannot be begun, why, and what to do instead: before anything is filled in. */
export function NotBeginning({ asked }: { readonly asked: readonly MayBegin[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const barred = asked.filter(({ refusal }) => refusal !== null);
  if (barred.length === 0) return null;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>
          {t(barred.length === asked.length ? 'procedures.cannotBegin' : 'procedures.someCannotBegin', {
            n: count(barred.length),
          })}
        </strong>
      </p>
      <ul>
        {barred.map((one) => (
          <li key={one.place}>
            {one.title !== '' && <strong>{one.title} </strong>}
            {one.refusal?.what[language]} {one.refusal?.fix[language]}{' '}
            {one.case !== null && (
              <Link to="/cases/$id" params={{ id: one.case }}>
                {t('procedures.openCase')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
