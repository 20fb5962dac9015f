import type { HouseholdPage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../register/Facts.tsx';
import { Source } from '../../register/Source.tsx';
import { StateWord } from '../../ui/StateWord.tsx';

export function Risks({ risks }: { readonly risks: HouseholdPage['risk'] }) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="risks">
      <h2 id="risks">{t('risk.title')}</h2>
      {risks.length === 0 && <p className="soft">{t('risk.none')}</p>}
      {risks.map((risk) => (
        <div key={`${risk.provenance.entry}-${risk.provenance.valid_from}`}>
          <p className="row" style={{ margin: 0 }}>
            <StateWord tone={risk.values['removed'] === true ? 'green' : 'amber'}>
              {risk.values['removed'] === true ? t('risk.removed') : t('risk.open')}
            </StateWord>
            <Source of={risk.provenance} about={t('risk.title')} />
          </p>
          <Facts noun="risk" values={risk.values} without={['removed']} />
        </div>
      ))}
    </section>
  );
}
