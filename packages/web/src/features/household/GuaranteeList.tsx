import { GUARANTEE_ITEMS, type HouseholdPage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { guaranteeLabel } from '../../register/bands.ts';
import { Facts } from '../../register/Facts.tsx';
import { Source } from '../../register/Source.tsx';
import { StateWord } from '../../ui/StateWord.tsx';

/** Two no-worries, three guarantees, water: each fine, a problem, or not given. */
export function GuaranteeList({ guarantee }: { readonly guarantee: HouseholdPage['guarantee'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const values = guarantee?.values ?? {};
  return (
    <section className="panel" aria-labelledby="guarantee">
      <h2 id="guarantee">
        {t('guarantee.title')}{' '}
        {guarantee !== null && <Source of={guarantee.provenance} about={t('guarantee.title')} />}
      </h2>
      <ul className="check-list">
        {GUARANTEE_ITEMS.map(({ item, problem }) => {
          const value = values[item];
          const known = typeof value === 'boolean';
          const bad = known && value === problem;
          return (
            <li key={item}>
              <span>{t(`guarantee.${item}`)}</span>
              <StateWord tone={bad ? 'red' : known ? 'green' : 'grey'}>
                {bad ? guaranteeLabel(item, language) : known ? t('guarantee.fine') : t('household.notGiven')}
              </StateWord>
            </li>
          );
        })}
      </ul>
      {Object.keys(values).some((column) => column.startsWith('after_') && values[column] !== null) && (
        <Facts noun="guarantee" values={values} without={GUARANTEE_ITEMS.map(({ item }) => item)} />
      )}
    </section>
  );
}
