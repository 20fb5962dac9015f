import type { HouseholdPage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';
import { Sealed } from '../../register/Sealed.tsx';
import { Source } from '../../register/Source.tsx';

/** Who answers for the household, now and before; a change is a new line, never an overwriting. */
export function Responsible({ people }: { readonly people: HouseholdPage['responsible'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="panel" aria-labelledby="responsible">
      <h2 id="responsible">{t('household.responsible')}</h2>
      {people.length === 0 && <p className="soft">{t('household.nobody')}</p>}
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {people.map((person) => {
          const text = (column: string): string =>
            valueText(`responsible.${column}`, person.values[column], language);
          const name = text('name');
          const id = person.values['id'];
          return (
            <li key={`${name}-${text('from')}`}>
              <strong>{name}</strong>{' '}
              {[text('unit'), text('position')].filter((part) => part !== '').join(' · ')}{' '}
              <span className="soft">
                {text('from')}
                {text('to') !== '' && ` – ${text('to')}`}
              </span>{' '}
              {typeof id === 'string' ? (
                <Sealed
                  noun="responsible"
                  id={id}
                  field="phone"
                  masked={person.phone}
                  about={`${name} · ${fieldLabel('responsible.phone', language)}`}
                />
              ) : (
                person.phone
              )}
              <Source of={person.provenance} about={name} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
