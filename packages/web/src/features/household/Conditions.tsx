import type { HouseholdPage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../register/Facts.tsx';
import { Source } from '../../register/Source.tsx';

/** Land, house, water, road, fuel: how the household lives. */
export function Conditions({ condition }: { readonly condition: HouseholdPage['condition'] }) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="conditions">
      <h2 id="conditions">
        {t('condition.title')}{' '}
        {condition !== null && <Source of={condition.provenance} about={t('condition.title')} />}
      </h2>
      {condition === null ? (
        <p className="soft">{t('condition.none')}</p>
      ) : (
        <Facts noun="condition" values={condition.values} />
      )}
    </section>
  );
}
