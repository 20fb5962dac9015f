import type { HouseholdPage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';
import { Source } from '../../register/Source.tsx';

export function Measures({ measures }: { readonly measures: HouseholdPage['measures'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="panel" aria-labelledby="measures">
      <h2 id="measures">{t('measure.title')}</h2>
      {measures.length === 0 ? (
        <p className="soft">{t('measure.none')}</p>
      ) : (
        <dl className="facts">
          {measures.map(({ item, values, provenance }) => (
            <div key={item}>
              <dt>{fieldLabel(`measure.${item}`, language)}</dt>
              <dd>
                {valueText(`measure.${item}`, values, language)}{' '}
                <Source of={provenance} about={fieldLabel(`measure.${item}`, language)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
