import type { HouseholdPage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../register/Facts.tsx';
import { Source } from '../../register/Source.tsx';
import { Correct } from './Correct.tsx';

/** Land, house, water, road, fuel: how the household lives. */
export function Conditions({
  condition,
  household,
  past,
}: {
  readonly condition: HouseholdPage['condition'];
  readonly household: string;
  /** As it was: nothing is corrected there. */
  readonly past: boolean;
}) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="conditions">
      <h2 id="conditions">
        {t('condition.title')}{' '}
        {condition !== null && <Source of={condition.provenance} about={t('condition.title')} />}{' '}
        {!past && (
          <Correct
            household={household}
            noun="condition"
            about={t('condition.title')}
            values={condition?.values ?? {}}
          />
        )}
      </h2>
      {condition === null ? (
        <p className="soft">{t('condition.none')}</p>
      ) : (
        <Facts noun="condition" values={condition.values} />
      )}
    </section>
  );
}
